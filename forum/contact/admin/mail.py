"""Whom the site notifies, and which of its e-mails are unsent and why."""

import datetime as dt

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.contact.admin.filters import SentFilter
from forum.contact.admin.inlines import ReadOnlyMixin
from forum.contact.models import MailState, OutgoingMail, Team


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    list_display = ["topic", "recipients"]
    has_private_form = True


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyMixin, admin.ModelAdmin):
    list_display = [
        *("subject", "recipients", "state", "created_at"),
        *("failures", "next_try", "response"),
    ]
    list_display_links = None
    list_filter = [SentFilter]
    search_fields = ["recipients", "subject"]
    ordering = ["-created_at", "-pk"]
    actions = ["retry"]
    show_full_result_count = False

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("contact.change_message")

    @admin.display(description=_("next try"))
    def next_try(self, mail: OutgoingMail) -> dt.datetime | None:
        is_scheduled = mail.failures and mail.state in {MailState.WAITING, MailState.REFUSED}
        return mail.due_at if is_scheduled else None

    @admin.action(description=_("Try again now"), permissions=["retry"])
    def retry(self, request: HttpRequest, rows: models.QuerySet) -> None:
        count = rows.retry_now()
        done = ngettext("%d e-mail will be tried again.", "%d e-mails will be tried again.", count)
        messages.success(request, done % count)
