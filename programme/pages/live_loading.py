"""Loads what the pages of an event show on its days."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from programme.agenda.change_lines import load_days, load_lines
from programme.agenda.clock import day_moments
from programme.agenda.loading import load_sessions
from programme.agenda.page import AgendaPage, agenda_page
from programme.agenda.sessions import ListedSession
from programme.models import Event, InterpretationChannel
from programme.pages.event import EventPhase, event_phase, event_state
from programme.pages.live import Heard, Home, Strip, live_home

MOST_LOADED = 300
"""Sessions of today and of the days after it: more than any day has."""


def load_strip(event: Event, now: dt.datetime, until: dt.datetime | None = None) -> Strip | None:
    """The line above its pages on the days of the event; it changes with each minute."""
    if event_phase(now, event) is not EventPhase.RUNNING:
        return None
    midnight = max(day_moments(event, now))
    return Strip(
        state=event_state(event, now),
        now=now.astimezone(event.zone),
        changes=_count_changes(event, event.local_date(now)),
        until=(until or midnight).astimezone(event.zone),
    )


def _count_changes(event: Event, today: dt.date) -> int:
    """Most days have none: that takes a short query, and reading them all a long one."""
    if not event.public_changes.since(event.midnight(today)).exists():
        return 0
    return sum(len(day.entries) for day in load_days(event) if day.date == today)


def load_strip_of(page: AgendaPage) -> Strip | None:
    """That of an agenda: above today."""
    if page.first_start is None or page.now.date() not in page.shown_dates:
        return None
    return load_strip(page.event, page.now)


def load_live_home(event: Event, now: dt.datetime) -> Home | None:
    """None but on the days of the event, and where none of its sessions has a time."""
    if event_phase(now, event) is not EventPhase.RUNNING:
        return None
    midnight = event.midnight(event.local_date(now))
    public = event.sessions.public()
    ahead = public.not_over(midnight).in_agenda_order()[:MOST_LOADED]
    sessions = load_sessions(ahead, event, lines=load_lines(event))
    if not sessions and not public.timed().exists():
        return None
    home = live_home(agenda_page(event, sessions, {"days": ["all"]}, now=now))
    return replace(home, channels=_channels(home.on_now))


def _channels(sessions: list[ListedSession]) -> tuple[Heard, ...]:
    """In the order of the sessions, without those that have none."""
    found = defaultdict(list)
    keys = [session.pk for session in sessions]
    for channel in InterpretationChannel.objects.of_sessions(keys).in_staff_order():
        found[channel.session_id].append(channel)
    return tuple(Heard(one, tuple(found[one.pk])) for one in sessions if one.pk in found)
