"""Admin pages of rows with an event of their own: new rows begin in the event at hand."""

from collections.abc import Mapping

from django.db import models
from django.http import HttpRequest, QueryDict

from content.admin.forms import LIST_FILTERS, is_primary_key
from programme.admin.current_event import edition_name, event_switch
from programme.admin.event_scope import EventScopedAdmin
from programme.admin.next_row import NextRowMixin


class EventRowAdmin(NextRowMixin, EventScopedAdmin):
    def get_list_display(self, request: HttpRequest) -> list[str]:
        """Without the event while all rows are of the chosen one."""
        columns, event = super().get_list_display(request), self.event_in_view(request)
        is_plain = event is not None and event == event_switch(request).current
        return [name for name in columns if name != "event"] if is_plain else columns

    def formfield_for_foreignkey(self, db_field, request, **options):
        field = super().formfield_for_foreignkey(db_field, request, **options)
        if field and db_field.name == "event":
            field.widget.attrs["data-event-choice"] = ""
            field.label_from_instance = edition_name
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
        return {"event": row.event_id}
