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
    """The folders of the inbox, as tabs with counts and links to share: `?folder=unread`."""

    is_tabs = True
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

    def __init__(self, request: HttpRequest, params, model, model_admin: admin.ModelAdmin):
        super().__init__(request, params, model, model_admin)
        self.count = lambda: _count(_folders(model.objects.all(), request))

    def choices(self, changelist) -> list[dict]:
        """Counted here, as the list beside a message shows no folders."""
        names = ["", *(name for name, _label in self.lookup_choices)]
        choices, counts = zip(super().choices(changelist), names, strict=True), self.count()
        return [choice | {"count": counts[name]} for choice, name in choices]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        folders = _folders(rows, request)
        return folders.get(self.value() or "", folders[""])


def _folders(rows: models.QuerySet, request: HttpRequest) -> dict[str, models.QuerySet]:
    """The messages of each folder; the first one is shown where the address names none."""
    return {
        "": rows.not_spam(),
        "unread": rows.unread(),
        "awaiting": rows.awaiting_reply(),
        "mine": rows.filter(assignee=request.user),
        "unassigned": rows.awaiting_reply().filter(assignee=None),
        "suspected": rows.suspected_spam(),
        "spam": rows.spam(),
        "all": rows.all(),
    }


def _count(folders: dict[str, models.QuerySet]) -> dict[str, int]:
    """In one query."""
    counts = {
        f"in_{name}": models.Count("pk", filter=models.Q(pk__in=rows.order_by().values("pk")))
        for name, rows in folders.items()
    }
    found = folders["all"].order_by().aggregate(**counts)
    return {name: found[f"in_{name}"] for name in folders}


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
