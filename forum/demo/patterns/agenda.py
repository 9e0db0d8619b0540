"""The sample agenda: whole, filtered, as a timetable and without times."""

import datetime as dt
from dataclasses import replace

from django.utils.translation import gettext

from forum.demo.patterns.people import Cast
from forum.demo.patterns.rows import row
from forum.demo.patterns.sessions import Places, agenda_sessions, session, untimed_sessions
from programme import zones
from programme.agenda.page import AgendaPage, agenda_page
from programme.models import Session
from speakers.models import Organization

WORDS = "open"
BESIDE = "Asia/Kathmandu"
"""A zone that no sample event uses."""


def agendas(at: Places, cast: Cast, now: dt.datetime) -> dict[str, object]:
    sessions = [*agenda_sessions(at, cast, now), _session_with_many_organizations(at)]
    today, tomorrow = (at.event.first_day + dt.timedelta(days=day) for day in (0, 1))
    chosen = {"organization": list(sessions[-1].organizations)[:2], "room": ["hall"], "q": [WORDS]}
    nowhere = {"day": [tomorrow.isoformat()], "attendance": ["hybrid"], "colour": ["blue"]}

    def page(found: list[Session], on: dt.date | None = None, /, **query) -> AgendaPage:
        return agenda_page(at.event, found, query, now=now, day=on)

    whole = page(sessions)
    return {
        "agenda": whole,
        "one_day": page(sessions, tomorrow),
        "timetable": page(sessions, today, view=["grid"]),
        "filtered": page(sessions, **chosen),
        "matchless": page(sessions, **nowhere),
        "untimed": page(untimed_sessions(at, cast)),
        "long_agenda": replace(whole, shows_details=False),
        "changed_agenda": replace(whole, changed_on=at.event.first_day),
        "unpublished": page([]),
        "day_without_matches": page(sessions, tomorrow, room=["hall"], q=["farewell"]),
        "on_now": [one for one in sessions if one.starts_at and one.starts_at <= now < one.ends_at],
        "zone_choices": _zone_choices(whole.first_start),
        "beside": zones.chosen(BESIDE),
    }


def local_hours() -> str:
    """The text that the script adds beside the hours of a session."""
    return gettext("({hours} for you)").replace("{hours}", "08:00–09:00")


def _session_with_many_organizations(at: Places) -> Session:
    """A session with enough organizations for the filter to list them."""
    names = [f"Organization {letter}" for letter in "ABCDEFGHIJ"]
    found = session(at.event, "With many", hours=(20, 21), room=at.hall, track=at.data)
    bodies = [row(Organization, name_en=name) for name in names]
    found.organizations = {body.slug: (body.name_en, "en") for body in bodies}
    return found


def _zone_choices(first_start: dt.datetime) -> list[zones.Choice]:
    """No zone, a known zone and an unknown one."""
    asked = ("", BESIDE, "Africa/Atlantis")
    return [zones.Choice(zone, first_start, (("view", "grid"),)) for zone in asked]
