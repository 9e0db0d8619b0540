"""Whom the site notifies, and which of its e-mails are unsent and why."""

import datetime as dt

from django.contrib import admin, messages
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.admin.digest_guard import DigestGuard
from content.admin.pills import pill
from content.admin.row_boxes import RowBoxMixin
from forum.contact import workflow
from forum.contact.admin.filters import SentFilter
from forum.contact.admin.inlines import ReadOnlyMixin
from forum.contact.models import MailState, OutgoingMail, Team

PILLS = {
    MailState.WAITING: "draft",
    MailState.REFUSED: "wait",
    MailState.SENT: "published",
    MailState.GIVEN_UP: "cancelled",
}


@admin.register(Team)
class TeamAdmin(DigestGuard):
    list_display = ["topic", "recipients"]
    has_private_form = True


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyMixin, RowBoxMixin):
    list_display = [
        *("subject", "recipients", "message", "delivery", "created_at"),
        *("failures", "next_try", "response"),
    ]
    list_select_related = ["letter__message"]
    list_display_links = None
    list_filter = [SentFilter]
    search_fields = ["recipients", "subject"]
    ordering = ["-created_at", "-pk"]
    fields = [
        *("recipients", "subject", "text", "state", "created_at"),
        *("failures", "next_try", "response", "needs_attention"),
    ]
    readonly_fields = ["text", "next_try"]
    actions = ["retry", "settle"]
    show_full_result_count = False

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("contact.change_message")

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest) -> bool:
        """Not for the text: an address with parts of it would tell a private mail by trying."""
        is_text = lookup.partition(LOOKUP_SEP)[0] == "body"
        return not is_text and super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("status"), ordering="state")
    def delivery(self, mail: OutgoingMail) -> SafeString:
        return pill(PILLS[mail.state], mail.get_state_display())

    @admin.display(description=_("text"))
    def text(self, mail: OutgoingMail) -> str:
        """Whoever reads a private mail could log in as its recipient."""
        return _("Only the recipient can read this e-mail.") if mail.is_private else mail.body

    @admin.display(description=_("message"))
    def message(self, mail: OutgoingMail) -> SafeString | None:
        if not hasattr(mail, "letter"):
            return None
        message = mail.letter.message
        address = reverse("admin:contact_message_change", args=[message.pk])
        return format_html('<a href="{}">{}</a>', address, message.reference)

    @admin.display(description=_("next try"))
    def next_try(self, mail: OutgoingMail) -> dt.datetime | None:
        is_scheduled = mail.failures and mail.state in {MailState.WAITING, MailState.REFUSED}
        return mail.due_at if is_scheduled else None

    @admin.action(description=_("Try again now"), permissions=["retry"])
    def retry(self, request: HttpRequest, rows: models.QuerySet) -> None:
        report_retried(request, workflow.retry(rows, by=request.user))

    @admin.action(description=_("Mark as dealt with"), permissions=["retry"])
    def settle(self, request: HttpRequest, rows: models.QuerySet) -> None:
        count = rows.settle()
        done = ngettext(
            "%(count)s e-mail is no longer reported as undelivered.",
            "%(count)s e-mails are no longer reported as undelivered.",
            count,
        )
        messages.success(request, done % {"count": count})


def report_retried(request: HttpRequest, count: int) -> None:
    done = ngettext("%d e-mail will be tried again.", "%d e-mails will be tried again.", count)
    messages.success(request, done % count)
