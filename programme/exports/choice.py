"""Which sessions an export holds: those that the query of its address asks for."""

import re

from django.http import Http404, QueryDict

from programme.agenda.days import agenda_dates
from programme.agenda.filter_query import asks_to_filter, search_text
from programme.agenda.filters import FACETS, filter_sessions
from programme.agenda.loading import load_sessions
from programme.models import Event
from programme.models.session_queries import SessionQuerySet
from speakers.models import Organization, Speaker

MOST_CHOSEN = 1000


def chosen_sessions(sessions: SessionQuerySet, event: Event, query: QueryDict) -> SessionQuerySet:
    """Those with the keys in `sessions=`, of the person in `speaker=`, that pass the filters.

    The filters are those of the agenda. Raises Http404 where they name a row that does not exist:
    who subscribes keeps what they have, and a former name leads to the present one.
    """
    _refuse_unknown(event, query)
    if keys := ",".join(query.getlist("sessions")):
        sessions = sessions.with_keys(_keys(keys))
    if speaker := query.get("speaker", ""):
        sessions = sessions.with_speaker(speaker)
    filters = dict(query.lists())
    if not asks_to_filter(filters, FACETS):
        return sessions
    listed = load_sessions(sessions, event, search_text=search_text(filters), lines=())
    dates = agenda_dates(event, listed)
    filtered = filter_sessions(listed, filters, zone=event.zone, dates=dates)
    if not filtered.is_active:
        return sessions
    return sessions.with_keys(session.pk for session in filtered.sessions)


def _refuse_unknown(event: Event, query: QueryDict) -> None:
    rows = {
        "speaker": Speaker.objects.public(),
        "organization": Organization.objects.public(),
        "room": event.rooms.all(),
        "section": event.sections.all(),
        "theme": event.tracks.all(),
    }
    for name, known in rows.items():
        slugs = set(filter(None, query.getlist(name)))
        if any("\0" in slug for slug in slugs):
            raise Http404
        if slugs and known.filter(slug__in=slugs).count() < len(slugs):
            raise Http404


def _keys(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\b[0-9]{1,15}\b", text)[:MOST_CHOSEN]]
