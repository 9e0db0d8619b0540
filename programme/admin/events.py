"""Events with their partners, people, rooms, themes and documents; their translation coverage."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from content.admin.base import ADDRESS_FIELDSET, StaffAdmin, search_columns
from content.admin.filters import TRANSLATION_FILTERS
from content.admin.last_change import LastChangeMixin
from content.admin.layout import beside, fold
from content.admin.pills import status
from content.admin.thumbnails import thumbnail_column
from content.saving import save_all
from programme.admin.conflict_form import EventConflictsForm, EventConflictsMixin
from programme.admin.current_event import EventSwitch, edition_name, event_switch, work_on
from programme.admin.duplication.page import duplicate_event
from programme.admin.event_choice import choose_event
from programme.admin.event_form import MovingEventForm
from programme.admin.event_times import (
    REGISTRATION_FOLD,
    EventTimesMixin,
    RegistrationTimesMixin,
)
from programme.admin.filters import SessionCountMixin
from programme.admin.imports.page import import_programme, import_template
from programme.admin.inlines import (
    DocumentInline,
    PartnershipInline,
    RoomInline,
    TrackInline,
)
from programme.admin.participants.inline import EventPeopleInline
from programme.admin.plans.postponing import postpone_event
from programme.admin.previews import OffersPreview, preview_page
from programme.admin.publishing import publish_page
from programme.admin.translation_coverage import coverage_totals, event_coverage, site_coverage
from programme.admin.zone_choice import CityChoice
from programme.models import Event

PICTURE = thumbnail_column(Event._meta.get_field("picture"))


class EventForm(RegistrationTimesMixin, EventConflictsForm, MovingEventForm):
    pass


@admin.register(Event)
class EventAdmin(
    EventTimesMixin,
    EventConflictsMixin,
    OffersPreview,
    SessionCountMixin,
    LastChangeMixin,
    StaffAdmin,
):
    form = EventForm
    event_path = "pk"
    empty_note = _("An event is one forum with its days, place and programme.")
    list_display = [PICTURE, "name", "first_day", "last_day", status, "session_count"]
    list_display_links = ["name"]
    list_filter = ["status", *TRANSLATION_FILTERS]
    search_fields = [*search_columns("name", "tagline"), "acronym", "slug"]
    ordering = ["-first_day", "-pk"]
    fieldsets = [
        (
            _("Name, days and place"),
            {
                "fields": [
                    "name",
                    ("first_day", "last_day", "time_zone"),
                    "sessions_keep",
                    "venue_name",
                ]
            },
        ),
        beside(_("Publication"), ["status", "is_full"]),
        (None, {"fields": ["introduction"]}),
        fold(
            "names",
            _("Short name, tagline, patronage"),
            ["short_name", "tagline", "patronage"],
        ),
        fold("picture", _("Picture"), ["picture", ("picture_focus_x", "picture_focus_y")]),
        fold(
            "place",
            _("Address, way and stream"),
            ["attendance_mode", "address", "directions", "plan", ("map_url", "stream_url")],
        ),
        REGISTRATION_FOLD,
        fold("address", ADDRESS_FIELDSET[0], [("slug", "acronym")]),
    ]
    inlines = [PartnershipInline, EventPeopleInline, RoomInline, TrackInline, DocumentInline]
    asks_for_name = True

    def formfield_for_dbfield(self, db_field, request, **options):
        if db_field.name == "time_zone":
            options["widget"] = CityChoice
        return super().formfield_for_dbfield(db_field, request, **options)

    def has_status_permission(self, request: HttpRequest) -> bool:
        return self.has_full_change_permission(request)

    def get_fieldsets(self, request: HttpRequest, obj: Event | None = None) -> list:
        """What sessions keep is asked only of those who may move them."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and self.has_full_change_permission(request):
            return fieldsets
        return [
            (name, {**options, "fields": [f for f in options["fields"] if f != "sessions_keep"]})
            for name, options in fieldsets
        ]

    def save_model(self, request: HttpRequest, obj: Event, form: EventForm, change: bool) -> None:
        """Whoever adds an event goes on with its rooms and sessions."""
        super().save_model(request, obj, form, change)
        if not change:
            work_on(request, obj)
        if form.moved:
            save_all(form.moved)
            self.message_user(request, form.moved_note)

    def get_switch(self, request: HttpRequest) -> EventSwitch:
        return event_switch(request)

    def choice_label(self, request: HttpRequest, row: Event) -> str:
        return edition_name(row)

    def get_urls(self) -> list:
        all_events = self.admin_site.admin_view(self.coverage_list_view)
        one_event = self.admin_site.admin_view(self.coverage_view)
        preview = self.admin_site.admin_view(self.preview_view)
        publish = self.admin_site.admin_view(publish_page)
        own_urls = [
            path(
                "<int:pk>/postpone/",
                self.admin_site.admin_view(postpone_event),
                name="programme_event_postpone",
            ),
            path(
                "<int:pk>/duplicate/",
                self.admin_site.admin_view(duplicate_event),
                name="programme_event_duplicate",
            ),
            path(
                "<int:pk>/import/",
                self.admin_site.admin_view(import_programme),
                name="programme_event_import",
            ),
            path(
                "programme.xlsx",
                self.admin_site.admin_view(import_template),
                name="programme_event_template",
            ),
            path("choose/", self.admin_site.admin_view(choose_event), name="choose_event"),
            path("translations/", all_events, name="programme_event_coverage_list"),
            path("<int:pk>/translations/", one_event, name="programme_event_coverage"),
            path("<int:pk>/preview/", preview, name="programme_preview"),
            path("<int:pk>/publish/", publish, name="programme_event_publish"),
        ]
        return [*own_urls, *super().get_urls()]

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return preview_page(request, self, pk)

    def coverage_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The translation coverage of an event, text by text."""
        event = get_object_or_404(Event, pk=pk)
        context = {"event": event, "rows": event_coverage(event)}
        return self._render_coverage(request, "admin/programme/event/coverage.html", context)

    def coverage_list_view(self, request: HttpRequest) -> HttpResponse:
        """The total coverage of each event, and that of texts outside events."""
        totals = coverage_totals()
        events = [(event, totals[event.pk]) for event in Event.objects.latest_first()]
        context = {"events": events, "rows": site_coverage()}
        return self._render_coverage(request, "admin/programme/event/coverage_list.html", context)

    def _render_coverage(self, request: HttpRequest, template: str, context: dict) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        base_context = {
            **self.admin_site.each_context(request),
            "title": _("Translations"),
            "opts": self.opts,
            "languages": settings.LANGUAGES,
        }
        return render(request, template, base_context | context)
