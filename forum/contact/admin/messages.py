"""The list of messages, and the page on which one is read and answered."""

import secrets
from types import MappingProxyType

from django.contrib import admin
from django.db import models
from django.db.models import Case, When
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _

from content.admin.pills import pill
from content.admin.row_boxes import RowBoxMixin
from content.dates import date_format
from forum.contact import workflow
from forum.contact.admin.actions import MessageActions
from forum.contact.admin.beside import messages_beside
from forum.contact.admin.conflicts import Snapshot
from forum.contact.admin.delivery import delivery_notices
from forum.contact.admin.filters import FolderFilter
from forum.contact.admin.inlines import LetterInline, NoteInline, ReadOnlyMixin, StepInline
from forum.contact.admin.mail import report_retried
from forum.contact.admin.message_form import MessageForm
from forum.contact.admin.reply_templates import language_name
from forum.contact.admin.unread import unread_messages
from forum.contact.admin.waiting import inbox_lines, undelivered_lines
from forum.contact.admin.writers import WritersMixin
from forum.contact.models import Erasure, Message, MessageState, OutgoingMail, Writing

WAITING_SINCE = Case(When(state__in=workflow.AWAITING_REPLY, then="received_at"))
"""The list begins with what has waited longest for a reply."""
STAYING = {"_assign_to_me", "_not_spam", "_send_again"}
SENDER = ("name", "email", "organization", "language_name", "received", "topic", "session")
MAY_BE_EMPTY = {"organization", "session"}
HIDDEN = ("reply_key", "digest", "seen")
PILLS = {
    MessageState.NEW: "wait",
    MessageState.IN_PROGRESS: "draft",
    MessageState.ANSWERED: "published",
    MessageState.SPAM: "cancelled",
}


