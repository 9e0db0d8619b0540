"""The answer to a few words: of each kind the first rows, as many as a glance takes in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.contrib import admin
from django.db.models import Count, F, Model, QuerySet, Value, Window
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.dates import date_format
from content.search import folded, search_words
from content.translations import columns, read_columns, reading_sort_key
from forum.models import Page
from forum.staff.find.kinds import NAMES, may_view, other_kinds
from programme.admin.current_event import ALL_EVENTS, EventSwitch, edition_name, event_switch
from programme.agenda.date_spans import short_date_span
from programme.agenda.hours import hours_in_words
from programme.models import Event, Room, Section, Session, SessionStatus, Track
from speakers.models import Organization, Speaker

MOST, MOST_ELSEWHERE = 8, 4
FEW = (Page, Section, Room, Track)
"""Of these there are so few rows that all of their names are compared."""
Describe = Callable[[Model], list]


@dataclass(frozen=True)
class Hit:
    row: Model
    facts: Sequence[object] = ()
    """What is said of it in one line."""

    @property
    def url(self) -> str:
        return _url(type(self.row), "change", self.row.pk)


@dataclass(frozen=True)
class Group:
    """The first hits of a kind, and the list that has all of them."""

    model: type[Model]
    hits: Sequence[Hit]
    count: int
    heading: str
    url: str
    is_elsewhere: bool = False

    @property
    def field(self) -> str:
        """The translated field that names the rows; empty for those with a plain name."""
        return NAMES.get(self.model, "")

    @property
    def has_more(self) -> bool:
        return self.count > len(self.hits)


def find(request: HttpRequest, text: str) -> list[Group]:
    """The kinds of which something was found, in a fixed number of queries."""
    kinds = (_sessions, _people, _organizations, _named, _events, _others)
    return [group for kind in kinds for group in kind(request, text) if group.hits]


def _sessions(request: HttpRequest, text: str) -> Iterator[Group]:
    """Those of the chosen event first."""
    event = event_switch(request).current
    rows = _matching(request, Session, text).select_related("event", "room").by_relevance(text)
    if event is None:
        yield _first(rows, text, _session_anywhere)
        return
    yield _first(rows.filter(event=event), text, _session)
    others = _first(rows.exclude(event=event), text, _session_anywhere, MOST_ELSEWHERE)
    url = _list_url(Session, text, event__id__exact=ALL_EVENTS)
    yield replace(others, heading=_("Sessions of other events"), url=url, is_elsewhere=True)


def _session(session: Session) -> list:
    event = session.event
    when = [_("not placed")]
    if session.starts_at:
        day = date_format(event.local_date(session.starts_at), "D j F")
        when = [day, hours_in_words(session, event.zone)]
    is_draft_or_cancelled = session.status != SessionStatus.PUBLISHED
    return [*when, session.room, is_draft_or_cancelled and session.get_status_display()]


def _session_anywhere(session: Session) -> list:
    return [*_session(session), edition_name(session.event)]


def _people(request: HttpRequest, text: str) -> Iterator[Group]:
    rows = _matching(request, Speaker, text).select_related("organization").by_relevance(text)
    people = _first(rows, text, lambda person: [person.function, person.organization])
    yield replace(people, heading=_("People"))


def _organizations(request: HttpRequest, text: str) -> Iterator[Group]:
    rows = _matching(request, Organization, text).by_relevance(text)
    yield _first(rows, text, lambda body: [body.acronym, body.get_kind_display()])


def _events(request: HttpRequest, text: str) -> Iterator[Group]:
    """Those of the switch, which every page loads."""
    found = [event for event in event_switch(request).events if _is_named(event, text)]
    yield _group(Event, found, len(found), text, _event)


def _event(event: Event) -> list:
    return [short_date_span(event.first_day, event.last_day), event.get_status_display()]


def _named(request: HttpRequest, text: str) -> Iterator[Group]:
    """Parts of an event are those of the chosen one, unless staff work on all events."""
    switch = event_switch(request)
    found = [row for row in _few_rows(request, switch.current) if _is_named(row, text)]
    found.sort(key=lambda row: reading_sort_key(row, NAMES[type(row)]))
    for model in FEW:
        rows = [row for row in found if type(row) is model]
        yield _group(model, rows, len(rows), text, lambda row: _edition(row, switch))


def _edition(row: Model, switch: EventSwitch) -> list:
    event = None if switch.current else switch.find(getattr(row, "event_id", None))
    return [edition_name(event)] if event else []


def _few_rows(request: HttpRequest, event: Event | None) -> Iterator[Model]:
    """The names of all rows of these models, in one query."""
    models = {model._meta.label: model for model in FEW if may_view(request, model)}
    parts = [_few_names(model, event) for model in models.values()]
    for label, pk, event_key, *names in parts[0].union(*parts[1:], all=True) if parts else ():
        model = models[label]
        values = dict(zip(columns(NAMES[model]), names, strict=True))
        yield model(pk=pk, **values, **({"event_id": event_key} if event_key else {}))


def _few_names(model: type[Model], event: Event | None) -> QuerySet:
    is_part = hasattr(model, "event")
    rows = model.objects.filter(event=event) if is_part and event else model.objects.all()
    event_key = F("event") if is_part else Value(0)
    names = columns(NAMES[model])
    return read_columns(rows.order_by(), Value(model._meta.label), "pk", event_key, *names)


def _is_named(row: Model, text: str) -> bool:
    name = folded(row, [NAMES[type(row)]])
    return all(word in name for word in search_words(text))


def _others(request: HttpRequest, text: str) -> Iterator[Group]:
    """The newest first."""
    for model in other_kinds():
        model_admin = admin.site.get_model_admin(model)
        rows = _matching(request, model, text).order_by("-pk")
        url = _list_url(model, text, **model_admin.find_filters)
        yield replace(_first(rows, text, model_admin.find_facts), url=url)


def _matching(request: HttpRequest, model: type[Model], text: str) -> QuerySet:
    """As the list of the model finds them; none for those who may not see it."""
    if not may_view(request, model):
        return model.objects.none()
    model_admin = admin.site.get_model_admin(model)
    rows = model_admin.get_queryset(request).order_by()
    found, _has_repeats = model_admin.get_search_results(request, rows, text)
    return model.objects.filter(pk__in=found.values("pk"))


def _first(rows: QuerySet, text: str, describe: Describe, most: int = MOST) -> Group:
    """The first rows, and the number of all, in one query."""
    first = list(rows.annotate(in_all=Window(Count("*")))[:most])
    return _group(rows.model, first, first[0].in_all if first else 0, text, describe)


def _group(
    model: type[Model], rows: Sequence[Model], count: int, text: str, describe: Describe
) -> Group:
    hits = [Hit(row, list(filter(None, describe(row)))) for row in rows[:MOST]]
    heading = capfirst(model._meta.verbose_name_plural)
    return Group(model, hits, count, heading, _list_url(model, text))


def _list_url(model: type[Model], text: str, **filters: str) -> str:
    return f"{_url(model, 'changelist')}?{urlencode({'q': text} | filters)}"


def _url(model: type[Model], page: str, *keys: int) -> str:
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=keys)
