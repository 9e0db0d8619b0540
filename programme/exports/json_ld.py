"""What schema.org says of events, people and organizations, for machines. Pure: no query.

`site` is the site's own address, without a slash at its end. What is not known is left out: no
midnight is invented for what has no time, and no place for what has none.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from content.translations import best_text

Data = dict[str, Any]

CONTEXT = "https://schema.org"
MOST_SESSIONS = 60
"""An event of more names none of them: their own pages do, and its page stays light."""

ATTENDANCE = {"in_person": "Offline", "online": "Online", "hybrid": "Mixed"}
PARTNERSHIPS = {"organizer": "organizer", "host": "organizer", "funder": "funder"}
"""The roles of organizations at an event that schema.org has a word for; others are sponsors."""

BESIDE_THE_STAGE = {"moderator", "chair", "rapporteur", "interpreter"}


def of_event(
    event: Any,
    *,
    site: str,
    description: str = "",
    standings: Iterable[Any] = (),
    contributions: Iterable[Any] = (),
    sessions: Iterable[Any] = (),
) -> Data:
    """An event with its organizations, its own people and, where they are few, its sessions."""
    sessions = list(sessions)
    return _known(
        {
            "@context": CONTEXT,
            **_as_a_whole(event, site),
            "description": description,
            "image": _file(event.picture, site),
            "eventAttendanceMode": _attendance(event.attendance_mode),
            **_organizations(standings, site),
            **_people(contributions, site),
            "subEvent": [_in_brief(session, site) for session in sessions]
            if len(sessions) <= MOST_SESSIONS
            else [],
        }
    )


def of_session(session: Any, *, site: str, description: str = "") -> Data:
    """A session with its people, as a part of its event."""
    event = session.event
    return _known(
        {
            "@context": CONTEXT,
            **_in_brief(session, site),
            "description": description,
            "eventAttendanceMode": _attendance(session.attendance_mode or event.attendance_mode),
            "inLanguage": list(session.languages or []),
            "keywords": _text(session.track, "name") if session.track else "",
            **_people(session.contributions.all(), site),
            "superEvent": _as_a_whole(event, site),
        }
    )


def of_person(speaker: Any, *, site: str, description: str = "") -> Data:
    image, links = _file(speaker.photo, site), speaker.link_list
    more = {"description": description, "image": image, "sameAs": links}
    person = _person(speaker, speaker.organization, _text(speaker, "function"), site)
    return _known({"@context": CONTEXT, **person, **more})


def of_organization(organization: Any, *, site: str, description: str = "") -> Data:
    logo, website = _file(organization.logo, site), organization.website
    more = {"description": description, "logo": logo, "sameAs": website}
    return _known({"@context": CONTEXT, **_organization(organization, site), **more})


def _as_a_whole(event: Any, site: str) -> Data:
    """An event without what belongs to it, as its sessions name it."""
    address = site + event.get_absolute_url()
    return _known(
        {
            "@type": "Event",
            "@id": f"{address}#event",
            "name": _text(event, "name"),
            "startDate": event.first_day.isoformat(),
            "endDate": event.last_day.isoformat(),
            "eventStatus": f"{CONTEXT}/EventScheduled",
            "location": _locations(event, event.attendance_mode, event.stream_url, site),
            "url": address,
        }
    )


def _in_brief(session: Any, site: str) -> Data:
    """A session without its people, as its event lists it."""
    event, address = session.event, site + session.get_absolute_url()
    form = session.attendance_mode or event.attendance_mode
    of_room = session.room.stream_url if session.room else ""
    stream = session.stream_url or of_room or event.stream_url
    return _known(
        {
            "@type": "Event",
            "@id": f"{address}#event",
            "name": _text(session, "title"),
            "startDate": _moment(session.starts_at, event) or event.first_day.isoformat(),
            "endDate": _moment(session.ends_at, event) or event.last_day.isoformat(),
            "previousStartDate": _moment(_former_start(session), event),
            "eventStatus": _status(session),
            "location": _locations(event, form, stream, site, room=session.room),
            "url": address,
        }
    )


def _locations(event: Any, form: str, stream: str, site: str, *, room: Any = None) -> list[Data]:
    venue, address = _text(event, "venue_name"), ", ".join(_text(event, "address").splitlines())
    name = (_text(room, "name") if room else "") or venue
    virtual = {"@type": "VirtualLocation", "url": stream or site + event.get_absolute_url()}
    places = []
    if form != "online" and (name or address):
        place = {"@type": "Place", "name": name or address, "address": address or venue}
        places.append(_known(place))
    if ATTENDANCE.get(form) in {"Online", "Mixed"}:
        places.append(virtual)
    return places


def _organizations(standings: Iterable[Any], site: str) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = {}
    for standing in standings:
        word = PARTNERSHIPS.get(standing.role, "sponsor")
        found.setdefault(word, []).extend(_organization(o, site) for o in standing.organizations)
    return found


def _people(contributions: Iterable[Any], site: str) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = {}
    for contribution in contributions:
        word = "contributor" if contribution.role in BESIDE_THE_STAGE else "performer"
        function, organization = _text(contribution, "function"), contribution.organization
        person = _person(contribution.speaker, organization, function, site)
        found.setdefault(word, []).append(person)
    return found


def _person(speaker: Any, organization: Any, function: str, site: str) -> Data:
    return _known(
        {
            "@type": "Person",
            "honorificPrefix": _text(speaker, "honorific"),
            "name": _text(speaker, "name"),
            "jobTitle": function,
            "affiliation": _organization(organization, site) if organization else None,
            "url": site + speaker.get_absolute_url(),
        }
    )


def _organization(organization: Any, site: str) -> Data:
    return _known(
        {
            "@type": "Organization",
            "name": _text(organization, "name"),
            "alternateName": _text(organization, "acronym"),
            "url": site + organization.get_absolute_url(),
        }
    )


def _moment(moment: dt.datetime | None, event: Any) -> str:
    return moment.astimezone(event.zone).isoformat(timespec="minutes") if moment else ""


def _status(session: Any) -> str:
    timed = "Rescheduled" if _former_start(session) else "Scheduled"
    return f"{CONTEXT}/Event{'Cancelled' if session.is_cancelled else timed}"


def _former_start(session: Any) -> dt.datetime | None:
    return session.former_starts_at if session.starts_at else None


def _attendance(form: str) -> str:
    return f"{CONTEXT}/{ATTENDANCE[form]}EventAttendanceMode" if form else ""


def _text(instance: Any, field: str) -> str:
    return best_text(instance, field)[0]


def _file(file: Any, site: str) -> str:
    return site + file.url if file else ""


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}
