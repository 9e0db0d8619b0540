"""An event with its partners, its rooms and themes, and those who belong to it as a whole."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from content.admin.base import ADDRESS, TRANSLATION_FILTERS, StaffAdmin, searched
from programme.admin.inlines import (
    ContributionInline,
    DocumentInline,
    PartnershipInline,
    RoomInline,
    TrackInline,
)
from programme.admin.status import StatusForm
from programme.admin.translation_coverage import coverage, coverage_of_the_site, totals
from programme.models import Event


@admin.register(Event)
class EventAdmin(StaffAdmin):
    form = StatusForm
    list_display = ["name", "first_day", "last_day", "status", "session_count"]
    list_filter = ["status", *TRANSLATION_FILTERS]
    search_fields = [*searched("name", "tagline"), "acronym", "slug"]
    ordering = ["-first_day", "-pk"]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "patronage", "status"]}),
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

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.coverage_view)
        whole = self.admin_site.admin_view(self.coverage_list_view)
        boards = [
            path("translations/", whole, name="programme_event_coverage_list"),
            path("<int:pk>/translations/", view, name="programme_event_coverage"),
        ]
        return [*boards, *super().get_urls()]

    def coverage_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How many texts of the event lack a language, each number a link to them."""
        event = get_object_or_404(Event, pk=pk)
        context = {"event": event, "lines": coverage(event)}
        return self._board(request, "admin/programme/event/coverage.html", context)

    def coverage_list_view(self, request: HttpRequest) -> HttpResponse:
        """The same in sum for every event, and for what belongs to none."""
        left = totals()
        events = [(event, left[event.pk]) for event in Event.objects.latest_first()]
        context = {"events": events, "lines": coverage_of_the_site()}
        return self._board(request, "admin/programme/event/coverage_list.html", context)

    def _board(self, request: HttpRequest, template: str, context: dict) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        frame = {
            **self.admin_site.each_context(request),
            "title": _("Translations"),
            "opts": self.opts,
            "languages": settings.LANGUAGES,
        }
        return render(request, template, frame | context)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        count = models.Count("sessions", distinct=True)
        return super().get_queryset(request).annotate(session_count=count)

    @admin.display(description=_("sessions"), ordering="session_count")
    def session_count(self, event: Event) -> int:
        return event.session_count
