"""Admin pages of rows that belong to an event: they follow the event that staff chose."""

from typing import ClassVar

from django.contrib.admin.helpers import ActionForm
from django.db import models
from django.forms import CharField, Form, HiddenInput, Script
from django.http import HttpRequest, HttpResponse

from content.admin.base import StaffAdmin
from content.admin.forms import is_primary_key
from programme.admin.current_event import ALL_EVENTS, edition_name, event_switch
from programme.models import Event

PARTS = ("section", "room", "track", "session")
"""Relations to rows that belong to an event themselves."""


class ListedEventForm(ActionForm):
    """Names the event of a list, so that “select all” still means its rows after a switch."""

    listed_event = CharField(required=False, widget=HiddenInput, label="")


class EventScopedAdmin(StaffAdmin):
    """Lists and choices show the rows of one event; a form opens whatever its event.

    `event_parameter` is the filter by which an address asks for another event, or for all.
    """

    class Media:
        js: ClassVar = [Script("js/admin/event-choices.js", type="module")]

    action_form = ListedEventForm
    event_parameter = "event__id__exact"

    def of_event(self, rows: models.QuerySet, event: Event | int | str) -> models.QuerySet:
        return rows.filter(event=event)

    def event_in_view(self, request: HttpRequest) -> Event | None:
        """The event whose rows the list shows, `None` for those of all events."""
        if not hasattr(request, "event_in_view"):
            request.event_in_view = self._find_event_in_view(request)
        return request.event_in_view

    def _find_event_in_view(self, request: HttpRequest) -> Event | None:
        """That of the list's filters, else the one chosen at the head of the page."""
        switch, given = event_switch(request), request.GET.get(self.event_parameter)
        if given == ALL_EVENTS or any(map(self._asks_for_events, request.GET)):
            return None
        return switch.find(given) or switch.find(self._event_of_part(request)) or switch.current

    def _asks_for_events(self, name: str) -> bool:
        """Whether a lookup such as `event__slug` filters the list by event."""
        return name.partition("__")[0] == "event" and name != self.event_parameter

    def _event_of_part(self, request: HttpRequest) -> int | None:
        """The event of the section, room, theme or session by which the list is filtered."""
        for name, model in self.parts().items():
            key = request.GET.get(f"{name}__id__exact", "")
            if is_primary_key(key):
                return model.objects.filter(pk=key).values_list("event", flat=True).first()
        return None

    def parts(self) -> dict[str, type[models.Model]]:
        """The models of those `PARTS` that the rows refer to."""
        return {f.name: f.related_model for f in self.opts.fields if f.name in PARTS}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        rows = super().get_queryset(request)
        return self._listed(request, rows) if self._is_list(request) else rows

    def _is_list(self, request: HttpRequest) -> bool:
        match = getattr(request, "resolver_match", None)
        name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return match is not None and match.url_name == name

    def _listed(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        """The rows in view. Rows that an action names may be of any event."""
        posted = request.POST
        if request.method == "POST" and posted.get("select_across", "0") == "0":
            return rows
        key = posted.get("listed_event") or self._listed_event(request)
        if key == ALL_EVENTS:
            return rows
        return self.of_event(rows, key) if is_primary_key(key) else rows.none()

    def _listed_event(self, request: HttpRequest) -> str:
        event = self.event_in_view(request)
        return str(event.pk) if event else ALL_EVENTS

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        in_view = {"event_in_view": self.event_in_view(request)}
        response = super().changelist_view(request, in_view | (extra_context or {}))
        form: Form | None = (getattr(response, "context_data", None) or {}).get("action_form")
        if form:
            form.fields["listed_event"].initial = self._listed_event(request)
        return response

    def get_choices(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        """Those of the event of the form that asks, else of the chosen event."""
        event = _event_of_form(request)
        return self.of_event(rows, event) if event else rows.select_related("event")

    def choice_label(self, request: HttpRequest, row: models.Model) -> str:
        return str(row) if _event_of_form(request) else label_with_event(row)

    def formfield_for_foreignkey(self, db_field, request, **options):
        """The script sends the event of a form with each request for choices."""
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if field and db_field.name in PARTS:
            field.widget.attrs["data-of-event"] = ""
        return field


def label_with_event(row: models.Model) -> str:
    return f"{row} · {edition_name(row.event)}"


def _event_of_form(request: HttpRequest) -> Event | str | None:
    """What the script sends; an empty text means that no event has been chosen in the form."""
    given = request.GET.get("event")
    if given == "" or (given is not None and is_primary_key(given)):
        return given
    return event_switch(request).current
