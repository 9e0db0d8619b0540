"""Pages whose times are typed and shown in the time zone of the event in hand."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.admin.forms import is_primary_key
from content.admin.layout import fold
from programme.admin.clock_fields import resolve_ambiguous_times
from programme.admin.current_event import staff_zone
from programme.models import Event
from programme.zones import zone_named

REGISTRATION_FOLD = fold(
    "registration",
    _("Registration"),
    [
        "registration_url",
        ("registration_opens_at", "registration_closes_at"),
        "registration_note",
    ],
)


class EventTimesMixin:
    """The form of an event, or of a row that names one in its field `event`."""

    event_path = "sessions__pk"
    """The lookup by which the row in hand finds its event."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with timezone.override(self._zone(request, object_id)):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def _zone(self, request: HttpRequest, object_id: str | None) -> dt.tzinfo:
        """That of the submitted form, else of the stored row's event, else of the chosen event."""
        if zone := zone_named(request.POST.get("time_zone", "")):
            return zone
        for lookup in ({"pk": request.POST.get("event")}, {self.event_path: object_id}):
            key = str(next(iter(lookup.values())) or "")
            if is_primary_key(key) and (event := Event.objects.filter(**lookup).first()):
                return event.zone
        return staff_zone(request)


class RegistrationTimesMixin:
    """Keeps the moments of unchanged times, and takes a closing in a repeated hour as the later."""

    def clean(self) -> None:
        super().clean()
        resolve_ambiguous_times(self, start="registration_opens_at", end="registration_closes_at")
