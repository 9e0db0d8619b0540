"""An event with its partners, its rooms and themes, and those who belong to it as a whole."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programme.admin.inlines import (
    ContributionInline,
    DocumentInline,
    PartnershipInline,
    RoomInline,
    TrackInline,
)
from programme.models import Event
from speakers.staff_admin import ADDRESS, StaffAdmin, searched


@admin.register(Event)
class EventAdmin(StaffAdmin):
    list_display = ["name", "first_day", "last_day", "status", "session_count"]
    list_filter = ["status"]
    search_fields = [*searched("name", "theme"), "acronym", "slug"]
    ordering = ["-first_day", "-pk"]
    fieldsets = [
        (None, {"fields": ["name", "theme", "patronage", "status"]}),
        (_("When"), {"fields": [("first_day", "last_day"), "time_zone"]}),
        (
            _("Where"),
            {
                "fields": [
                    "attendance_mode",
                    "venue_name",
                    "address",
                    "directions",
                    "map_url",
                    "stream_url",
                ]
            },
        ),
        (_("Texts and picture"), {"fields": ["introduction", "picture"]}),
        (ADDRESS[0], {"classes": ["collapse"], "fields": ["slug", "acronym"]}),
    ]
    inlines = [PartnershipInline, ContributionInline, RoomInline, TrackInline, DocumentInline]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        count = models.Count("sessions", distinct=True)
        return super().get_queryset(request).annotate(session_count=count)

    @admin.display(description=_("sessions"), ordering="session_count")
    def session_count(self, event: Event) -> int:
        return event.session_count
