from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from forum.contact.models import Desk, Message


@admin.register(Desk)
class DeskAdmin(admin.ModelAdmin):
    list_display = ["topic", "recipients"]


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """Staff read a message, say who takes it on and note what came of it; its words stay."""

    list_display = ["name", "topic", "state", "language", "assignee", "received_at"]
    list_filter = ["state", "topic", "language", "assignee"]
    list_select_related = ["assignee"]
    search_fields = ["reference", "name", "email", "organization", "text"]
    autocomplete_fields = ["assignee"]
    ordering = ["-received_at", "-pk"]
    date_hierarchy = "received_at"
    readonly_fields = [
        "reference",
        "name",
        "email",
        "organization",
        "topic",
        "text",
        "language",
        "event",
        "session",
        "suspicion",
        "consent_version",
        "consent_language",
        "received_at",
    ]
    fieldsets = [
        (None, {"fields": ["reference", "topic", "text"]}),
        (_("From"), {"fields": ["name", "email", "organization", "language", "received_at"]}),
        (_("What comes of it"), {"fields": ["state", "assignee"]}),
        (
            _("Record"),
            {
                "classes": ["collapse"],
                "fields": [
                    "event",
                    "session",
                    "suspicion",
                    "consent_version",
                    "consent_language",
                    "purge_date",
                ],
            },
        ),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
