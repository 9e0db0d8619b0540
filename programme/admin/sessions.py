"""Sessions with their people and documents; times are in the zone of the event."""

import datetime as dt
import zoneinfo
from typing import ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.base import ADDRESS_FIELDSET, StaffAdmin
from content.admin.filters import TRANSLATION_FILTERS
from content.admin.last_change import LastChangeMixin
from content.translations import join_list
from programme.admin.actions import SESSION_ACTIONS
from programme.admin.clock_fields import ClockField, resolve_ambiguous_times
from programme.admin.inlines import ContributionInline, DocumentInline
from programme.admin.status import StatusForm
from programme.models import Event, Session
from programme.zones import in_words


def _zone_note(session: Session | None) -> str:
    """Which time zone the form uses; a new session has no event yet."""
    if session is None:
        return gettext("Times are in the time zone of the event.")
    moment = session.starts_at or dt.datetime.combine(session.event.first_day, dt.time(12), dt.UTC)
    zone = in_words(timezone.localtime(moment, session.event.zone))
    return gettext("Times are in the time zone of the event: %(zone)s.") % {"zone": zone}


class SessionForm(StatusForm):
    cleared_with_status = ("cancellation_reason",)

    def clean(self):
        super().clean()
        resolve_ambiguous_times(self, start="starts_at", end="ends_at")


@admin.register(Session)
class SessionAdmin(LastChangeMixin, StaffAdmin):
    form = SessionForm
    formfield_overrides: ClassVar = {models.DateTimeField: {"form_class": ClockField}}
    list_display = ["title", "when", "room", "section", "status", "people"]
    list_filter = ["event", "status", "kind", "section", "room", *TRANSLATION_FILTERS]
    list_select_related = ["event", "room", "section"]
    search_fields = ["slug"]
    autocomplete_fields = ["event", "section", "room", "track"]
    ordering = ["-event__first_day", "event", "starts_at", "section__position", "position", "pk"]
    inlines = [ContributionInline, DocumentInline]
    actions = SESSION_ACTIONS

    fieldsets = [
        (None, {"fields": ["event", "section", "title", "kind"]}),
        (
            _("When and where"),
            {"fields": [("starts_at", "ends_at"), "room", "position", "is_plenary", "is_full"]},
        ),
        (_("Publication"), {"fields": ["status", "cancellation_reason"]}),
        (_("Texts"), {"fields": ["abstract", "track"]}),
        (
            _("Languages and access"),
            {
                "classes": ["collapse"],
                "fields": [
                    "attendance_mode",
                    "stream_url",
                    "languages",
                    "interpretation_languages",
                    ("has_sign_language", "has_captions"),
                ],
            },
        ),
        ADDRESS_FIELDSET,
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Session | None = None) -> list:
        name, options = (fieldsets := super().get_fieldsets(request, obj))[1]
        fieldsets[1] = (name, {**options, "description": _zone_note(obj)})
        return fieldsets

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).prefetch_related("contributions__speaker")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with timezone.override(_zone(request, object_id)):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return _render_now(response)

    @admin.display(description=_("when"), ordering="starts_at")
    def when(self, session: Session) -> str:
        if not session.starts_at:
            return "–"
        start = timezone.localtime(session.starts_at, session.event.zone)
        end = timezone.localtime(session.ends_at, session.event.zone)
        return f"{date_format(start, 'D j M Y')}, {start:%H:%M}–{end:%H:%M}"

    @admin.display(description=_("people"))
    def people(self, session: Session) -> str:
        return join_list(str(part.speaker) for part in session.contributions.all())


def _zone(request: HttpRequest, object_id: str | None) -> dt.tzinfo:
    """The zone of the event in the submitted form, else of the session, else the current one."""
    events = Event.objects.all()
    for lookup in ({"pk": request.POST.get("event")}, {"sessions__pk": object_id}):
        value = str(next(iter(lookup.values())) or "")
        if value.isdecimal() and (event := events.filter(**lookup).first()):
            return event.zone
    current = events.current(timezone.now())
    return current.zone if current else zoneinfo.ZoneInfo("Africa/Casablanca")


def _render_now(response: HttpResponse) -> HttpResponse:
    """Render a template response while the event's time zone is active."""
    return response.render() if hasattr(response, "render") else response
