"""List filters and columns that several admin pages of the programme share."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programme.models import Contribution, Event


class EventFilter(admin.SimpleListFilter):
    """Rows of an event, of its sections or of its sessions: `?at_event=3`."""

    title = _("event")
    parameter_name = "at_event"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(str(event.pk), str(event)) for event in Event.objects.latest_first()]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return rows
        return rows.filter(pk__in=self.keys(rows.model))

    def keys(self, model: type[models.Model]) -> models.QuerySet:
        """The primary keys of the model's rows at the selected event."""
        return model.objects.of_event(self.value()).values("pk")


class ContributorEventFilter(EventFilter):
    """People and organizations with a contribution to an event."""

    def keys(self, model: type[models.Model]) -> models.QuerySet:
        return Contribution.objects.of_event(self.value()).values(model._meta.model_name)


class SessionCountMixin:
    """Adds the column `session_count`; `sessions_path` leads from the row to its sessions."""

    sessions_path = "sessions"

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        count = models.Count(self.sessions_path, distinct=True)
        return super().get_queryset(request).annotate(session_count=count)

    @admin.display(description=_("sessions"), ordering="session_count")
    def session_count(self, row: models.Model) -> int:
        return row.session_count
