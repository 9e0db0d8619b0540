"""The samples of the pattern page: every component in every state, from rows never saved.

The functions that prepare a real page prepare these rows too.
"""

import datetime as dt
from itertools import count

from django.conf import settings
from django.urls import reverse

from forum.demo.patterns import agenda, events, home, live, people, search, sessions, visits
from forum.demo.patterns.forms import forms_in_each_state
from forum.demo.patterns.rows import LONG, PROSE, row
from forum.models import Page


def samples(now: dt.datetime) -> dict[str, object]:
    """The template context of the pattern page at `now`."""
    event = events.running_event(now)
    cast = people.cast()
    at = sessions.places(event, cast)
    documents = visits.documents(at)
    page = row(Page, title_ar="المنهجيات", body_en=PROSE)
    others = events.other_events()
    return {
        "copies": count(2),
        "preview_links": events.preview_links(event, now),
        "now": now,
        "event": event,
        "pictured": others[0],
        "editions": others,
        "states": events.states(event, now),
        "some_alerts": events.alerts(),
        "announcements": events.announcements(event),
        "places": at,
        **visits.profiles(at, cast),
        "changes": visits.changes(at, now),
        "documents": documents,
        "page": page,
        "site": events.identity_with_logo(),
        "at_search": {"path": reverse("search")},
        "menu": {"head": [page], "foot": [page]},
        "only": [row(Page, **{f"title_{code}": LONG}) for code, _name in settings.LANGUAGES],
        "local_hours": agenda.local_hours(),
        **people.shown(event, cast),
        **home.samples(event, [*others, events.only_arabic_event()], cast, documents, now),
        **(agendas := agenda.agendas(at, cast, now)),
        **live.live(agendas["agenda"]),
        **visits.visits(at),
        **search.found(at, cast, documents),
        **forms_in_each_state(),
    }
