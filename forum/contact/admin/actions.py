"""What staff do with many messages at once."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.contact import handling
from forum.contact.models import Message, MessageState
from forum.contact.sheets import sheet

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class MessageActions:
    """For a `ModelAdmin`; each change is a step of the message's history."""

    actions = (
        "take_on",
        "mark_closed",
        "mark_spam",
        "mark_no_spam",
        "mark_unread",
        "export_csv",
        "export_xlsx",
    )

    @admin.action(description=_("Take on"), permissions=["change"])
    def take_on(self, request: HttpRequest, rows: models.QuerySet) -> None:
        with transaction.atomic():
            for message in rows:
                handling.take_on(message, by=request.user)
        _tell(request, len(rows))

    @admin.action(description=_("Close"), permissions=["change"])
    def mark_closed(self, request: HttpRequest, rows: models.QuerySet) -> None:
        _move(request, rows, MessageState.CLOSED)

    @admin.action(description=_("This is spam"), permissions=["change"])
    def mark_spam(self, request: HttpRequest, rows: models.QuerySet) -> None:
        _move(request, rows, MessageState.SPAM)

    @admin.action(description=_("This is no spam: tell the desk"), permissions=["change"])
    def mark_no_spam(self, request: HttpRequest, rows: models.QuerySet) -> None:
        _move(request, rows.filter(state=MessageState.SPAM), MessageState.NEW)

    @admin.action(description=_("Mark as unread"), permissions=["change"])
    def mark_unread(self, request: HttpRequest, rows: models.QuerySet) -> None:
        _tell(request, rows.update(read_at=None))

    @admin.action(description=_("Export as CSV"), permissions=["view"])
    def export_csv(self, request: HttpRequest, rows: models.QuerySet) -> HttpResponse:
        return _download(request, rows, "csv")

    @admin.action(description=_("Export as a spreadsheet (XLSX)"), permissions=["view"])
    def export_xlsx(self, request: HttpRequest, rows: models.QuerySet) -> HttpResponse:
        return _download(request, rows, "xlsx")


def _move(request: HttpRequest, rows: models.QuerySet, state: str) -> None:
    with transaction.atomic():
        found = list(rows)
        for message in found:
            handling.move(message, state, by=request.user)
    _tell(request, len(found))


def _tell(request: HttpRequest, count: int) -> None:
    done = ngettext("%d message was changed.", "%d messages were changed.", count) % count
    messages.success(request, done)


def _download(request: HttpRequest, rows: models.QuerySet, kind: str) -> HttpResponse:
    """A sheet of the messages; the admin's log keeps who took how many, and nothing of them."""
    rows = rows.select_related("event", "session", "assignee")
    exported = sheet(rows).export(kind)
    LogEntry.objects.create(
        user=request.user,
        content_type=ContentType.objects.get_for_model(Message),
        object_repr=_("Messages"),
        action_flag=CHANGE,
        change_message=_("Exported as %(kind)s: %(count)d") % {"kind": kind, "count": len(rows)},
    )
    if kind == "csv":
        exported = "\ufeff" + exported  # without it some programs guess another charset
    name = f"messages-{timezone.localdate():%Y-%m-%d}.{kind}"
    response = HttpResponse(exported, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
