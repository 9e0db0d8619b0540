"""List filters and columns that several admin pages of the programme share."""

from collections.abc import Iterator

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from programme.admin.current_event import ALL_EVENTS, edition_name, event_switch
from programme.admin.event_scope import label_with_event
from programme.models import Contribution, Partnership


class EventFilter(admin.SimpleListFilter):
    title = _("event")
    parameter_name = "at_event"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        """All events that the member of staff may see, without a query of its own."""
        return [(str(event.pk), edition_name(event)) for event in event_switch(request).events]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        return rows


class ContributorEventFilter(EventFilter):
    """People and organizations with a contribution to an event: `?at_event=3`."""

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return rows
        keys = Contribution.objects.of_event(self.value()).values(rows.model._meta.model_name)
        return rows.filter(pk__in=keys)


class PartnerEventFilter(EventFilter):
    """Organizations that are partners of an event: `?partner_of=3`."""

    title = _("partner of")
    parameter_name = "partner_of"

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return rows
        partners = Partnership.objects.filter(event=self.value())
        return rows.filter(pk__in=partners.values("organization"))


class ScopeFilter(EventFilter):
    """The way from the rows of the chosen event to those of all events, and back.

    The page itself narrows its rows. While they are those of the chosen event, the others are
    not listed here: they are offered at the head of the page.
    """

    def __init__(self, request: HttpRequest, params, model, model_admin: admin.ModelAdmin):
        super().__init__(request, params, model, model_admin)
        self.chosen = event_switch(request).current
        self.in_view = model_admin.event_in_view(request)

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1

    def choices(self, changelist: ChangeList) -> Iterator[dict]:
        shown = str(self.in_view.pk) if self.in_view else ALL_EVENTS
        own = str(self.chosen.pk) if self.chosen else ALL_EVENTS
        for key, name in self._offered(shown, own):
            query = {} if key == own else {self.parameter_name: key}
            yield {
                "selected": key == shown,
                "query_string": changelist.get_query_string(query, self._replaced(changelist)),
                "display": name,
            }

    def _offered(self, shown: str, own: str) -> list[tuple[str, str]]:
        """The chosen event and all events, then the others unless the chosen one is in view."""
        every = (ALL_EVENTS, gettext("All events"))
        if not self.chosen:
            return [every, *self.lookup_choices]
        others = [(key, name) for key, name in self.lookup_choices if key != own]
        return [(own, edition_name(self.chosen)), every, *(others if shown != own else [])]

    def _replaced(self, changelist: ChangeList) -> list[str]:
        """Filters that would find nothing among the rows of another event."""
        parts = changelist.model_admin.parts()
        return [self.parameter_name, *(f"{name}__id__exact" for name in parts)]


class OwnEventFilter(ScopeFilter):
    """For rows with an event of their own: `?event__id__exact=3`."""

    parameter_name = "event__id__exact"


class PartFilter(admin.RelatedFieldListFilter):
    """The sections, rooms or themes of the event in view; those of all events with its name."""

    def field_choices(self, field: models.Field, request: HttpRequest, model_admin) -> list:
        rows = field.related_model.objects.select_related("event")
        rows = rows.order_by(*self.field_admin_ordering(field, request, model_admin))
        event = model_admin.event_in_view(request)
        if event:
            return [(row.pk, str(row)) for row in rows.filter(event=event)]
        return [(row.pk, label_with_event(row)) for row in rows]


class SessionCountMixin:
    """Adds the column `session_count`; `sessions_path` leads from the row to its sessions."""

    sessions_path = "sessions"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        count = models.Count(self.sessions_path, distinct=True)
        return super().get_queryset(request).annotate(session_count=count)

    @admin.display(description=_("sessions"), ordering="session_count")
    def session_count(self, row: models.Model) -> int:
        return row.session_count
