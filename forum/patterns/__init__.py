"""One of everything that pages are made of, in every state: rows that are never saved.

They are made anew for each page, as the database would give them; what a page says of them is
reckoned by the functions that reckon it for any event.
"""

import datetime as dt
from itertools import count

from django.conf import settings

from forum.models import Page
from forum.patterns import agenda, events, people, search, sessions, visits
from forum.patterns.forms import forms_in_each_state
from forum.patterns.rows import LONG, PROSE, row


def samples(now: dt.datetime) -> dict[str, object]:
    """What the pattern page shows at `now`, by the names that its templates use."""
    event = events.running_event(now)
    cast = people.cast()
    at = sessions.places(event, cast)
    documents = visits.documents(at)
    others = events.other_events()
    return {
        "copies": count(2),
        "event": event,
        "pictured": others[0],
        "editions": [event, *others, events.only_arabic_event()],
        "states": events.states(event, now),
        "announcements": events.announcements(event),
        "places": at,
        "event_sections": [at.commitments, at.budgets],
        "tracks": [at.data, at.regions],
        "partnerships": people.partnerships(event, cast.oecd),
        "people": cast.parts,
        "person": cast.parts[0].speaker,
        "body": cast.oecd,
        "standings": cast.standings,
        "parts": visits.parts(at, cast),
        "changes": visits.changes(at, now),
        "documents": documents,
        "page": row(Page, title_ar="المنهجيات", body_en=PROSE),
        "only": [row(Page, **{f"title_{code}": LONG}) for code, _name in settings.LANGUAGES],
        "local_hours": agenda.local_hours(),
        **agenda.agendas(at, cast, now),
        **visits.visits(at),
        **search.found(at, cast, documents),
        **forms_in_each_state(),
    }
