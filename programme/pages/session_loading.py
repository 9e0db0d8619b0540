"""Loads the page of a session: in five queries, whatever it has."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Exists, OuterRef, Prefetch, prefetch_related_objects

from content.translations import best_text
from programme.agenda.change_lines import former_among, load_lines
from programme.agenda.changes import Line, former_of
from programme.agenda.loading import load_brief_sessions, with_people
from programme.agenda.sessions import NOTHING, ListedSession
from programme.models import Contribution, Session
from programme.pages.quotes import quotes_of_parts
from programme.pages.session import (
    Channel,
    NearbySessions,
    Surroundings,
    Visit,
    nearby_sessions,
    visit,
)


def load_visit(event_slug: str, session_slug: str, now: dt.datetime) -> Visit | None:
    """The page of a public session at `now`."""
    rows = _rows(event_slug, session_slug)
    if not rows:
        return None
    session = rows[0]
    for place in filter(None, (session.section, session.room)):
        place.event = session.event
    others = session.event.sessions.shown().near(session).in_agenda_order()
    nearby = nearby_sessions(session, load_brief_sessions(others))
    shown = {one.pk: one for one in (*nearby.parallel, *nearby.in_section)}
    parts = _load_parts(session, shown)
    lines = load_lines(session.event, sessions=[session.pk, *shown])
    former = former_among(session, lines)
    session.former_starts_at = former.starts_at
    in_lists = {
        key: _listed(one, parts[key], lines, (one.ends_at or session.event.over_at) <= now)
        for key, one in shown.items()
    }
    return visit(
        session,
        now,
        documents=session.documents.published().in_staff_order(),
        around=_surroundings(rows, nearby, in_lists),
        former=former,
        channels=tuple(dict.fromkeys(_channel(row) for row in rows if row.channel)),
        quotes=quotes_of_parts(session.contributions.all()),
    )


def _rows(event_slug: str, session_slug: str) -> list[Session]:
    """The session, once for each of its channels and of the organizers of its event."""
    timed = Session.objects.shown().timed().filter(event=OuterRef("event"))
    found = Session.objects.public().filter(event__slug=event_slug, slug=session_slug)
    found = found.with_places().with_channels_and_organizers()
    return list(found.annotate(event_has_times=Exists(timed)))


def _load_parts(session: Session, others: Iterable[int]) -> dict[int, list[Contribution]]:
    """Give the session its people; those of the others by their keys. In one query for all.

    Each person comes once for each of their quotes.
    """
    people = Contribution.objects.with_names().with_quotes().in_protocol_order()
    rows = [Session.from_db(session._state.db, ["id"], [key]) for key in others]
    prefetch_related_objects([session, *rows], Prefetch("contributions", people))
    return {row.pk: list(dict.fromkeys(row.contributions.all())) for row in rows}


def _surroundings(
    rows: list[Session], nearby: NearbySessions, in_lists: dict[int, ListedSession]
) -> Surroundings:
    organizers = dict.fromkeys(best_text(row, "organizer_name") for row in rows if row.organizer)
    return Surroundings(
        organizers=tuple(organizers),
        has_times=rows[0].event_has_times,
        nearby=nearby,
        parallel=tuple(in_lists[one.pk] for one in nearby.parallel),
        in_section=tuple(in_lists[one.pk] for one in nearby.in_section),
    )


def _channel(row: Session) -> Channel:
    return Channel(row.channel_language, row.channel_number, row.channel_url)


def _listed(
    session: ListedSession, parts: list[Contribution], lines: list[Line], is_over: bool
) -> ListedSession:
    """A row below the page; what is over has not moved and is not full."""
    room = session.room.pk if session.room else None
    own = [line for line in lines if line.session == session.pk]
    former = NOTHING if is_over else former_of(own, starts_at=session.starts_at, room=room)
    found = with_people(session, (part for part in parts if part.takes_part), former)
    return replace(found, is_full=session.is_full and not is_over)
