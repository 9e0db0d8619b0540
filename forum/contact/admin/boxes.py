"""The saved filters of the inbox: links beside the list."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from forum.contact.models import MessageState


class Box(admin.SimpleListFilter):
    """Everything but spam, until something else is asked for: `?box=unread`."""

    title = _("box")
    parameter_name = "box"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [
            ("unread", _("Unread")),
            ("open", _("To be answered")),
            ("mine", _("Mine")),
            ("free", _("Taken on by nobody")),
            ("suspected", _("Suspected spam")),
            ("spam", _("All spam")),
            ("all", _("Everything")),
        ]

    def choices(self, changelist) -> list[dict]:
        first, *others = super().choices(changelist)
        return [first | {"display": _("Everything but spam")}, *others]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        boxes = {
            "unread": rows.unread,
            "open": rows.open,
            "mine": lambda: rows.filter(assignee=request.user),
            "free": lambda: rows.open().filter(assignee=None),
            "suspected": rows.suspected,
            "spam": lambda: rows.filter(state=MessageState.SPAM),
            "all": rows.all,
        }
        return boxes.get(self.value(), rows.no_spam)()
