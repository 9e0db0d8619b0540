"""What the box of a form offers while a name is typed: people and organizations, as JSON."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from content.admin.date_fields import moment_on
from content.admin.forms import is_primary_key
from content.bidi import isolate
from content.translations import best_text, best_translation, columns, read_columns
from programme.admin.end_day import END, START, end_after, read_typed
from programme.admin.participants.offices import office_of
from programme.models import Contribution, Event, SessionKind, SessionStatus
from speakers.look_alikes import look_alikes
from speakers.models import Organization, Speaker
from speakers.staff_faces import face_parts
from speakers.typed_names import split_honorific

MOST = 8
SHORTEST = 2
TITLE = columns("session__title")
READ = ("speaker_id", "session_id", "session__status", "session__starts_at", "session__ends_at")
READ += tuple(TITLE)
Span = tuple[dt.datetime, dt.datetime]


@require_GET
def offer_people(request: HttpRequest) -> JsonResponse:
    """Who has the name in `q`, or one like it, with what they do in the event of the form.

    The form's own fields say when its session is held.
    """
    user = request.user
    if not user.has_perm("speakers.view_speaker"):
        raise PermissionDenied
    honorific, name = split_honorific(request.GET.get("q", "").strip())
    found, near = _find(name) if len(name) >= SHORTEST else ([], set())
    at_event = _at_event(request, found) if user.has_perm("programme.view_contribution") else {}
    offers = [
        _offer(person, at_event.get(person.pk, AtEvent()), is_near=person.pk in near)
        for person in found
    ]
    may_add = len(name) >= SHORTEST and user.has_perm("speakers.add_speaker")
    named = {"name": name, "honorific": honorific, "may_add": may_add}
    return JsonResponse(named | {"offers": offers})


@require_GET
def offer_organizations(request: HttpRequest) -> JsonResponse:
    if not request.user.has_perm("speakers.view_organization"):
        raise PermissionDenied
    text = request.GET.get("q", "")
    found = Organization.objects.matching(text).by_relevance(text)[:MOST]
    return JsonResponse({"offers": [str(body) for body in found]})


@dataclass
class AtEvent:
    """What somebody does at an event."""

    sessions: set[int] = field(default_factory=set)
    clash: str = ""


def _find(name: str) -> tuple[list[Speaker], set[int]]:
    """Those who have every word that is typed, and who has a name like a whole one."""
    people = Speaker.objects.select_related("organization")
    found = list(people.named(name).by_relevance(name)[:MOST])
    if " " not in name:
        return found, set()
    alike = {person.pk: person for person, _match in look_alikes(people, name)[:MOST]}
    known = {person.pk for person in found}
    return [*found, *(one for key, one in alike.items() if key not in known)][:MOST], {*alike}


def _at_event(request: HttpRequest, people: Iterable[Speaker]) -> dict[int, AtEvent]:
    """In one query for the event, and one for what all of them do there."""
    event = Event.objects.filter(pk=_key(request.GET.get("event"))).first()
    keys = [person.pk for person in people]
    if event is None or not keys:
        return {}
    with timezone.override(event.zone):
        span = _typed_span(request.GET, event)
    own = _key(request.GET.get("session"))
    parts = Contribution.objects.taking_part().filter(speaker__in=keys, session__event=event)
    found: dict[int, AtEvent] = {}
    for row in read_columns(parts.order_by("session__starts_at", "pk"), *READ, named=True):
        at_event = found.setdefault(row.speaker_id, AtEvent())
        at_event.sessions.add(row.session_id)
        is_other = row.session_id != own and row.session__status != SessionStatus.CANCELLED
        if span and is_other and not at_event.clash and _overlap(row, span):
            at_event.clash = _clash(row, event)
    return found


def _key(text: str | None) -> int | None:
    return int(text) if text and is_primary_key(text) else None


def _typed_span(typed: Mapping[str, str], event: Event) -> Span | None:
    """None as long as no start can be read."""
    day, hours = read_typed(typed, START)
    if day is None and event.first_day == event.last_day:
        day = event.first_day
    if day is None or hours is None:
        return None
    end_day, end_hours = read_typed(typed, END)
    try:
        start = moment_on(day, hours)
        if end_hours is None:
            kind = typed.get("kind")
            length = SessionKind(kind) if kind in SessionKind.values else SessionKind.TALK
            return start, start + length.default_length
        return start, moment_on(end_day, end_hours) if end_day else end_after(start, end_hours)
    except ValidationError:
        return None


def _overlap(row: Any, span: Span) -> bool:
    (start, end), starts_at = span, row.session__starts_at
    return bool(starts_at) and starts_at < end and start < row.session__ends_at


def _clash(row: Any, event: Event) -> str:
    title = best_translation([getattr(row, column) for column in TITLE])[0]
    moments = (row.session__starts_at, row.session__ends_at)
    start, end = (timezone.localtime(moment, event.zone) for moment in moments)
    words = {"title": isolate(title), "hours": f"{start:%H:%M}–{end:%H:%M}"}
    return _("at this time in “%(title)s”, %(hours)s") % words


def _offer(person: Speaker, at_event: AtEvent, *, is_near: bool) -> dict[str, object]:
    count = len(at_event.sessions)
    sessions = ngettext("%(count)s session here", "%(count)s sessions here", count)
    honorific, name = (best_text(person, field)[0] for field in ("honorific", "name"))
    return {
        "id": person.pk,
        "name": " ".join(filter(None, [honorific, name])),
        "office": office_of(person),
        "sessions": sessions % {"count": count} if count else "",
        "clash": at_event.clash,
        "is_near": is_near,
        "face": face_parts(person),
    }
