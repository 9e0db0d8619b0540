"""The sample agenda: whole, filtered, as a timetable and without times."""

import datetime as dt
from dataclasses import replace

from django.utils.translation import gettext

from forum.demo.patterns.people import Cast
from forum.demo.patterns.rows import row
from forum.demo.patterns.sessions import Places, agenda_sessions, untimed_sessions
from programme import zones
from programme.agenda.page import AgendaPage, agenda_page
from programme.agenda.sessions import Former, ListedSession
from programme.models import Room
from programme.pages.my_sessions import by_first_day
from speakers.models import Organization

WORDS = "open"
BESIDE = "Asia/Kathmandu"
"""A zone that no sample event uses."""


def agendas(at: Places, cast: Cast, now: dt.datetime) -> dict[str, object]:
    sessions = [*agenda_sessions(at, cast, now), _session_with_many_organizations(at)]
    today, tomorrow = (at.event.first_day + dt.timedelta(days=day) for day in (0, 1))
    chosen = {"organization": list(sessions[-1].organizations)[:2], "room": ["hall"], "q": [WORDS]}
    nowhere = {"day": [tomorrow.isoformat()], "attendance": ["hybrid"], "colour": ["blue"]}

    def page(found: list[ListedSession], on: dt.date | None = None, /, **query) -> AgendaPage:
        return agenda_page(at.event, found, query, now=now, day=on)

    whole = page(sessions)
    return {
        "agenda": whole,
        "one_day": page(sessions, tomorrow),
        "timetable": page(sessions, today, view=["grid"]),
        "broad_timetable": page(_sessions_in_many_rooms(at), today, view=["grid"]),
        "filtered": page(sessions, **chosen),
        "matchless": page(sessions, **nowhere),
        "untimed": page(untimed_sessions(at, cast)),
        "late": _late(at),
        "changed_agenda": replace(whole, changed_on=at.event.first_day),
        "unpublished": page([]),
        "my_days": by_first_day(sessions, at.event.zone),
        "day_without_matches": page(sessions, tomorrow, room=["hall"], q=["farewell"]),
        "on_now": [one for one in sessions if one.starts_at and one.starts_at <= now < one.ends_at],
        "zone_choices": _zone_choices(whole.first_start),
        "beside": zones.zone_named(BESIDE),
    }


def _late(at: Places) -> AgendaPage:
    """The morning of a session that starts a quarter of an hour late."""
    noon = dt.datetime.combine(at.event.first_day, dt.time(12), at.event.zone)
    former = Former(starts_at=noon, moved_at=noon - dt.timedelta(hours=2))
    late = at.listed("A little late", hours=(12.25, 13), room=at.hall, former=former)
    return agenda_page(at.event, [late], {}, now=noon - dt.timedelta(hours=1))


def _sessions_in_many_rooms(at: Places) -> list[ListedSession]:
    """In more rooms than fit on a page: two in one cell, one through a break, one for everybody."""
    rooms = [
        row(Room, event=at.event, name_en=f"Room {number}", slug=f"room-{number}", position=number)
        for number in range(8)
    ]
    return [
        *(at.listed("Side by side", hours=(9, 10), room=room, track=at.data) for room in rooms),
        at.listed("Through the break", hours=(9, 12), room=rooms[0], track=at.regions),
        at.listed("Tea", hours=(10, 11), kind="break"),
        at.listed("After tea", hours=(11, 12), room=rooms[1]),
        at.listed("All together", hours=(13, 14), room=rooms[0], is_plenary=True, languages=["en"]),
    ]


def local_hours() -> str:
    """The text that the script adds beside the hours of a session."""
    return gettext("({hours} for you)").replace("{hours}", "08:00–09:00")


def _session_with_many_organizations(at: Places) -> ListedSession:
    """A session with enough organizations for the filter to list them."""
    names = [f"Organization {letter}" for letter in "ABCDEFGHIJ"]
    bodies = [row(Organization, name_en=name) for name in names]
    found = at.listed("With many", hours=(20, 21), room=at.hall, track=at.data)
    return replace(found, organizations={body.slug: (body.name_en, "en") for body in bodies})


def _zone_choices(first_start: dt.datetime) -> list[zones.ZoneChoice]:
    """No zone, a known zone and an unknown one."""
    asked = ("", BESIDE, "Africa/Atlantis")
    return [zones.ZoneChoice(zone, first_start, (("view", "grid"),)) for zone in asked]
