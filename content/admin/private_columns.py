"""Private columns: no history keeps their values, so a form carries a digest of what it showed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.db import models

from content.admin.differences import Words
from content.admin.opened_rows import form_columns
from content.digests import digest
from content.history.snapshots import as_shown, snapshot

PRIVATE = "private_digests"


@dataclass(frozen=True, slots=True)
class OpenedPrivate:
    """The private columns of a row, as a form was opened with them."""

    row: models.Model | None = None
    digests: Mapping[str, str] = field(default_factory=dict)
    """By column. One that is missing is not known, and nobody can say who changed it."""

    @classmethod
    def read(cls, text: str, row: models.Model) -> "OpenedPrivate":
        """What a form has submitted; nothing is known from what this site has not signed."""
        try:
            return cls(row, _signer(row).unsign_object(text))
        except BadSignature:
            return cls(row)

    @property
    def unknown(self) -> frozenset[str]:
        return frozenset(self.columns - self.digests.keys())

    @property
    def columns(self) -> frozenset[str]:
        return frozenset(self.row.private_columns if self.row else ())

    def is_typed(self, column: str, value: Any) -> bool:
        """Whether the form was opened with another value than the one it submits."""
        is_words = isinstance(value, Words)
        return is_words or self.digests.get(column) != _digest(self.row, column, value)


def private_digests(form: forms.ModelForm, left_out: Collection[str] = ()) -> str:
    """For a hidden field of this form; empty if it shows no private columns."""
    row = form.instance
    found = {
        column: _digest(row, column, _stored(form, name))
        for name, column in form_columns(form).items()
        if column in row.private_columns and column not in left_out
    }
    return _signer(row).sign_object(found) if found else ""


def _stored(form: forms.ModelForm, name: str) -> Any:
    """The value that the form was made with: a form that was submitted has changed its row."""
    column = form.instance._meta.get_field(name).attname
    stored = type(form.instance)(**{column: form.initial[name]})
    return snapshot(stored)[column]


def _digest(row: models.Model, column: str, value: Any) -> str:
    """Of this row alone, so that equal values of two rows do not look equal."""
    return digest({"row": row.pk, "column": column, "value": as_shown(value)})


def _signer(row: models.Model) -> Signer:
    """Without older keys: the digests of an older key are not those of today."""
    return Signer(salt=f"{PRIVATE}.{row._meta.label_lower}.{row.pk}", fallback_keys=())
