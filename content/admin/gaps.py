"""What rows lack: filters of lists that the first page counts and links to."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARAMETER = "without"


@dataclass(frozen=True)
class Gap:
    """`condition()` says which rows of the model have this gap, at the moment of the call."""

    code: str
    label: Promise
    """In the filter of the list."""
    condition: Callable[[], Q]


class GapFilter(admin.SimpleListFilter):
    """Rows with one of the `gaps` of the list's admin: `?without=photo`."""

    title = _("missing")
    parameter_name = PARAMETER

    def __init__(self, request: HttpRequest, params, model, model_admin: admin.ModelAdmin):
        self.gaps = {gap.code: gap for gap in model_admin.gaps}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [(code, gap.label) for code, gap in self.gaps.items()]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        gap = self.gaps.get(self.value() or "")
        return rows.filter(gap.condition()) if gap else rows
