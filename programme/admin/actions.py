"""Bulk actions on sessions: each leads to a page that shows what would change."""

from collections.abc import Callable

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from programme.admin.plans.changes import CHANGES, Change
from programme.admin.plans.many_page import MOST, plan_page


def _action(change: Change) -> Callable:
    @admin.action(description=change.label, permissions=[change.permission])
    def action(
        model_admin: ModelAdmin, request: HttpRequest, queryset: QuerySet
    ) -> HttpResponse | None:
        keys = queryset.order_by().values_list("pk", flat=True)[: MOST + 1]
        return plan_page(request, change.code, list(keys))

    action.__name__ = change.code
    return action


SESSION_ACTIONS = [_action(change) for change in CHANGES.values()]
RARE_SESSION_ACTIONS = ("set_track", "reinstate", "unpublish")
"""Those that lists keep behind “More”."""
