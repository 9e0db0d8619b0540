"""Withdrawals in the admin: a tick in forms, and a filter, a column and actions of the list."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from content.history.acts import act
from content.history.models import Verb
from content.saving import save_all
from programme.models import Contribution

COLUMN = "withdrawn_at"


class WithdrawnField(forms.BooleanField):
    """Ticked where the person had to withdraw; its value is the time at which it was, or None."""

    def prepare_value(self, value: Any) -> bool:
        return bool(value)

    def clean(self, value: Any) -> dt.datetime | None:
        return timezone.now() if super().clean(value) else None


class WithdrawalForm(forms.ModelForm):
    def clean_withdrawn_at(self) -> dt.datetime | None:
        """A person who had withdrawn already did so then."""
        ticked = self.cleaned_data[COLUMN]
        return ticked and (self.instance.withdrawn_at or ticked)


class WithdrawalMixin:
    """An admin or inline of contributions."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **options: Any
    ) -> forms.Field | None:
        if db_field.name != COLUMN:
            return super().formfield_for_dbfield(db_field, request, **options)
        label, help_text = capfirst(db_field.verbose_name), db_field.help_text
        return WithdrawnField(required=False, label=label, help_text=help_text)


class WithdrawnFilter(admin.SimpleListFilter):
    title = _("participation")
    parameter_name = "withdrawn"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        return [("0", _("Taking part")), ("1", _("Had to withdraw"))]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        match self.value():
            case "0":
                return rows.taking_part()
            case "1":
                return rows.withdrawn()
        return rows


@admin.display(description=_("participation"), ordering=COLUMN)
def withdrawn(part: Contribution) -> str:
    """For `list_display`: empty for those who take part."""
    if part.takes_part:
        return ""
    return format_html('<span class="pill pill--cancelled">{}</span>', _("Had to withdraw"))


def withdrawal_action(
    verb: Callable[[Contribution], None], label: Any, *, recorded_as: Verb, result: Any
) -> Callable:
    """An action on the selected parts, also of several people and events, as one act.

    `result` is the message about those that it changed, a lazy plural with `count`.
    """

    @admin.action(description=label, permissions=["withdrawal"])
    def action(
        model_admin: admin.ModelAdmin, request: HttpRequest, queryset: models.QuerySet
    ) -> None:
        with act(verb=recorded_as):
            rows = list(queryset.locked().values())
            changed = [row for row in rows if _changes(verb, row)]
            save_all(changed)
        level = messages.SUCCESS if changed else messages.WARNING
        text = _summary(result, len(changed), len(rows) - len(changed))
        model_admin.message_user(request, text, level)

    action.__name__ = verb.__name__
    return action


def _summary(result: Any, changed: int, unchanged: int) -> str:
    text = str(result % {"count": changed})
    if not unchanged:
        return text
    rest = ngettext("%(count)s left unchanged.", "%(count)s left unchanged.", unchanged)
    return f"{text} {rest % {'count': unchanged}}"


def _changes(verb: Callable[[Contribution], None], row: Contribution) -> bool:
    """Call the verb; whether that made a difference."""
    before = row.withdrawn_at
    verb(row)
    return row.withdrawn_at != before


WITHDRAWAL_ACTIONS = [
    withdrawal_action(
        Contribution.withdraw,
        _("Mark selected as withdrawn"),
        recorded_as=Verb.WITHDREW,
        result=ngettext_lazy(
            "%(count)s withdrawal recorded.", "%(count)s withdrawals recorded.", "count"
        ),
    ),
    withdrawal_action(
        Contribution.take_part,
        _("Mark selected as taking part after all"),
        recorded_as=Verb.REJOINED,
        result=ngettext_lazy(
            "%(count)s withdrawal taken back.", "%(count)s withdrawals taken back.", "count"
        ),
    ),
]
