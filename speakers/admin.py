from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.admin.base import ADDRESS, TRANSLATION_FILTERS, EventFilter, StaffAdmin
from speakers.models import Organization, Speaker


@admin.register(Organization)
class OrganizationAdmin(StaffAdmin):
    list_display = ["name", "acronym", "kind", "country"]
    list_filter = [
        EventFilter,
        "kind",
        ("country", admin.AllValuesFieldListFilter),
        *TRANSLATION_FILTERS,
    ]
    search_fields = ["slug"]
    ordering = ["name_en", "pk"]
    fieldsets = [
        (None, {"fields": ["name", "acronym", "kind", "country", "website"]}),
        (_("Texts and logo"), {"fields": ["description", "logo"]}),
        ADDRESS,
    ]


@admin.register(Speaker)
class SpeakerAdmin(StaffAdmin):
    list_display = ["name", "function", "organization", "session_count"]
    list_filter = [
        EventFilter,
        "contributions__role",
        ("country", admin.AllValuesFieldListFilter),
        *TRANSLATION_FILTERS,
    ]
    list_select_related = ["organization"]
    search_fields = ["sort_key", "slug"]
    autocomplete_fields = ["organization"]
    ordering = ["sort_key", "pk"]
    fieldsets = [
        (None, {"fields": ["honorific", "name", "sort_key"]}),
        (_("Post"), {"fields": ["function", "organization", "country"]}),
        (_("About"), {"fields": ["biography", "links"]}),
        (_("Photo"), {"fields": ["photo", ("photo_focus_x", "photo_focus_y")]}),
        (_("For staff only"), {"classes": ["collapse"], "fields": ["email", "notes"]}),
        ADDRESS,
    ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        count = models.Count("contributions__session", distinct=True)
        return super().get_queryset(request).annotate(session_count=count)

    @admin.display(description=_("sessions"), ordering="session_count")
    def session_count(self, speaker: Speaker) -> int:
        return speaker.session_count
