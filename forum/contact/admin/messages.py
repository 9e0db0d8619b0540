"""The list of messages, and the page on which one is read and answered."""

import secrets

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from content.text import plain_text
from forum.contact import workflow
from forum.contact.admin.actions import MessageActions
from forum.contact.admin.filters import FolderFilter
from forum.contact.admin.inlines import LetterInline, NoteInline, ReadOnlyMixin, StepInline
from forum.contact.models import Erasure, Message


class KeyField(forms.CharField):
    """Identifies a reply that is submitted twice; never counts as a change."""

    widget = forms.HiddenInput

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class MessageForm(forms.ModelForm):
    """The status, the assignee and a reply. The sender's own text has no field."""

    assigned_to = forms.ModelChoiceField(
        get_user_model().objects.filter(is_staff=True, is_active=True),
        label=_("Assigned to"),
        required=False,
    )
    reply = forms.CharField(
        label=_("Reply"),
        required=False,
        validators=[plain_text],
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_(
            "Sent to the sender when you save, with their message quoted below. A copy is kept "
            "here."
        ),
    )
    reply_key = KeyField(required=False, max_length=43)

    class Meta:
        model = Message
        fields = ["state"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["assigned_to"] = self.instance.assignee_id
        self.initial["reply_key"] = secrets.token_urlsafe(32)
        # What a colleague changed while the page was open is not a change of this user's.
        for field in ("state", "assigned_to"):
            self.fields[field].show_hidden_initial = True


@admin.register(Message)
class MessageAdmin(MessageActions, admin.ModelAdmin):
    form = MessageForm
    has_private_form = True
    inlines = (NoteInline, LetterInline, StepInline)
    list_display = ("sender", "topic", "age", "language", "state", "assignee", "reference")
    list_filter = (
        *(FolderFilter, "topic", "state", "language", "suspicion"),
        ("assignee", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("assignee",)
    search_fields = ("reference", "name", "email", "organization", "text", "notes__text")
    ordering = ("-received_at", "-pk")
    date_hierarchy = "received_at"
    readonly_fields = (
        *("reference", "name", "email", "organization", "topic", "message_text", "language"),
        *("event", "session", "suspicion", "consent_version", "consent_language"),
        *("received_at", "read_at", "purge_date"),
    )
    fieldsets = (
        (None, {"fields": ("reference", "topic", "session", "message_text")}),
        (_("From"), {"fields": ("name", "email", "organization", "language", "received_at")}),
        (_("Reply and status"), {"fields": ("reply", "reply_key", "state", "assigned_to")}),
        (
            _("Details"),
            {
                "classes": ("collapse",),
                "fields": (
                    *("event", "suspicion", "read_at"),
                    *("consent_version", "consent_language", "purge_date"),
                ),
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        """Only `erase_messages` and `purge_messages` delete, so that no slip loses a message."""
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("event", "session", "assignee")

    @admin.display(description=_("from"), ordering="name")
    def sender(self, message: Message) -> SafeString:
        if message.read_at:
            return format_html("<bdi>{}</bdi>", message.name)
        return format_html("<strong><bdi>{}</bdi> · {}</strong>", message.name, _("unread"))

    @admin.display(description=_("age"), ordering="-received_at")
    def age(self, message: Message) -> str:
        return timesince(message.received_at, depth=1)

    @admin.display(description=_("message"))
    def message_text(self, message: Message) -> SafeString:
        text = mark_safe(linebreaks(message.text, autoescape=True))  # noqa: S308  escaped there
        return format_html('<div dir="auto">{}</div>', text)

    def render_change_form(self, request: HttpRequest, context, obj=None, **options):
        """Marks the message as read."""
        if obj and request.method == "GET" and self.has_change_permission(request, obj):
            Message.objects.filter(pk=obj.pk, read_at=None).update(read_at=timezone.now())
        return super().render_change_form(request, context, obj=obj, **options)

    def save_model(self, request: HttpRequest, obj: Message, form: MessageForm, change) -> None:
        """Writes only what was changed, so that two people who save do not undo each other."""
        new_state, obj.state = obj.state, form.initial["state"]
        if text := form.cleaned_data["reply"]:
            key = form.cleaned_data["reply_key"] or secrets.token_urlsafe(32)
            workflow.reply(obj, text, author=request.user, key=key)
        if "assigned_to" in form.changed_data:
            workflow.assign(obj, to=form.cleaned_data["assigned_to"])
        if "_assign_to_me" in request.POST:
            workflow.assign_to_me(obj, request.user)
        if "state" in form.changed_data:
            workflow.set_state(obj, new_state, by=request.user)

    def save_formset(self, request: HttpRequest, form, formset, change: bool) -> None:
        for note in formset.save(commit=False):
            note.author = request.user
            note.save()


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyMixin, admin.ModelAdmin):
    list_display = ["erased_at", "reason", "messages", "mails"]
    list_filter = ["reason"]
    ordering = ["-erased_at"]
