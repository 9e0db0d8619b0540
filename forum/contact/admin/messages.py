"""The inbox: a list of messages, and the page on which one is read and answered."""

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

from forum.contact import handling, letters
from forum.contact.admin.actions import MessageActions
from forum.contact.admin.boxes import Box
from forum.contact.admin.reading import ReadOnly
from forum.contact.models import Letter, Message, Note, Step
from speakers.texts import plain_text


class KeyField(forms.CharField):
    """Knows an answer that is sent twice; it is no change of its own."""

    widget = forms.HiddenInput

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class MessageForm(forms.ModelForm):
    """What staff decide of a message, and the answer they write: its own words are no fields."""

    assigned_to = forms.ModelChoiceField(
        get_user_model().objects.filter(is_staff=True, is_active=True),
        label=_("Assigned to"),
        required=False,
    )
    answer = forms.CharField(
        label=_("Answer"),
        required=False,
        validators=[plain_text],
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_(
            "Mailed to the sender when you save, with their message below it. It is kept here."
        ),
    )
    answer_key = KeyField(required=False, max_length=43)

    class Meta:
        model = Message
        fields = ["state"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.initial["assigned_to"] = self.instance.assignee_id
        self.initial["answer_key"] = secrets.token_urlsafe(32)
        # What a colleague decided while the page lay open is no change of whoever saves it.
        for field in ("state", "assigned_to"):
            self.fields[field].show_hidden_initial = True


class NoteInline(admin.StackedInline):
    model = Note
    fields = ["text", "author", "written_at"]
    readonly_fields = ["author", "written_at"]
    extra = 1

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("author")

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False


class LetterInline(ReadOnly, admin.TabularInline):
    model = Letter
    fields = ["kind", "text", "author", "written_at", "sending"]
    readonly_fields = ["author", "sending"]
    ordering = ["written_at", "pk"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("author", "mail")

    @admin.display(description=_("sending"))
    def sending(self, letter: Letter) -> str:
        return letter.mail.get_state_display()


class StepInline(ReadOnly, admin.TabularInline):
    model = Step
    fields = readonly_fields = ["state", "by", "made_at"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related("by")


@admin.register(Message)
class MessageAdmin(MessageActions, admin.ModelAdmin):
    """Staff read a message, take it on, answer it, and note what came of it; its words stay."""

    form = MessageForm
    inlines = (NoteInline, LetterInline, StepInline)
    list_display = ("sender", "topic", "age", "language", "state", "assignee", "reference")
    list_filter = (
        *(Box, "topic", "state", "language", "suspicion"),
        ("assignee", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("assignee",)
    search_fields = ("reference", "name", "email", "organization", "text", "notes__text")
    ordering = ("-received_at", "-pk")
    date_hierarchy = "received_at"
    readonly_fields = (
        *("reference", "name", "email", "organization", "topic", "words", "language"),
        *("event", "session", "suspicion", "consent_version", "consent_language"),
        *("received_at", "read_at", "purge_date"),
    )
    fieldsets = (
        (None, {"fields": ("reference", "topic", "session", "words")}),
        (_("From"), {"fields": ("name", "email", "organization", "language", "received_at")}),
        (_("What comes of it"), {"fields": ("answer", "answer_key", "state", "assigned_to")}),
        (
            _("Record"),
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
        """Nothing is lost by a slip; `erase_messages` and `purge_messages` delete."""
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
    def words(self, message: Message) -> SafeString:
        text = mark_safe(linebreaks(message.text, autoescape=True))  # noqa: S308  escaped there
        return format_html('<div dir="auto">{}</div>', text)

    def render_change_form(self, request: HttpRequest, context, obj=None, **options):
        """Who opens a message has read it."""
        if obj and request.method == "GET" and self.has_change_permission(request, obj):
            Message.objects.filter(pk=obj.pk, read_at=None).update(read_at=timezone.now())
        return super().render_change_form(request, context, obj=obj, **options)

    def save_model(self, request: HttpRequest, obj: Message, form: MessageForm, change) -> None:
        """Write what was changed and nothing else, so that two who save undo nothing."""
        wanted, obj.state = obj.state, form.initial["state"]
        if answer := form.cleaned_data["answer"]:
            key = form.cleaned_data["answer_key"] or secrets.token_urlsafe(32)
            letters.reply(obj, answer, author=request.user, key=key)
        if "assigned_to" in form.changed_data:
            handling.give(obj, to=form.cleaned_data["assigned_to"])
        if "_take" in request.POST:
            handling.take_on(obj, by=request.user)
        if "state" in form.changed_data:
            handling.move(obj, wanted, by=request.user)

    def save_formset(self, request: HttpRequest, form, formset, change: bool) -> None:
        for note in formset.save(commit=False):
            note.author = request.user
            note.save()
