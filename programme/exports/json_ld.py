"""Events, sessions, people and organizations as schema.org data (JSON-LD). Pure: no query.

`site` is the site's own address, without a slash at its end. Unknown facts are left out: a session
without times gets no midnight, and one without a room no place.
"""

import datetime as dt
from collections.abc import Iterable

from programme.agenda.sessions import Words
from programme.exports.values import (
    ExportedEvent,
    ExportedOrganization,
    ExportedPerson,
    ExportedRegistration,
    ExportedRoom,
    ExportedSession,
)

Data = dict[str, object]

CONTEXT = "https://schema.org"
MOST_SESSIONS = 60
"""An event with more sessions lists none of them, so that its page stays light."""

ATTENDANCE = {"in_person": "Offline", "online": "Online", "hybrid": "Mixed"}
PARTNERSHIPS = {"organizer": "organizer", "host": "organizer", "funder": "funder"}
"""The roles of organizations for which schema.org has a word; others are sponsors."""

CONTRIBUTORS = {"moderator", "chair", "rapporteur", "interpreter"}
"""The roles of people who are not performers."""


def event_data(
    event: ExportedEvent,
    *,
    site: str,
    description: str = "",
    partners: Iterable[tuple[str, Iterable[ExportedOrganization]]] = (),
    people: Iterable[ExportedPerson] = (),
    sessions: Iterable[ExportedSession] = (),
) -> Data:
    """An event with its organizations by role, its own people and, where they are few, sessions."""
    sessions = list(sessions)
    listed = sessions if len(sessions) <= MOST_SESSIONS else []
    return _known(
        {
            "@context": CONTEXT,
            **_event(event, site),
            "description": description,
            "image": _address(event.picture_path, site),
            "eventAttendanceMode": _attendance(event.attendance_mode),
            "offers": _offer(event.registration, event),
            **_organizations(partners, site),
            **_people(people, site),
            "subEvent": [_session(session, site) for session in listed],
        }
    )


def session_data(
    session: ExportedSession,
    *,
    site: str,
    description: str = "",
    organizers: Iterable[Words] = (),
) -> Data:
    """A session with its people, as a part of its event, whose picture and organizers it has."""
    event = session.event
    return _known(
        {
            "@context": CONTEXT,
            **_session(session, site),
            "alternateName": session.subtitle[0],
            "description": description,
            "image": _address(event.picture_path, site),
            "organizer": [{"@type": "Organization", "name": name} for name, _code in organizers],
            "eventAttendanceMode": _attendance(session.attendance_mode or event.attendance_mode),
            "inLanguage": list(session.languages),
            "keywords": session.track.name[0] if session.track else "",
            "offers": None if session.is_cancelled else _offer(session.registration, event),
            **_people(session.people, site),
            "superEvent": _event(event, site),
        }
    )


def person_data(person: ExportedPerson, *, site: str, description: str = "") -> Data:
    image, links = _address(person.photo_path, site), list(person.links)
    more = {"description": description, "image": image, "sameAs": links}
    return _known({"@context": CONTEXT, **_person(person, site), **more})


def organization_data(
    organization: ExportedOrganization, *, site: str, description: str = ""
) -> Data:
    logo, website = _address(organization.logo_path, site), organization.website
    more = {"description": description, "logo": logo, "sameAs": website}
    return _known({"@context": CONTEXT, **_organization(organization, site), **more})


