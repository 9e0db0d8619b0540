"""A withdrawal as a tick in forms: the row keeps the time at which it was ticked first."""

import datetime as dt
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

COLUMN = "withdrawn_at"


class WithdrawnField(forms.BooleanField):
    """Ticked where the person had to withdraw; its value is a time, or None."""

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
        label, help_text = db_field.verbose_name, db_field.help_text
        return WithdrawnField(required=False, label=label, help_text=help_text)
