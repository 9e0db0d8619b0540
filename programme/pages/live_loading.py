"""Loads what the pages of an event show on its days."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from django.db.models import Q

from content.translations import read_columns
from programme.agenda.change_lines import by_session, load_days, load_former_lines
from programme.agenda.changes import Line, former_of
from programme.agenda.clock import day_moments
from programme.agenda.loading import load_sessions
from programme.agenda.page import AgendaPage
from programme.agenda.sessions import NO_WORDS, ListedSection, ListedSession
from programme.models import Event, InterpretationChannel
from programme.models.session_queries import SessionQuerySet
from programme.pages.event import EventPhase, event_phase, event_state
from programme.pages.live import Heard, Home, Strip, live_home

MOST_LOADED = 300
"""Sessions of the days after today: more than any day has."""
TIMES = ("pk", "status", "starts_at", "ends_at", "kind", "room_id", "section_id")


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
    """None but on the days of the event, and where none of its sessions has a time.

    Of all sessions it reads the times, and the rest only of those that it shows.
    """
    if event_phase(now, event) is not EventPhase.RUNNING:
        return None
    public, lines = event.sessions.shown(), load_former_lines(event)
    midnight = event.midnight(event.local_date(now))
    tomorrow = event.midnight(event.local_date(now) + dt.timedelta(days=1))
    here = Q(starts_at__lt=tomorrow) | Q(pk__in=_moved_between(lines, midnight, tomorrow))
    ahead = public.not_over(midnight).in_agenda_order()
    times = _load_times(ahead.filter(here), lines)
    home = live_home(event, times, now)
    if not home.follows_today:
        times += _load_times(ahead.exclude(here)[:MOST_LOADED], lines)
        home = live_home(event, times, now)
    if not times and not public.timed().exists():
        return None
    shown = public.with_keys(home.shown).in_agenda_order()
    found = {one.pk: one for one in load_sessions(shown, event, lines=lines)}
    home = home.filled(found)
    return replace(home, channels=_channels(home.on_now))


def _moved_between(lines: list[Line], start: dt.datetime, end: dt.datetime) -> set[int]:
    """The sessions that were to begin between these moments."""
    formers = ((line.session, line.former_starts_at) for line in lines if line.former_starts_at)
    return {session for session, former in formers if start <= former < end}


def _load_times(sessions: SessionQuerySet, lines: list[Line]) -> list[ListedSession]:
    """The sessions with what decides when and whether they are shown, and nothing else."""
    told = by_session(lines)
    return [
        ListedSession(
            pk=row.pk,
            slug="",
            title=NO_WORDS,
            status=row.status,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            kind=row.kind,
            section=ListedSection(row.section_id, "", 0, NO_WORDS) if row.section_id else None,
            former=former_of(told[row.pk], starts_at=row.starts_at, room=row.room_id),
        )
        for row in read_columns(sessions, *TIMES, named=True)
    ]


def _channels(sessions: list[ListedSession]) -> tuple[Heard, ...]:
    """In the order of the sessions, without those that have none."""
    found = defaultdict(list)
    keys = [session.pk for session in sessions]
    for channel in InterpretationChannel.objects.of_sessions(keys).in_staff_order():
        found[channel.session_id].append(channel)
    return tuple(Heard(one, tuple(found[one.pk])) for one in sessions if one.pk in found)