def breadcrumb_data(crumbs: Iterable[tuple[str, str]], *, site: str) -> Data:
    """The way to a page: the name and the path of each page on it, the page itself last."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": site + path}
            for position, (name, path) in enumerate(crumbs, start=1)
        ],
    }


def _event(event: ExportedEvent, site: str) -> Data:
    """An event as its sessions name it."""
    address = site + event.path
    return _known(
        {
            "@type": "Event",
            "@id": f"{address}#event",
            "name": event.name[0],
            "startDate": event.first_day.isoformat(),
            "endDate": event.last_day.isoformat(),
            "eventStatus": f"{CONTEXT}/EventScheduled",
            "location": _locations(event, event.attendance_mode, event.stream_url, site),
            "url": address,
        }
    )


def _session(session: ExportedSession, site: str) -> Data:
    """A session as its event lists it."""
    event, address = session.event, site + session.path
    mode = session.attendance_mode or event.attendance_mode
    return _known(
        {
            "@type": "Event",
            "@id": f"{address}#event",
            "name": session.title[0],
            "startDate": _moment(session.starts_at, event) or event.first_day.isoformat(),
            "endDate": _moment(session.ends_at, event) or event.last_day.isoformat(),
            "previousStartDate": _moment(_former_start(session), event),
            "eventStatus": _status(session),
            "location": _locations(event, mode, session.stream, site, room=session.room),
            "url": address,
        }
    )


def _locations(
    event: ExportedEvent, mode: str, stream: str, site: str, *, room: ExportedRoom | None = None
) -> list[Data]:
    lines = (line.strip(" ,،") for line in event.address[0].splitlines())
    venue, address = event.venue_name[0], ", ".join(filter(None, lines))
    name = (room.name[0] if room else "") or venue
    places = []
    if mode != "online" and (name or address):
        place = {"@type": "Place", "name": name or address, "address": address or venue}
        places.append(_known(place))
    if mode in {"online", "hybrid"}:
        places.append({"@type": "VirtualLocation", "url": stream or site + event.path})
    return places


def _offer(registration: ExportedRegistration | None, event: ExportedEvent) -> Data | None:
    """The times say when it is open: a page that was kept for an hour says nothing wrong."""
    if registration is None:
        return None
    return _known(
        {
            "@type": "Offer",
            "url": registration.url,
            "validFrom": _moment(registration.opens_at, event),
            "validThrough": _moment(registration.closes_at, event),
            "availability": f"{CONTEXT}/{'SoldOut' if registration.is_full else 'InStock'}",
        }
    )


def _organizations(
    partners: Iterable[tuple[str, Iterable[ExportedOrganization]]], site: str
) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = {}
    for role, organizations in partners:
        word = PARTNERSHIPS.get(role, "sponsor")
        found.setdefault(word, []).extend(_organization(o, site) for o in organizations)
    return found


def _people(people: Iterable[ExportedPerson], site: str) -> dict[str, list[Data]]:
    found: dict[str, list[Data]] = {}
    for person in people:
        word = "contributor" if person.role in CONTRIBUTORS else "performer"
        found.setdefault(word, []).append(_person(person, site))
    return found


def _person(person: ExportedPerson, site: str) -> Data:
    organization = person.organization
    return _known(
        {
            "@type": "Person",
            "honorificPrefix": person.honorific[0],
            "name": person.name[0],
            "jobTitle": person.function[0],
            "affiliation": _organization(organization, site) if organization else None,
            "url": site + person.path,
        }
    )


def _organization(organization: ExportedOrganization, site: str) -> Data:
    return _known(
        {
            "@type": "Organization",
            "name": organization.name[0],
            "alternateName": organization.acronym[0],
            "url": site + organization.path,
        }
    )


def _moment(moment: dt.datetime | None, event: ExportedEvent) -> str:
    return moment.astimezone(event.zone).isoformat(timespec="minutes") if moment else ""


def _status(session: ExportedSession) -> str:
    timed = "Rescheduled" if _former_start(session) else "Scheduled"
    return f"{CONTEXT}/Event{'Cancelled' if session.is_cancelled else timed}"


def _former_start(session: ExportedSession) -> dt.datetime | None:
    return session.former_starts_at if session.starts_at else None


def _attendance(mode: str) -> str:
    return f"{CONTEXT}/{ATTENDANCE[mode]}EventAttendanceMode" if mode else ""


def _address(path: str, site: str) -> str:
    return site + path if path else ""


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}
