"""What is still to be translated: the texts that lack a language, and those older than the English.

Every model with texts in several languages is counted, each in one query for all events.
"""

from collections import Counter
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
    Room,
    Section,
    Session,
    Track,
)
from speakers.models import Organization, Speaker


def _of_a_part(path: str = "") -> Coalesce:
    """The event of what belongs to a session, a section or the event itself."""
    return Coalesce(f"{path}session__event_id", f"{path}section__event_id", f"{path}event_id")


EVENT_OF = {
    Event: F("pk"),
    Partnership: F("event_id"),
    Section: F("event_id"),
    Session: F("event_id"),
    Contribution: _of_a_part(),
    Speaker: _of_a_part("contributions__"),
    Organization: _of_a_part("contributions__"),
    Document: _of_a_part(),
    Room: F("event_id"),
    Track: F("event_id"),
    Announcement: F("event_id"),
}


@dataclass(frozen=True)
class Cell:
    """The texts of one kind to translate into one language, and to translate again."""

    language: str
    missing: int
    stale: int
    missing_address: str = ""
    stale_address: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]


def coverage(event: Event) -> list[Line]:
    """A line for each kind of text of the event, in as many queries as there are models."""
    return [
        line
        for model in EVENT_OF
        for line in _lines(model, next(iter(_by_event(model).filter(at=event.pk)), {}), event)
    ]


def coverage_of_the_site() -> list[Line]:
    """The same for what belongs to no event, such as pages."""
    models = [m for m in apps.get_models() if issubclass(m, Translated) and m not in EVENT_OF]
    return [
        line
        for model in models
        for line in _lines(model, model._default_manager.aggregate(**_counts(model)))
    ]


def totals() -> dict[int, tuple[Cell, ...]]:
    """What is left to translate of each event, by its primary key."""
    sums: dict[int, Counter] = {}
    for model in EVENT_OF:
        for row in _by_event(model).filter(at__isnull=False):
            kinds = sums.setdefault(row.pop("at"), Counter())
            for name, count in row.items():
                kinds[name[-2:], name.startswith("stale_")] += count
    languages = settings.MODELTRANSLATION_LANGUAGES
    return {
        pk: tuple(Cell(code, kinds[code, False], kinds[code, True]) for code in languages)
        for pk, kinds in sums.items()
    }


def _by_event(model: type[Model]) -> QuerySet:
    """The counts of each event, which stands under `at`."""
    rows = model._default_manager.order_by().annotate(at=EVENT_OF[model])
    return rows.values("at").annotate(**_counts(model))


def _counts(model: type[Model]) -> dict[str, Count]:
    """How many rows lack a text or have it stale: `missing_title_fr`, `stale_title_fr`, …"""
    return {
        f"{name}_{field}_{language}": Count("pk", filter=wanted(field, language), distinct=True)
        for field in translated_fields(model)
        for language in settings.MODELTRANSLATION_LANGUAGES
        for name, wanted in (("missing", missing_translation), ("stale", stale_translation))
    }


def _lines(model: type[Model], counts: dict[str, int], event: Event | None = None) -> list[Line]:
    rows = capfirst(model._meta.verbose_name_plural)
    return [
        Line(
            _("%(rows)s: %(text)s")
            % {"rows": rows, "text": model._meta.get_field(field).verbose_name},
            tuple(
                Cell(
                    language,
                    counts.get(f"missing_{field}_{language}", 0),
                    counts.get(f"stale_{field}_{language}", 0),
                    _address(model, event, "lacks", f"{field}_{language}"),
                    _address(model, event, "stale", f"{field}_{language}"),
                )
                for language in settings.MODELTRANSLATION_LANGUAGES
            ),
        )
        for field in translated_fields(model)
    ]


def _address(model: type[Model], event: Event | None, state: str, column: str) -> str:
    """Where staff find these rows: a filtered list, or the event's own form."""
    if model is Event:
        return reverse("admin:programme_event_change", args=[event.pk])
    changelist = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    query = {state: column}
    if event:
        by_event = "event__id__exact" if EVENT_OF[model] == F("event_id") else "at_event"
        query = {by_event: event.pk, **query}
    return f"{changelist}?{urlencode(query)}"
