"""Filters beside the lists; each shows what staff need most before anything is chosen."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from forum.contact.models import MailState


class DefaultedFilter(admin.SimpleListFilter):
    """Gives the first choice, made when the address names none, a name of its own."""

    default_label: str

    def choices(self, changelist) -> list[dict]:
        first, *others = super().choices(changelist)
        return [first | {"display": self.default_label}, *others]


class FolderFilter(DefaultedFilter):
    """The folders of the inbox, as links to share: `?folder=unread`."""

    title = _("folder")
    parameter_name = "folder"
    default_label = _("Everything except spam")

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [
            ("unread", _("Unread")),
            ("awaiting", _("Awaiting reply")),
            ("mine", _("Assigned to me")),
            ("unassigned", _("Unassigned")),
            ("suspected", _("Suspected spam")),
            ("spam", _("All spam")),
            ("all", _("Everything")),
        ]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        folders = {
            "unread": rows.unread,
            "awaiting": rows.awaiting_reply,
            "mine": lambda: rows.filter(assignee=request.user),
            "unassigned": lambda: rows.awaiting_reply().filter(assignee=None),
            "suspected": rows.suspected_spam,
            "spam": rows.spam,
            "all": rows.all,
        }
        return folders.get(self.value(), rows.not_spam)()


class SentFilter(DefaultedFilter):
    title = _("status")
    parameter_name = "sent"
    default_label = _("unsent")

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [
            ("attention", _("needs attention")),
            ("failed", _("failed")),
            ("yes", _("sent")),
            ("all", _("all")),
        ]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        chosen = {
            "attention": rows.needing_attention(),
            "failed": rows.given_up(),
            "yes": rows.filter(state=MailState.SENT),
            "all": rows,
        }
        return chosen.get(self.value(), rows.unsent())
