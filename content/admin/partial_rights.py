"""Rights to a part of a record: an account with one changes these fields and reads the others.

Fields that such a form does not offer are not read from what is posted either.
"""

from collections.abc import Collection, Iterable

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest
from modeltranslation.fields import TranslationField

Row = str | tuple[str, ...]
"""A row of a fieldset: a field, or several beside each other."""


class PartialRights(ModelAdmin):
    """Its site says in which languages a member of staff may translate."""

    def open_fields(self, request: HttpRequest) -> set[str]:
        """What may be changed by those who may not change everything: texts in their languages."""
        languages = self.admin_site.languages_to_translate(request)
        return {
            field.name
            for field in self.opts.fields
            if isinstance(field, TranslationField) and field.language in languages
        }

    def has_full_change_permission(self, request: HttpRequest) -> bool:
        """Also the permission of actions that change a status."""
        return super().has_change_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if super().has_change_permission(request, obj):
            return True
        return self.has_view_permission(request, obj) and bool(self.open_fields(request))

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> tuple:
        own = tuple(super().get_readonly_fields(request, obj))
        if obj is None or self.has_full_change_permission(request):
            return own
        shown = flatten_fieldsets(self.get_fieldsets(request, obj))
        return (*own, *(name for name in shown if name not in self.open_fields(request)))

    def without_private(self, request: HttpRequest, rows: Iterable[Row]) -> list[Row]:
        """The rows of a fieldset, each a field or several beside each other."""
        hidden = self._hidden_columns(request)
        kept = [_without(row, hidden) for row in rows]
        return [row for row in kept if row]

    def lookup_allowed(self, lookup: str, value: object, request: HttpRequest) -> bool:
        """Addresses that filter by what is hidden would tell it by trying."""
        is_hidden = lookup.partition(LOOKUP_SEP)[0] in self._hidden_columns(request)
        return not is_hidden and super().lookup_allowed(lookup, value, request)

    def _hidden_columns(self, request: HttpRequest) -> tuple[str, ...]:
        """Private columns are for those who may change them."""
        if self.has_full_change_permission(request) or self.has_add_permission(request):
            return ()
        return self.model.private_columns


def _without(row: Row, hidden: Collection[str]) -> Row:
    if isinstance(row, str):
        return "" if row in hidden else row
    return tuple(name for name in row if name not in hidden)
