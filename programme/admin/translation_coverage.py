"""Translation coverage: counts of missing and stale translations by text and language.

Each model with translated texts is counted in one query, whatever the number of events.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import Count, F, Model, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from content.translations import (
    Translated,
    columns,
    missing_translation,
    stale_translation,
    translated_fields,
)
from programme.models import (
    Announcement,
    Contribution,
    Document,
    Event,
    Partnership,
    Quote,
    Room,
    Section,
    Session,
    Track,
)
from speakers.models import Organization, Speaker


def _event_of_target(path: str = "") -> Coalesce:
    """The event of a row that belongs to a session, a section or the event itself."""
    return Coalesce(f"{path}session__event_id", f"{path}section__event_id", f"{path}event_id")


EVENT_OF = {
    Event: F("pk"),
    Partnership: F("event_id"),
    Section: F("event_id"),
    Session: F("event_id"),
    Contribution: _event_of_target(),
    Speaker: _event_of_target("contributions__"),
    Organization: _event_of_target("contributions__"),
    Document: _event_of_target(),
    Quote: F("session__event_id"),
    Room: F("event_id"),
    Track: F("event_id"),
    Announcement: F("event_id"),
}


@dataclass(frozen=True)
class CoverageCell:
    """How many translations into one language are missing and stale, with links to the rows."""

    language: str
    missing: int
    stale: int
    missing_url: str = ""
    stale_url: str = ""


@dataclass(frozen=True)
class CoverageRow:
    label: str
    cells: tuple[CoverageCell, ...]


def event_coverage(event: Event) -> list[CoverageRow]:
    """A row for each translated text of the event, in one query per model."""
    return [
        row
        for model in EVENT_OF
        for row in coverage_rows(
            model, next(iter(_counts_by_event(model).filter(at=event.pk)), {}), event
        )
    ]


def site_coverage() -> list[CoverageRow]:
    """A row for each translated text outside events, such as those of pages."""
    translated = [model for model in apps.get_models() if issubclass(model, Translated)]
    models = [model for model in translated if model not in EVENT_OF and not model.is_brief]
    return [
        row
        for model in models
        for row in coverage_rows(
            model, model._default_manager.aggregate(**translation_counts(model))
        )
    ]


def coverage_totals() -> dict[int, tuple[CoverageCell, ...]]:
    """The sums over all texts of each event, by its primary key."""
    sums: dict[int, Counter] = {}
    for model in EVENT_OF:
        for counts in _counts_by_event(model).filter(at__isnull=False):
            total = sums.setdefault(counts.pop("at"), Counter())
            for name, count in counts.items():
                total[name[-2:], name.startswith("stale_")] += count
    languages = settings.MODELTRANSLATION_LANGUAGES
    return {
        pk: tuple(CoverageCell(code, total[code, False], total[code, True]) for code in languages)
        for pk, total in sums.items()
    }


def _counts_by_event(model: type[Model]) -> QuerySet:
    """The counts for each event, whose primary key is `at`."""
    rows = model._default_manager.order_by().annotate(at=EVENT_OF[model])
    return rows.values("at").annotate(**translation_counts(model))


def translation_counts(model: type[Model], fields: Iterable[str] = ()) -> dict[str, Count]:
    """Aggregates for these texts of a model, or for all: `missing_title_fr`, `stale_title_fr`, …"""
    conditions = {"missing": missing_translation, "stale": stale_translation}
    return {
        f"{state}_{column}": Count("pk", filter=condition(*column.rsplit("_", 1)), distinct=True)
        for field in fields or translated_fields(model)
        for column in columns(field)
        for state, condition in conditions.items()
    }


def coverage_rows(
    model: type[Model],
    counts: dict[str, int],
    event: Event | None = None,
    fields: Iterable[str] = (),
) -> list[CoverageRow]:
    """A row for each of these texts of a model, or for each translated one."""
    plural = capfirst(model._meta.verbose_name_plural)
    return [
        CoverageRow(
            _("%(rows)s: %(text)s")
            % {"rows": plural, "text": model._meta.get_field(field).verbose_name},
            tuple(_cell(model, column, counts, event) for column in columns(field)),
        )
        for field in fields or translated_fields(model)
    ]


def _cell(
    model: type[Model], column: str, counts: dict[str, int], event: Event | None
) -> CoverageCell:
    return CoverageCell(
        column[-2:],
        counts.get(f"missing_{column}", 0),
        counts.get(f"stale_{column}", 0),
        _url(model, event, "missing", column),
        _url(model, event, "stale", column),
    )


def _url(model: type[Model], event: Event | None, state: str, column: str) -> str:
    """The filtered list of the rows, or the form of the event itself."""
    if model is Event:
        return reverse("admin:programme_event_change", args=[event.pk])
    changelist = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    query = {state: column}
    if event:
        has_event_field = EVENT_OF[model] == F("event_id")
        query = {"event__id__exact" if has_event_field else "at_event": event.pk, **query}
    return f"{changelist}?{urlencode(query)}"
