"""Bulk actions on events and sessions: each calls a verb of the model for every selected row."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from content.saving import save_all
from programme.models import Event, EventStatus, Session, SessionStatus

Verb = Callable[[Any], None]


def bulk_action(verb: Verb, label: str, *, statuses: Collection[str], result: Any) -> Callable:
    """An admin action on the selected rows in these statuses; it leaves the others unchanged.

    `result` is the message about them, a lazy plural with `count`.
    """

    @admin.action(description=label, permissions=["change"])
    def action(model_admin: ModelAdmin, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            selected = queryset.locked().values()
            rows = [row for row in selected if row.status in statuses]
            for row in rows:
                verb(row)
            save_all(rows)
            for row in rows:
                model_admin.log_change(request, row, [{"changed": {"fields": ["Status"]}}])
        level = messages.SUCCESS if rows else messages.WARNING
        unchanged = len(selected) - len(rows)
        model_admin.message_user(request, _summary(result, len(rows), unchanged), level)

    action.__name__ = verb.__name__
    return action


def _summary(result: Any, changed: int, unchanged: int) -> str:
    text = str(result % {"count": changed})
    if not unchanged:
        return text
    rest = ngettext("%(count)s left unchanged.", "%(count)s left unchanged.", unchanged)
    return f"{text} {rest % {'count': unchanged}}"


PUBLISH, UNPUBLISH = _("Publish selected"), _("Unpublish selected")

EVENT_ACTIONS = [
    bulk_action(
        Event.publish,
        PUBLISH,
        statuses=[EventStatus.DRAFT],
        result=ngettext_lazy("%(count)s event published.", "%(count)s events published.", "count"),
    ),
    bulk_action(
        Event.unpublish,
        UNPUBLISH,
        statuses=[EventStatus.PUBLISHED, EventStatus.ARCHIVED],
        result=ngettext_lazy(
            "%(count)s event unpublished.", "%(count)s events unpublished.", "count"
        ),
    ),
]

SESSION_ACTIONS = [
    bulk_action(
        Session.publish,
        PUBLISH,
        statuses=[SessionStatus.DRAFT],
        result=ngettext_lazy(
            "%(count)s session published.", "%(count)s sessions published.", "count"
        ),
    ),
    bulk_action(
        Session.unpublish,
        UNPUBLISH,
        statuses=[SessionStatus.PUBLISHED, SessionStatus.CANCELLED],
        result=ngettext_lazy(
            "%(count)s session unpublished.", "%(count)s sessions unpublished.", "count"
        ),
    ),
    bulk_action(
        Session.cancel,
        _("Cancel selected"),
        statuses=[SessionStatus.PUBLISHED],
        result=ngettext_lazy(
            "%(count)s session cancelled.", "%(count)s sessions cancelled.", "count"
        ),
    ),
    bulk_action(
        Session.reinstate,
        _("Reinstate selected"),
        statuses=[SessionStatus.CANCELLED],
        result=ngettext_lazy(
            "%(count)s session reinstated.", "%(count)s sessions reinstated.", "count"
        ),
    ),
]
