"""What of an event is still to be translated: how many texts lack a language that others have."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Model, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from programme.models import Contribution, Event, Section, Session
from speakers.models import Organization, Speaker
from speakers.translated import lacking


@dataclass(frozen=True)
class Cell:
    """The texts that lack one language, and where staff find them."""

    language: str
    missing: int
    address: str


@dataclass(frozen=True)
class Line:
    label: str
    cells: tuple[Cell, ...]


def coverage(event: Event) -> list[Line]:
    """A line for each kind of text of the event, in as many queries as there are lines."""
    contributions = Contribution.objects.of_event(event)
    speakers = Speaker.objects.filter(contributions__in=contributions).distinct()
    organizations = Organization.objects.behind(contributions)
    return [
        _line(_("Event: name"), Event.objects.filter(pk=event.pk), "name", event),
        _line(_("Event: theme"), Event.objects.filter(pk=event.pk), "theme", event),
        _line(_("Event: introduction"), Event.objects.filter(pk=event.pk), "introduction", event),
        _line(_("Sections: titles"), event.sections.all(), "title", event),
        _line(_("Sections: objectives"), event.sections.all(), "objective", event),
        _line(_("Sessions: titles"), event.sessions.all(), "title", event),
        _line(_("Sessions: abstracts"), event.sessions.all(), "abstract", event),
        _line(_("People: functions on the day"), contributions, "function", event),
        _line(_("Speakers: names"), speakers, "name", event),
        _line(_("Speakers: biographies"), speakers, "biography", event),
        _line(_("Organizations: names"), organizations, "name", event),
    ]


def _line(label: str, rows: QuerySet, field: str, event: Event) -> Line:
    languages = settings.MODELTRANSLATION_LANGUAGES
    counts = rows.aggregate(
        **{
            language: Count("pk", filter=lacking(field, language), distinct=True)
            for language in languages
        }
    )
    return Line(
        label,
        tuple(
            Cell(language, count, _address(rows.model, event, f"{field}_{language}"))
            for language, count in counts.items()
        ),
    )


def _address(model: type[Model], event: Event, column: str) -> str:
    """Where staff find the rows that lack this column: a filtered list, or the event's own form."""
    if model is Event:
        return reverse("admin:programme_event_change", args=[event.pk])
    by_event = "event__id__exact" if model in {Section, Session} else "at_event"
    changelist = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{changelist}?{urlencode({by_event: event.pk, 'lacks': column})}"
