"""The mail queue: what was not sent, why, and a way to try again.

It stands in place of the queue's own pages, which would send a mail within the request, and a
second time if one asked.
"""

import post_office.admin  # noqa: F401  registers what is taken away below
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from post_office.models import STATUS, Attachment, Email, EmailTemplate, Log

from forum.contact.admin.reading import ReadOnly
from forum.contact.models import QueuedMail

for model in (Attachment, Email, EmailTemplate, Log):
    admin.site.unregister(model)


class Sent(admin.SimpleListFilter):
    """What is unsent, until something else is asked for."""

    title = _("state")
    parameter_name = "sent"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("failed", _("given up")), ("yes", _("sent")), ("all", _("all"))]

    def choices(self, changelist) -> list[dict]:
        first, *others = super().choices(changelist)
        return [first | {"display": _("unsent")}, *others]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        chosen = {"failed": rows.filter(status=STATUS.failed), "all": rows}
        chosen["yes"] = rows.filter(status=STATUS.sent)
        return chosen.get(self.value(), rows.unsent())


@admin.register(QueuedMail)
class QueuedMailAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["subject", "recipients", "state", "created", "failures", "next_try", "said"]
    list_display_links = None
    list_filter = [Sent]
    search_fields = ["to", "subject"]
    ordering = ["-created", "-pk"]
    actions = ["try_again"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).prefetch_related("logs")

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("contact.change_message")

    @admin.display(description=_("to"))
    def recipients(self, mail: QueuedMail) -> str:
        return ", ".join(mail.to)

    @admin.display(description=_("state"), ordering="status")
    def state(self, mail: QueuedMail) -> str:
        return mail.state

    @admin.display(description=_("failures"))
    def failures(self, mail: QueuedMail) -> int:
        return mail.number_of_retries or 0

    @admin.display(description=_("next try"))
    def next_try(self, mail: QueuedMail):
        return mail.scheduled_time if mail.status == STATUS.requeued else None

    @admin.display(description=_("the server said"))
    def said(self, mail: QueuedMail) -> str:
        return next((log.message for log in mail.logs.all()), "")

    @admin.action(description=_("Try again now"), permissions=["retry"])
    def try_again(self, request: HttpRequest, rows: models.QuerySet) -> None:
        count = rows.try_again()
        done = ngettext("%d mail will be tried again.", "%d mails will be tried again.", count)
        messages.success(request, done % count)
