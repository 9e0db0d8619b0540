"""Alerts in the admin: posted in half a minute, ended with one click."""

import datetime as dt

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Textarea
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from content.admin.base import StaffAdmin, search_columns
from content.admin.date_fields import TYPED_DATES
from content.admin.forms import StaffForm
from content.admin.last_change import LastChangeMixin
from content.admin.layout import fold
from content.admin.pills import pill
from content.dates import date_format
from content.text import LineField
from forum.alerts import this_second
from forum.models import Alert
from programme.admin.clock_fields import resolve_ambiguous_times
from programme.admin.current_event import staff_zone
from programme.zones import in_words

USUAL_LENGTH = dt.timedelta(hours=1)
STEP = dt.timedelta(minutes=5)


def next_step(moment: dt.datetime) -> dt.datetime:
    """The next full five minutes."""
    epoch = dt.datetime.fromtimestamp(0, dt.UTC)
    return moment + (epoch - moment) % STEP


class AlertForm(StaffForm):
    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        if start := self.fields.get("starts_at"):
            start.required = start.show_hidden_initial = False

    def clean_starts_at(self) -> dt.datetime:
        """An empty start means at once."""
        return self.cleaned_data["starts_at"] or this_second()

    def clean(self) -> None:
        super().clean()
        values = self.cleaned_data
        resolve_ambiguous_times(self, start="starts_at", end="ends_at")
        end = values.get("ends_at")
        if end and "ends_at" in self.changed_data and end <= timezone.now():
            message = _("This time has passed. Enter a later one.")
            self.add_error("ends_at", ValidationError(message, code="over"))


@admin.register(Alert)
class AlertAdmin(LastChangeMixin, StaffAdmin):
    view_on_site = False
    form = AlertForm
    formfield_overrides = TYPED_DATES | {
        LineField: {"widget": Textarea({"class": "vTextField", "rows": 2})}
    }
    empty_note = _("An alert is shown at the top of every public page while it lasts.")
    list_display = ["text", "when", "state"]
    search_fields = search_columns("text")
    ordering = ["-ends_at", "-pk"]
    fieldsets = [
        (None, {"fields": ["text", "ends_at"]}),
        fold("later", _("A link, or a later start"), [("url", "starts_at")]),
    ]

    def get_urls(self) -> list:
        end = self.admin_site.admin_view(require_POST(self.end_view))
        return [path("<int:key>/end/", end, name="forum_alert_end"), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Alert | None = None) -> list:
        (name, options), *others = super().get_fieldsets(request, obj)
        zone = in_words(timezone.localtime(timezone.now(), staff_zone(request)))
        note = gettext(
            "One or two sentences, shown at the top of every public page: what is happening and "
            "what to do. Times are in %(zone)s."
        )
        return [(name, {**options, "description": note % {"zone": zone}}), *others]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """Until an hour from now, to the next five minutes."""
        usual = {"starts_at": None, "ends_at": next_step(timezone.now() + USUAL_LENGTH)}
        return usual | super().get_changeform_initial_data(request)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """In the zone of the event, until the page is rendered."""
        with timezone.override(staff_zone(request)):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        with timezone.override(staff_zone(request)):
            response = super().changelist_view(request, extra_context)
            return response.render() if hasattr(response, "render") else response

    def end_view(self, request: HttpRequest, key: int) -> HttpResponse:
        """Leads to the first page, where it can be undone."""
        if not self.has_full_change_permission(request):
            raise PermissionDenied
        alert, now = get_object_or_404(Alert, pk=key), timezone.now()
        if alert.is_running(now):
            alert.end(now)
            alert.save()
            messages.success(request, gettext("The alert is off the site."))
        else:
            messages.warning(request, gettext("This alert is not on the site."))
        return redirect("admin:index")

    @admin.display(description=_("when"), ordering="starts_at")
    def when(self, alert: Alert) -> str:
        start, end = timezone.localtime(alert.starts_at), timezone.localtime(alert.ends_at)
        last = f"{end:%H:%M}" if start.date() == end.date() else date_format(end, "D j N, H:i")
        return f"{date_format(start, 'D j N, H:i')}–{last}"

    @admin.display(description=_("status"))
    def state(self, alert: Alert) -> SafeString:
        now = timezone.now()
        if alert.is_running(now):
            return pill("published", pgettext("an alert", "On the site"))
        if alert.starts_at > now:
            return pill("draft", pgettext("an alert", "Planned"))
        return pill("archived", pgettext("an alert", "Over"))
