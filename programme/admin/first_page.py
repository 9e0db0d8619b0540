"""The chosen event on the first page of the admin: what is missing, to translate, and on today.

Two queries, beside the one that loads the sessions for the search for conflicts.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db.models import Count, IntegerField, Max, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from content.admin.gaps import PARAMETER, Gap
from programme.admin.conflict_list import CLASH, GAPS, EventConflicts
from programme.admin.gaps import ORGANIZATION_GAPS, PERSON_GAPS, SESSION_GAPS
from programme.admin.translation_coverage import CoverageRow, coverage_rows, translation_counts
from programme.agenda.days import takes_whole_days
from programme.conflicts import ConflictKind, Planned, Severity
from programme.conflicts.words import KIND_LABELS, as_html
from programme.models import Contribution, Event, Session
from speakers.models import Organization, Speaker

MOST_SESSIONS, MOST_CLASHES = 6, 5
SESSION_TEXTS, PERSON_TEXTS = ("title", "abstract"), ("biography",)
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Counted:
    count: int
    label: Promise
    url: str
    """The list of these rows."""


@dataclass(frozen=True)
class DayPlan:
    """Sessions of today that are not over, else the first of the day on which the event opens.

    Those that take a whole day are left out.
    """

    day: dt.date
    is_today: bool
    sessions: tuple[Planned, ...]
    count: int
    """How many sessions the day has."""


def conflict_block(found: EventConflicts) -> dict[str, object]:
    """The first clashes in words, and how many sessions each kind of warning concerns.

    What sessions lack is in another block.
    """
    clashes = found.of_choice(CLASH)
    return {
        "clashes": [as_html(clash, found.event.zone) for clash in clashes[:MOST_CLASHES]],
        "count": len(clashes),
        "address": found.address(CLASH),
        "warnings": [
            (KIND_LABELS[kind], count, found.address(kind))
            for kind in ConflictKind
            if kind.severity == Severity.WARNING
            and kind not in GAPS
            and (count := found.count(kind))
        ],
    }


def load_counts(event: Event) -> Counts:
    sessions = {gap.code: Count("pk", filter=gap.condition()) for gap in SESSION_GAPS}
    people = {gap.code: Count("pk", filter=gap.condition()) for gap in PERSON_GAPS}
    there = Speaker.objects.filter(pk__in=Contribution.objects.of_event(event).values("speaker"))
    return event.sessions.aggregate(
        **sessions,
        **translation_counts(Session, SESSION_TEXTS),
        logo=Max(_partners_without_logo(event)),
    ) | there.aggregate(**people, **translation_counts(Speaker, PERSON_TEXTS))


def _partners_without_logo(event: Event) -> Subquery:
    """In the query of the sessions, so that it takes none of its own."""
    rows = event.partnerships.filter(organization__logo="").order_by().values("event")
    counted = rows.annotate(count=Count("organization", distinct=True))
    return Subquery(counted.values("count"), output_field=IntegerField())


def unprepared_sessions(event: Event, counts: Counts) -> list[Counted]:
    label = _("Sessions of the next 24 hours without a room, a link or people")
    return [*_counted(SESSION_GAPS[0], label, Session, event, counts)]


def missing(
    event: Event, counts: Counts, found: EventConflicts, user: AbstractUser
) -> list[Counted]:
    """What the user may fill in."""
    abstract, recording = SESSION_GAPS[1:]
    rows: list[Counted] = []
    if user.has_perm("programme.change_session"):
        rows += _of_conflicts(found, ConflictKind.NO_PEOPLE)
    if may_plan(user):
        rows += _of_conflicts(found, ConflictKind.NO_ROOM)
    if user.has_perm("programme.change_session"):
        rows += _of_conflicts(found, ConflictKind.NO_LANGUAGE)
        rows += _counted(abstract, _("Sessions without an abstract"), Session, event, counts)
        label = _("Sessions without a recording")
        rows += _counted(recording, label, Session, event, counts) if _is_over(event) else []
    if user.has_perm("speakers.change_speaker"):
        for gap, label in zip(PERSON_GAPS, PERSON_LABELS, strict=True):
            rows += _counted(gap, label, Speaker, event, counts)
    if user.has_perm("speakers.change_organization"):
        label = _("Partners without a logo")
        rows += _counted(ORGANIZATION_GAPS[0], label, Organization, event, counts)
    return rows


PERSON_LABELS = (_("People without a photo"), _("People without a biography"))
CONFLICT_LABELS = {
    ConflictKind.NO_PEOPLE: _("Sessions without people"),
    ConflictKind.NO_ROOM: _("Sessions without a room"),
    ConflictKind.NO_LANGUAGE: _("Sessions without a spoken language"),
}
EVENT_PARAMETERS = {
    Session: "event__id__exact",
    Speaker: "at_event",
    Organization: "partner_of",
}


def may_plan(user: AbstractUser) -> bool:
    return user.has_perm("programme.change_session") or user.has_perm("programme.schedule_session")


def _is_over(event: Event) -> bool:
    return event.last_day < timezone.localdate(timezone=event.zone)


def _of_conflicts(found: EventConflicts, kind: ConflictKind) -> Iterator[Counted]:
    if count := found.count(kind):
        yield Counted(count, CONFLICT_LABELS[kind], found.address(kind))


def _counted(
    gap: Gap, label: Promise, model: type, event: Event, counts: Counts
) -> Iterator[Counted]:
    if count := counts[gap.code]:
        changelist = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        query = urlencode({EVENT_PARAMETERS[model]: event.pk, PARAMETER: gap.code})
        yield Counted(count, label, f"{changelist}?{query}")


def translations(event: Event, counts: Counts, languages: list[str]) -> list[CoverageRow]:
    """The texts of which some are missing or stale in these languages."""
    rows = [
        *coverage_rows(Session, counts, event, SESSION_TEXTS),
        *coverage_rows(Speaker, counts, event, PERSON_TEXTS),
    ]
    own = [
        CoverageRow(row.label, tuple(cell for cell in row.cells if cell.language in languages))
        for row in rows
    ]
    return [row for row in own if any(cell.missing or cell.stale for cell in row.cells)]


def writes_all_languages(user: AbstractUser) -> bool:
    return user.has_perm("programme.change_session") or user.has_perm("speakers.change_speaker")


LANGUAGES = list(settings.MODELTRANSLATION_LANGUAGES)


def day_plan(event: Event, planned: tuple[Planned, ...]) -> DayPlan | None:
    """None after the event, and while nothing is planned for the day."""
    now = timezone.now()
    day = max(timezone.localdate(now, event.zone), event.first_day)
    held = [one for one in planned if one.is_held and one.starts_at]
    held = [one for one in held if not takes_whole_days(one, event.zone)]
    of_day = [one for one in held if timezone.localdate(one.starts_at, event.zone) == day]
    left = [one for one in of_day if one.ends_at > now]
    if day > event.last_day or not left:
        return None
    left.sort(key=lambda one: (one.starts_at, one.ends_at))
    is_today = day == timezone.localdate(now, event.zone)
    return DayPlan(day, is_today, tuple(left[:MOST_SESSIONS]), len(of_day))
