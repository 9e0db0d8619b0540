"""Admin pages of rows with an event of their own: new rows begin in the event at hand."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.contrib.admin.options import IS_POPUP_VAR
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import urlencode

from content.admin.forms import is_primary_key
from programme.admin.current_event import event_switch
from programme.admin.event_scope import EventScopedAdmin

LIST_FILTERS = "_changelist_filters"
"""The parameter in which Django takes the query of a list to its forms and back."""


class EventRowAdmin(EventScopedAdmin):
    def get_list_display(self, request: HttpRequest) -> list[str]:
        """Without the event while all rows are of the chosen one."""
        columns, event = super().get_list_display(request), self.event_in_view(request)
        is_plain = event is not None and event == event_switch(request).current
        return [name for name in columns if name != "event"] if is_plain else columns

    def formfield_for_foreignkey(self, db_field, request, **options):
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if field and db_field.name == "event":
            field.widget.attrs["data-event-choice"] = ""
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """The event, section, room and theme of the address, or of the list's filters.

        Parts of another event and rows that do not exist are ignored.
        """
        given = super().get_changeform_initial_data(request)
        asked = given if given.get("event") else self._list_filters(request) | given
        found = self._existing_parts(asked)
        event = str(asked.get("event") or self._new_event(request, found))
        others = {name: value for name, value in given.items() if name not in self.parts()}
        parts = {name: row.pk for name, row in found.items() if str(row.event_id) == event}
        return others | {"event": event} | parts

    def _list_filters(self, request: HttpRequest) -> dict[str, str]:
        query = QueryDict(request.GET.get(LIST_FILTERS, ""))
        values = {name: query.get(f"{name}__id__exact", "") for name in ("event", *self.parts())}
        return {name: value for name, value in values.items() if is_primary_key(value)}

    def _existing_parts(self, asked: Mapping[str, str]) -> dict[str, models.Model]:
        found = {
            name: model.objects.filter(pk=asked[name]).first()
            for name, model in self.parts().items()
            if asked.get(name)
        }
        return {name: row for name, row in found.items() if row}

    def _new_event(self, request: HttpRequest, parts: Mapping[str, models.Model]) -> int | str:
        """The event of the first part, else the chosen one."""
        current = event_switch(request).current
        events = [row.event_id for row in parts.values()]
        return (events or [current.pk if current else ""])[0]

    def next_initial(self, row: models.Model) -> dict[str, object]:
        """What “Save and add another” takes over from the row just saved."""
        return {"event": row.event_id}

    def response_add(self, request, row, post_url_continue=None) -> HttpResponse:
        response = super().response_add(request, row, post_url_continue)
        return self._start_next(request, row, response)

    def response_change(self, request, row) -> HttpResponse:
        return self._start_next(request, row, super().response_change(request, row))

    def _start_next(self, request, row: models.Model, response: HttpResponse) -> HttpResponse:
        if "_addanother" in request.POST and IS_POPUP_VAR not in request.POST:
            initial = {name: value for name, value in self.next_initial(row).items() if value}
            response["Location"] = _with_initial(response["Location"], initial)
        return response


def _with_initial(address: str, initial: Mapping[str, object]) -> str:
    """The address of a form with these values in place of those it had; list filters stay."""
    parts = urlsplit(address)
    own = {name: v for name, v in QueryDict(parts.query).items() if name.startswith("_")}
    return f"{parts.path}?{urlencode(own | dict(initial))}"
