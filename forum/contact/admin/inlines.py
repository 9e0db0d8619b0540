"""The parts of a message's page: notes, e-mails, history."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.admin.row_counts import MAX_ROWS, CountedFormSet
from forum.contact.models import Letter, Message, Note, Step


class ReadOnlyMixin:
    formset = CountedFormSet

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class NoteInline(admin.StackedInline):
    model = Note
    fields = ["text", "author", "written_at"]
    readonly_fields = ["author", "written_at"]
    formset = CountedFormSet
    extra = 1
    max_num = MAX_ROWS

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("author")

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False


class LetterInline(ReadOnlyMixin, admin.TabularInline):
    model = Letter
    fields = ["kind", "recipient", "text", "author", "written_at", "delivery"]
    readonly_fields = ["recipient", "author", "delivery"]
    ordering = ["written_at", "pk"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("author", "mail")

    @admin.display(description=_("to"))
    def recipient(self, letter: Letter) -> str:
        return letter.mail.recipients

    @admin.display(description=_("delivery"))
    def delivery(self, letter: Letter) -> str:
        return letter.mail.get_state_display()


class StepInline(ReadOnlyMixin, admin.TabularInline):
    model = Step
    fields = readonly_fields = ["state", "by", "made_at"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("by")
