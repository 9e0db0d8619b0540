"""The page “Duplicate an event”: what would be made, and making it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.contrib import admin
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from content.admin.forms import group_languages
from content.bidi import isolate
from content.history.acts import act
from content.history.models import Verb
from content.translations import first_text
from programme.admin.current_event import edition_name, work_on
from programme.admin.duplication.copies import EventCopy, Originals, Part, with_parts
from programme.admin.duplication.form import (
    FIELDS,
    PART_LABELS,
    PROPOSED_FOR,
    CopyForm,
    copy_form,
    length_of,
    taken_meanwhile,
)
from programme.admin.duplication.proposal import day_next_year
from programme.admin.plans.done import redirect_to_done
from programme.agenda.date_spans import short_date_span
from programme.models import Contribution, Event, Partnership, Room, Section, Session, Track
from programme.models.visibility import EventStatus

MODELS = {
    Part.ROOMS: Room,
    Part.TRACKS: Track,
    Part.SECTIONS: Section,
    Part.PARTNERS: Partnership,
    Part.SESSIONS: Session,
    Part.CANCELLED: Session,
    Part.PEOPLE: Contribution,
}
"""Whoever may add a row of the model may copy the part."""


@dataclass(frozen=True, slots=True)
class PartLine:
    label: str
    count: int
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of the original, the same of the copy, and the sessions that move between them."""

    before: dt.date
    after: dt.date
    sessions: str


@dataclass
class DuplicatePage:
    request: HttpRequest
    event: Event

    @cached_property
    def originals(self) -> Originals:
        return Originals.of(self.event)

    @cached_property
    def counts(self) -> dict[Part, int]:
        """How many there are of each part that may be copied."""
        found = self.originals
        counts = {
            Part.ROOMS: len(found.rooms),
            Part.TRACKS: len(found.tracks),
            Part.SECTIONS: len(found.sections),
            Part.PARTNERS: len(found.partnerships),
            Part.SESSIONS: len(found.sessions),
            Part.CANCELLED: len(found.cancelled),
            Part.PEOPLE: _people(part for part in found.contributions if part.takes_part),
        }
        return {part: count for part, count in counts.items() if self._may_add(MODELS[part])}

    def _may_add(self, model: type) -> bool:
        return admin.site.get_model_admin(model).has_add_permission(self.request)

    @cached_property
    def form(self) -> CopyForm:
        event_admin = admin.site.get_model_admin(Event)
        day = day_next_year(self.event.first_day)
        return copy_form(self.request, event_admin, self.event, first_day=day, parts=self.counts)

    @cached_property
    def copy(self) -> EventCopy | None:
        """None where the form gives no first day."""
        first_day = self.form.first_day
        if first_day is None:
            return None
        event = self.form.instance
        event.first_day, event.last_day = first_day, first_day + length_of(self.event)
        event.status = EventStatus.DRAFT
        return with_parts(event, self.originals, self.form.chosen & self.counts.keys())

    @property
    def heading(self) -> SafeString | str:
        if self.copy is None:
            return gettext("Nothing will be made")
        days = (self.copy.event.first_day, self.copy.event.last_day)
        text = gettext("A draft event, %(days)s; nothing has been made yet")
        return SafeString(text % {"days": short_date_span(*days, is_within_sentence=True)})

    @property
    def lines(self) -> list[PartLine]:
        copy = self.copy
        made = {
            Part.ROOMS: (len(copy.rooms), ""),
            Part.TRACKS: (len(copy.tracks), ""),
            Part.SECTIONS: (len(copy.sections), ""),
            Part.PARTNERS: (len(copy.partnerships), ""),
            Part.SESSIONS: (len(copy.sessions), self._left_out_sessions()),
            Part.PEOPLE: (_people(copy.contributions.values()), self._left_out_people()),
        }
        return [PartLine(PART_LABELS[part], count, out) for part, (count, out) in made.items()]

    def _left_out_sessions(self) -> str:
        count = len([one for one in self.originals.cancelled if one.pk not in self.copy.sessions])
        if not (count and self.copy.sessions):
            return ""
        return ngettext("%(count)s cancelled", "%(count)s cancelled", count) % {"count": count}

    def _left_out_people(self) -> str:
        count = _people(part for part in self.originals.contributions if not part.takes_part)
        if not (count and self.copy.contributions):
            return ""
        text = ngettext("%(count)s who withdrew", "%(count)s who withdrew", count)
        return text % {"count": count}

    @property
    def days(self) -> list[DayLine]:
        """Of sessions with a time."""
        shift = self.copy.event.first_day - self.event.first_day
        starts = Counter(
            self.event.local_date(one.starts_at)
            for one in self.originals.sessions
            if one.starts_at and one.pk in self.copy.sessions
        )
        return [DayLine(day, day + shift, _sessions(n)) for day, n in sorted(starts.items())]

    @property
    def notes(self) -> Iterator[str]:
        """What the copy lacks and staff should know of."""
        for step in self.copy.refused:
            text = gettext("“%(title)s” is copied without a time: %(reason)s")
            yield text % {"title": isolate(step.before.title[0]), "reason": step.refusal}

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Each with the address of its field."""
        return [
            (f"#{self.form[name].id_for_label}", f"{self.form[name].label}: {text}")
            for name, found in (self.form.errors.items() if self.form.is_bound else ())
            for text in found
            if name in self.form.fields
        ]


def _people(parts: Iterable[Contribution]) -> int:
    return len({part.speaker_id for part in parts})


def _sessions(count: int) -> str:
    return ngettext("%(count)s session", "%(count)s sessions", count) % {"count": count}


def may_duplicate(request: HttpRequest) -> bool:
    event_admin = admin.site.get_model_admin(Event)
    return event_admin.has_add_permission(request) and event_admin.has_view_permission(request)


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate_event(request: HttpRequest, pk: int) -> HttpResponse:
    if not may_duplicate(request):
        raise PermissionDenied
    page = DuplicatePage(request, get_object_or_404(Event, pk=pk))
    if "confirm" not in request.POST or not page.form.is_valid():
        return _render(request, page)
    words = edition_name(page.event)[:200]
    try:
        with transaction.atomic(), act(verb=Verb.DUPLICATED, words=words) as current:
            page.copy.write()
    except IntegrityError:
        return _render(request, DuplicatePage(request, page.event), refusal=taken_meanwhile())
    work_on(request, page.copy.event)
    address = reverse("admin:programme_event_change", args=[page.copy.event.pk])
    return redirect_to_done(current, otherwise=address)


def _render(request: HttpRequest, page: DuplicatePage, *, refusal: str = "") -> HttpResponse:
    has_short_name = bool(first_text(page.event, "short_name"))
    fields = [name for name in FIELDS if has_short_name or "short_name" not in name]
    event_admin = admin.site.get_model_admin(Event)
    fieldsets = [(None, {"fields": group_languages(fields)})]
    context = {
        **admin.site.each_context(request),
        "title": gettext("Duplicate the event"),
        "page": page,
        "event_name": edition_name(page.event),
        "fieldsets": AdminForm(page.form, fieldsets, {}, model_admin=event_admin),
        "media": event_admin.media + page.form.media,
        "proposed_for": (PROPOSED_FOR, (page.form.first_day or page.event.first_day).isoformat()),
        "errors": [*([("", refusal)] if refusal else []), *page.errors],
    }
    return render(request, "admin/programme/event/duplicate.html", context)
