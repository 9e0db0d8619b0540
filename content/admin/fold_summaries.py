"""What a fold of a form holds, in a few words; empty if it holds nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.admin.helpers import Fieldset, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.forms import BaseInlineFormSet, ModelForm
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from modeltranslation.fields import TranslationField

from content.text import MarkdownField, TypedField
from content.translations import join_list

MOST_NAMED = 3
NAMED_ONLY = (MarkdownField, models.TextField, models.FileField, models.BooleanField)
"""Of a long text, a file and a mark it is told that there is one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A form with its inlines, as it is shown: as stored, or as it came back refused."""

    form: ModelForm
    formsets: Mapping[type[models.Model], BaseInlineFormSet]

    def value(self, name: str) -> Any:
        """What a field holds, or the row where the reader may not change it."""
        if name in self.form.fields:
            return self.form[name].value()
        return getattr(self.form.instance, name)

    def rows(self, model: type[models.Model]) -> list[models.Model]:
        """The stored rows of an inline."""
        rows = (form.instance for form in self.formsets[model].initial_forms)
        return [row for row in rows if row.pk]  # one may have been deleted meanwhile


class Folded(Protocol):
    title: str
    fieldsets: list[Fieldset]
    inlines: list[InlineAdminFormSet]


def summary_of(fold: Folded, shown: Shown) -> str:
    """What its fields hold, and what its rows are called."""
    names = dict.fromkeys(name for fieldset in fold.fieldsets for name in flatten(fieldset.fields))
    rows = [row for inline in fold.inlines for row in shown.rows(inline.opts.model)]
    told = [*_told_fields(shown.form.instance, names), name_some(rows)]
    # The only field of a picture's fold has the same name as the fold.
    told = [_("uploaded") if text == fold.title else text for text in told]
    return " · ".join(filter(None, told))


def name_some(rows: Iterable[models.Model]) -> str:
    """“Atlas, Rif, Library, 2 more”."""
    names = [str(row) for row in rows]
    more = len(names) - MOST_NAMED
    rest = [ngettext("%(count)s more", "%(count)s more", more) % {"count": more}] * (more > 0)
    return join_list([*names[:MOST_NAMED], *rest])


def _told_fields(row: models.Model, names: Iterable[str]) -> Iterable[str]:
    """Each field once, whatever the number of its languages."""
    fields = filter(None, (_field_of(row, name) for name in names))
    return (_told(row, field) for field in dict.fromkeys(fields))


def _field_of(row: models.Model, name: str) -> models.Field | None:
    try:
        field = row._meta.get_field(name)
    except FieldDoesNotExist:  # the form's own
        return None
    return field.translated_field if isinstance(field, TranslationField) else field


def _told(row: models.Model, field: models.Field) -> str:
    """A short text itself; nothing for numbers and dates, which say little without their label."""
    is_private = field.name in getattr(row, "private_columns", ())
    is_told = isinstance(field, (*NAMED_ONLY, TypedField, models.ForeignKey)) or field.choices
    if not is_told or not (value := getattr(row, field.name)):
        return ""
    if is_private or isinstance(field, NAMED_ONLY):
        return str(capfirst(field.verbose_name))
    return str(getattr(row, f"get_{field.name}_display")() if field.choices else value)
