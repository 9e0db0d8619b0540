"""Bulk actions on events and sessions: each calls a verb of the model for every selected row."""

from collections.abc import Callable, Collection
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from content.history.acts import act
from content.history.models import Verb
from content.saving import save_all
from programme.models import Event, EventStatus, Session, SessionStatus


def bulk_action(
    verb: Callable[[Any], None],
    label: str,
    *,
    recorded_as: Verb,
    statuses: Collection[str],
    result: Any,
) -> Callable:
    """An admin action on the selected rows in these statuses; it leaves the others unchanged.

    `result` is the message about them, a lazy plural with `count`.
    """

    @admin.action(description=label, permissions=["status"])
    def action(model_admin: ModelAdmin, request: HttpRequest, queryset: QuerySet) -> None:
        with act(verb=recorded_as):
            selected = queryset.locked().values()
            rows = [row for row in selected if row.status in statuses]
            for row in rows:
                verb(row)
            save_all(rows)
        level = messages.SUCCESS if rows else messages.WARNING
        unchanged = len(selected) - len(rows)
        model_admin.message_user(request, summary(result, len(rows), unchanged), level)

    action.__name__ = verb.__name__
    return action


def summary(result: Any, changed: int, unchanged: int) -> str:
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
        recorded_as=Verb.PUBLISHED,
        statuses=[EventStatus.DRAFT],
        result=ngettext_lazy("%(count)s event published.", "%(count)s events published.", "count"),
    ),
    bulk_action(
        Event.unpublish,
        UNPUBLISH,
        recorded_as=Verb.UNPUBLISHED,
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
        recorded_as=Verb.PUBLISHED,
        statuses=[SessionStatus.DRAFT],
        result=ngettext_lazy(
            "%(count)s session published.", "%(count)s sessions published.", "count"
        ),
    ),
    bulk_action(
        Session.unpublish,
        UNPUBLISH,
        recorded_as=Verb.UNPUBLISHED,
        statuses=[SessionStatus.PUBLISHED, SessionStatus.CANCELLED],
        result=ngettext_lazy(
            "%(count)s session unpublished.", "%(count)s sessions unpublished.", "count"
        ),
    ),
    bulk_action(
        Session.cancel,
        _("Cancel selected"),
        recorded_as=Verb.CANCELLED,
        statuses=[SessionStatus.PUBLISHED],
        result=ngettext_lazy(
            "%(count)s session cancelled.", "%(count)s sessions cancelled.", "count"
        ),
    ),
    bulk_action(
        Session.reinstate,
        _("Reinstate selected"),
        recorded_as=Verb.REINSTATED,
        statuses=[SessionStatus.CANCELLED],
        result=ngettext_lazy(
            "%(count)s session reinstated.", "%(count)s sessions reinstated.", "count"
        ),
    ),
]