@admin.register(Message)
class MessageAdmin(MessageActions, WritersMixin, RowBoxMixin):
    class Media:
        js = (Script("js/admin/reply-template.js", type="module"),)

    form = MessageForm
    has_private_form = True
    inlines = (NoteInline, LetterInline, StepInline)
    list_display = (
        *("sender", "opening", "topic", "age", "language_name"),
        *("status", "assignee", "reference"),
    )
    list_filter = (
        *(FolderFilter, "topic", "state", "language", "suspicion"),
        ("assignee", admin.RelatedOnlyFieldListFilter),
        "received_at",
    )
    list_select_related = ("assignee",)
    search_fields = ("reference", "name", "email", "organization", "text", "notes__text")
    ordering = (WAITING_SINCE.asc(nulls_last=True), "-received_at", "-pk")
    find_filters = MappingProxyType({"folder": "all"})
    readonly_fields = (
        *("reference", "name", "email", "organization", "topic", "message_text", "language_name"),
        *("event", "session", "suspicion", "consent_version", "consent_language"),
        *("received", "read_at", "purge_date"),
    )
    fieldsets = (
        (None, {"fields": (SENDER, "message_text")}),
        (_("Reply"), {"classes": ("message-reply",), "fields": ("reply", *HIDDEN)}),
        (_("Status"), {"fields": (("state", "assigned_to"),)}),
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

    def rail_count(self, request: HttpRequest) -> int:
        """The number beside the inbox on every page."""
        return unread_messages(request).count

    def waiting_lines(self, request: HttpRequest) -> list[tuple[str, str]]:
        """For the first page."""
        return inbox_lines(request)

    def find_facts(self, message: Message) -> list[str]:
        """For the search of the rail, which finds spam too: some is taken for it by mistake."""
        received = date_format(timezone.localtime(message.received_at), "j F Y")
        state = message.get_state_display()
        return [received, message.get_topic_display(), state, message.reference]

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
        return format_html(
            '<strong class="unread" title="{1}"><bdi>{0}</bdi>'
            '<span class="visually-hidden"> · {1}</span></strong>',
            message.name,
            _("unread"),
        )

    @admin.display(description=_("message"))
    def opening(self, message: Message) -> str:
        return message.opening

    @admin.display(description=_("status"), ordering="state")
    def status(self, message: Message) -> SafeString:
        return pill(PILLS.get(message.state, message.state), message.get_state_display())

    @admin.display(description=_("age"), ordering="-received_at")
    def age(self, message: Message) -> str:
        return timesince(message.received_at, depth=1)

    @admin.display(description=_("message"))
    def message_text(self, message: Message) -> SafeString:
        """In one line of HTML: the admin makes a break of each end of a line."""
        html = linebreaks(message.text, autoescape=True).replace("\n", "")
        text = mark_safe(html)  # noqa: S308  escaped there
        return format_html('<div dir="auto">{}</div>', text)

    @admin.display(description=_("language"), ordering="language")
    def language_name(self, message: Message) -> str:
        return language_name(message.language)

    @admin.display(description=_("received"))
    def received(self, message: Message) -> str:
        return date_format(timezone.localtime(message.received_at), "j F Y, H:i")

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        context = {"undelivered": undelivered_lines(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_fieldsets(self, request: HttpRequest, obj: Message | None = None) -> list:
        """Without the fields of the sender that are empty."""
        (title, options), *others = super().get_fieldsets(request, obj)
        empty = {name for name in MAY_BE_EMPTY if not getattr(obj, name, None)}
        rows = [_without(empty, row) for row in options["fields"]]
        return [(title, {**options, "fields": rows}), *others]

    def get_form(self, request: HttpRequest, obj: Message | None = None, **options) -> type:
        form = super().get_form(request, obj, **options)
        form.user = request.user  # a class made for this request
        return form

    def render_change_form(self, request: HttpRequest, context, obj=None, **options):
        """Marks the message as read."""
        if obj and request.method == "GET" and self.has_change_permission(request, obj):
            Message.objects.filter(pk=obj.pk, read_at=None).update(read_at=timezone.now())
        context["delivery_notices"] = delivery_notices(obj)
        context["is_mine"] = obj.assignee_id == request.user.pk
        context["beside"] = messages_beside(self, request, obj)
        return super().render_change_form(request, context, obj=obj, **options)

    def save_model(self, request: HttpRequest, obj: Message, form: MessageForm, change) -> None:
        """Writes only what this user changed, to the row that the form has locked."""
        message, chosen = form.stored, form.cleaned_data
        if text := chosen["reply"]:
            key = chosen["reply_key"] or secrets.token_urlsafe(32)
            workflow.reply(message, text, author=request.user, key=key)
        Writing.objects.finish(message, request.user)
        if "assigned_to" in form.changed_data:
            workflow.assign(message, to=chosen["assigned_to"])
        if form.takes_it:
            workflow.assign_to_me(message, request.user)
        if form.clears_spam:
            workflow.clear_of_spam(message, by=request.user)
        if form.new_state:
            workflow.set_state(message, form.new_state, by=request.user)
        if mail := form.data.get("_send_again"):
            _send_again(request, message, mail)

    def response_change(self, request: HttpRequest, obj: Message) -> HttpResponse:
        """Whoever takes on a message wants to read and answer it: they stay on its page."""
        if request.POST.keys() & STAYING:
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    def save_formset(self, request: HttpRequest, form, formset, change: bool) -> None:
        """A note that is submitted twice with its form is stored once."""
        unseen = Snapshot.of(form.stored).unseen_notes(form.cleaned_data["seen"])
        written = {(note.author, note.text) for note in unseen}
        for note in formset.save(commit=False):
            note.author = request.user
            if (note.author, note.text) not in written:
                note.save()


def _without(empty: set[str], row: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return row if isinstance(row, str) else tuple(name for name in row if name not in empty)


def _send_again(request: HttpRequest, message: Message, mail: str) -> None:
    """Nothing is sent twice if a colleague was faster or the mail has left meanwhile."""
    unsent = message.letters.unsent().values_list("mail", flat=True)
    mails = OutgoingMail.objects.filter(pk__in=[pk for pk in unsent if str(pk) == mail])
    report_retried(request, workflow.retry(mails, by=request.user))


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyMixin, admin.ModelAdmin):
    change_form_template = "admin/contact/read_only.html"
    list_display = ["erased_at", "reason", "messages", "mails"]
    list_filter = ["reason"]
    ordering = ["-erased_at"]
