"""Loads what the pages of an event show on its days."""

import datetime as dt

from programme.agenda.change_lines import load_days
from programme.agenda.clock import day_moments
from programme.agenda.page import AgendaPage
from programme.models import Event
from programme.pages.event import EventPhase, event_phase, event_state
from programme.pages.live import Strip


def load_strip(event: Event, now: dt.datetime, until: dt.datetime | None = None) -> Strip | None:
    """The line above its pages on the days of the event; it changes with each minute."""
    if event_phase(now, event) is not EventPhase.RUNNING:
        return None
    today = event.local_date(now)
    changes = [len(day.entries) for day in load_days(event) if day.date == today]
    midnight = max(day_moments(event, now))
    return Strip(
        state=event_state(event, now),
        now=now.astimezone(event.zone),
        changes=sum(changes),
        until=(until or midnight).astimezone(event.zone),
    )


def load_strip_of(page: AgendaPage) -> Strip | None:
    """That of an agenda: above today."""
    if page.first_start is None or page.now.date() not in page.shown_dates:
        return None
    return load_strip(page.event, page.now)
