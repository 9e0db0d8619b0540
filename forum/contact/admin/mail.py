"""The mail queue: which mail is unsent and why, with a way to retry it."""

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.contact.admin.reading import ReadOnly
from forum.contact.models import MailState, OutgoingMail


class SentFilter(admin.SimpleListFilter):
    """Shows unsent mail by default."""

    title = _("state")
    parameter_name = "sent"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("failed", _("given up")), ("yes", _("sent")), ("all", _("all"))]

    def choices(self, changelist) -> list[dict]:
        first, *others = super().choices(changelist)
        return [first | {"display": _("unsent")}, *others]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        chosen = {
            "failed": rows.filter(state=MailState.GIVEN_UP),
            "yes": rows.filter(state=MailState.SENT),
            "all": rows,
        }
        return chosen.get(self.value(), rows.unsent())


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnly, admin.ModelAdmin):
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
    def next_try(self, mail: OutgoingMail):
        is_scheduled = mail.failures and mail.state in {MailState.WAITING, MailState.REFUSED}
        return mail.due_at if is_scheduled else None

    @admin.action(description=_("Try again now"), permissions=["retry"])
    def retry(self, request: HttpRequest, rows: models.QuerySet) -> None:
        count = rows.retry_now()
        done = ngettext("%d mail will be tried again.", "%d mails will be tried again.", count)
        messages.success(request, done % count)
