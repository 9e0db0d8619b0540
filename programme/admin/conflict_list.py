"""Conflicts in the list of sessions: a mark in each row, a filter, and links above the list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from content.admin.last_change import LastChangeList
from programme.admin.current_event import event_switch
from programme.conflicts import (
    Conflict,
    ConflictKind,
    Planned,
    Severity,
    clashes_of,
    of_each_session,
)
from programme.conflicts.loading import conflicts_among, load_planned
from programme.conflicts.words import KIND_LABELS, in_words
from programme.models import Event, Session

PARAMETER, CLASH = "conflict", "clash"
GAPS = (ConflictKind.NO_PEOPLE, ConflictKind.NO_ROOM, ConflictKind.NO_LANGUAGE)
MOST_NAMED = 3
"""How many conflicts the mark of a row names."""


@dataclass(frozen=True)
class EventConflicts:
    event: Event
    planned: tuple[Planned, ...]
    """Its sessions."""
    conflicts: tuple[Conflict, ...]
    marks: dict[int, SafeString | str] = field(default_factory=dict)
    """The marks in the list that have been written already, by session."""

    @cached_property
    def by_session(self) -> dict[int | None, list[Conflict]]:
        return of_each_session(self.conflicts)

    def of_choice(self, choice: str) -> list[Conflict] | None:
        """Those of a value of the filter; None if there is no such value."""
        if choice == CLASH:
            return clashes_of(self.conflicts)
        if choice not in {*ConflictKind}:
            return None
        return [conflict for conflict in self.conflicts if conflict.kind == choice]

    def count(self, choice: str) -> int:
        """How many sessions the filter would show."""
        return len(sessions_of(self.of_choice(choice) or ()))

    def address(self, choice: str) -> str:
        """The list of these sessions, whatever event is chosen."""
        changelist = reverse("admin:programme_session_changelist")
        return f"{changelist}?event__id__exact={self.event.pk}&{PARAMETER}={choice}"


def sessions_of(conflicts: Iterable[Conflict]) -> set[int | None]:
    return {key for conflict in conflicts for key in conflict.keys}


def conflicts_of(request: HttpRequest, event: Event) -> EventConflicts:
    """Found once after each act, and once for each request that may write."""
    known = request.__dict__.setdefault("event_conflicts", {})
    if event.pk not in known:
        acts = event_switch(request).acts if request.method in {"GET", "HEAD"} else ()
        found = find_after(event, get_language(), acts) if acts else _find(event)
        known[event.pk] = found
    return known[event.pk]


@lru_cache(maxsize=8)
def find_after(event: Event, language: str, acts: tuple) -> EventConflicts:
    """As `_find()`; the names of people and rooms are in the language of the reader."""
    return _find(event)


def _find(event: Event) -> EventConflicts:
    planned = tuple(load_planned(event))
    return EventConflicts(event, planned, tuple(conflicts_among(planned, event)))


class ConflictFilter(admin.SimpleListFilter):
    """Sessions with a conflict of this kind: `?conflict=no_room`; those in red: `?conflict=clash`.

    It is offered for the sessions of one event.
    """

    title = _("conflicts")
    parameter_name = PARAMETER

    def __init__(self, request: HttpRequest, params, model, model_admin: admin.ModelAdmin):
        event = model_admin.event_in_view(request)
        self.found = conflicts_of(request, event) if event else None
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """The kinds that occur, and the one that is chosen."""
        if self.found is None:
            return []
        labels = {CLASH: _("Double booking"), **KIND_LABELS}
        return [
            (str(choice), label)
            for choice, label in labels.items()
            if choice == self.value() or self.found.of_choice(choice)
        ]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        chosen = self.found and self.found.of_choice(self.value() or "")
        return rows if chosen is None else rows.filter(pk__in=sessions_of(chosen))


class SessionList(LastChangeList):
    """Gives each row its conflicts, and needs no second query for how many sessions there are."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        event = self.model_admin.event_in_view(request)
        self.found = event and conflicts_of(request, event)
        total = len(self.found.planned) if self.found else self.root_queryset.count()
        self.show_full_result_count, self.full_result_count = True, total
        for row in self.result_list:
            row.event_conflicts = self.found

    @property
    def conflict_links(self) -> list[tuple[str, object, int, str]]:
        """The choices of the filter that staff need most: code, label, sessions, address."""
        if self.found is None:
            return []
        labels = {CLASH: _("Conflicts")} | {str(kind): KIND_LABELS[kind] for kind in GAPS}
        return [
            (code, label, count, self.get_query_string({PARAMETER: code}, ["p"]))
            for code, label in labels.items()
            if (count := self.found.count(code))
        ]


class ConflictListMixin:
    """Adds the column to the list of sessions of one event."""

    show_full_result_count = False

    def get_list_display(self, request: HttpRequest) -> list:
        columns = super().get_list_display(request)
        if self.event_in_view(request):
            return columns
        return [name for name in columns if name != "conflict_mark"]

    def get_changelist(self, request: HttpRequest, **options: object) -> type[ChangeList]:
        return SessionList

    @admin.display(description=_("conflicts"))
    def conflict_mark(self, session: Session) -> SafeString | str:
        """The most severe conflict as a sign, and the first ones in words; no hints."""
        marks = session.event_conflicts.marks
        if session.pk not in marks:
            marks[session.pk] = _mark(session)
        return marks[session.pk]


def _mark(session: Session) -> SafeString | str:
    of_session = session.event_conflicts.by_session.get(session.pk, [])
    found = [one for one in of_session if one.severity != Severity.HINT]
    if not found:
        return ""
    zone, here = session.event.zone, session.pk
    words = [in_words(one, zone, here=here) for one in found[:MOST_NAMED]]
    if more := len(found) - len(words):
        words.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": more})
    return format_html(
        '<span class="conflict-mark conflict-mark--{}" title="{}"><span aria-hidden="true">!'
        '</span><span class="visually-hidden">{}</span></span>',
        found[0].severity.name.lower(),
        "\n".join(words),
        " ".join(words),
    )
