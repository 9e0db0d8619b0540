"""Bulk actions on messages."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.spreadsheets import CONTENT_TYPES
from forum.contact import workflow
from forum.contact.models import Message, MessageState
from forum.contact.spreadsheet import message_sheet
from forum.staff.security_log import log


class MessageActions:
    """Mixed into `MessageAdmin`; each change is a step in the message's history."""

    actions = (
        "assign_to_me",
        "mark_closed",
        "mark_spam",
        "mark_not_spam",
        "mark_unread",
        "export_csv",
        "export_xlsx",
    )

    @admin.action(description=_("Assign to me"), permissions=["change"])
    def assign_to_me(self, request: HttpRequest, rows: models.QuerySet) -> None:
        """Takes nothing away from a colleague, who may have taken it after the list was shown."""
        with transaction.atomic():
            chosen = rows.locked()
            free = [row for row in chosen if row.assignee_id in {None, request.user.pk}]
            for message in free:
                workflow.assign_to_me(message, request.user)
        _report(request, len(free))
        _report_taken(request, len(chosen) - len(free))

    @admin.action(description=_("Close"), permissions=["change"])
    def mark_closed(self, request: HttpRequest, rows: models.QuerySet) -> None:
        _set_state(request, rows, MessageState.CLOSED)

    @admin.action(description=_("Mark as spam"), permissions=["change"])
    def mark_spam(self, request: HttpRequest, rows: models.QuerySet) -> None:
        _set_state(request, rows, MessageState.SPAM)

    @admin.action(description=_("Not spam: notify the team"), permissions=["change"])
    def mark_not_spam(self, request: HttpRequest, rows: models.QuerySet) -> None:
        """Also what was marked as spam after the list was shown, and is in another folder now."""
        if request.POST.get("select_across") != "1":
            chosen = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
            rows = self.get_queryset(request).filter(pk__in=chosen)
        spam = rows.spam()
        _each(request, spam, lambda message: workflow.clear_of_spam(message, by=request.user))

    @admin.action(description=_("Mark as unread"), permissions=["change"])
    def mark_unread(self, request: HttpRequest, rows: models.QuerySet) -> None:
        _report(request, rows.update(read_at=None))

    @admin.action(description=_("Export as CSV"), permissions=["view"])
    def export_csv(self, request: HttpRequest, rows: models.QuerySet) -> HttpResponse:
        return _export(request, rows, "csv")

    @admin.action(description=_("Export as XLSX"), permissions=["view"])
    def export_xlsx(self, request: HttpRequest, rows: models.QuerySet) -> HttpResponse:
        return _export(request, rows, "xlsx")


def _set_state(request: HttpRequest, rows: models.QuerySet, state: str) -> None:
    _each(request, rows, lambda message: workflow.set_state(message, state, by=request.user))


@transaction.atomic
def _each(request: HttpRequest, rows: models.QuerySet, act: Callable[[Message], None]) -> None:
    """Act on each message as it is stored under its lock, whatever the list had shown."""
    chosen = rows.locked()
    for message in chosen:
        act(message)
    _report(request, len(chosen))


def _report(request: HttpRequest, count: int) -> None:
    done = ngettext("%d message was changed.", "%d messages were changed.", count) % count
    messages.success(request, done)


def _report_taken(request: HttpRequest, count: int) -> None:
    if not count:
        return
    text = ngettext(
        "%(count)s message is assigned to a colleague: open it to take it over.",
        "%(count)s messages are assigned to colleagues: open them to take them over.",
        count,
    )
    messages.warning(request, text % {"count": count})


def _export(request: HttpRequest, rows: models.QuerySet, file_format: str) -> HttpResponse:
    """The admin's log records who exported how many messages, and nothing about them."""
    rows = rows.select_related("event", "session", "assignee")
    exported = message_sheet(rows, form=file_format)
    LogEntry.objects.create(
        user=request.user,
        content_type=ContentType.objects.get_for_model(Message),
        object_repr=_("Messages"),
        action_flag=CHANGE,
        change_message=_("Exported as %(format)s: %(count)d")
        % {"format": file_format, "count": len(rows)},
    )
    log("personal_data_exported", request=request, format=file_format, messages=len(rows))
    name = f"messages-{timezone.localdate():%Y-%m-%d}.{file_format}"
    response = HttpResponse(exported, content_type=CONTENT_TYPES[file_format])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
