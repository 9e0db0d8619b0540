"""Inlines in staff order whose number of queries does not grow with their rows."""

from typing import ClassVar

from django.contrib.admin import StackedInline
from django.db import models
from django.forms import Script
from django.http import HttpRequest
from modeltranslation.admin import TranslationStackedInline, TranslationTabularInline

from content.admin.date_fields import TYPED_DATES
from content.admin.forms import (
    LanguageFieldsMixin,
    PreloadedChoiceField,
    StaffForm,
    group_languages,
    is_primary_key,
)
from content.admin.places import Place, make_room
from content.admin.row_counts import MAX_ROWS, CountedFormSet
from content.admin.translation_state import TableTranslationStateField


class InlineForm(StaffForm):
    def _post_clean(self):
        """Validate new and changed rows only."""
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()


class InlineFormSet(CountedFormSet):
    """Gives each form its parent and the submitted related rows, loaded once for all forms."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        setattr(form.instance, self.fk.name, self.instance)
        if self.is_bound:
            self._preload_choices(form)

    def _preload_choices(self, form) -> None:
        for name, field in form.fields.items():
            if isinstance(field, PreloadedChoiceField):
                field.preloaded = self._submitted_rows(name, field.queryset)
        key = form.fields[self.model._meta.pk.name]
        own = PreloadedChoiceField(
            key.queryset, required=False, initial=key.initial, widget=key.widget
        )
        own.preloaded = {str(row.pk): row for row in self.get_queryset()}
        form.fields[self.model._meta.pk.name] = own

    def _submitted_rows(self, name: str, rows: models.QuerySet) -> dict[str, models.Model]:
        """The rows that all forms submit for one field; one query if some are not stored ones."""
        fetched = self.__dict__.setdefault("_fetched", {})
        if name not in fetched:
            prefixes = map(self.add_prefix, range(self.total_form_count()))
            submitted = {self.data.get(f"{prefix}-{name}", "") for prefix in prefixes}
            found = self._stored_choices(name)
            keys = [key for key in submitted if is_primary_key(key) and key not in found]
            found |= {str(row.pk): row for row in rows.filter(pk__in=keys)} if keys else {}
            fetched[name] = found
        return fetched[name]

    def _stored_choices(self, name: str) -> dict[str, models.Model]:
        """What the stored rows refer to, as far as it was loaded with them."""
        loaded = (row._state.fields_cache.get(name) for row in self.get_queryset())
        return {str(row.pk): row for row in loaded if row}

    def clean(self) -> None:
        super().clean()
        if "position" in self.form.base_fields and not any(self.errors):
            self._make_room()

    def _make_room(self) -> None:
        """A row whose typed position another one has is inserted there."""
        staying = [form for form in self.forms if form not in self.deleted_forms]
        placed = [(form, _typed_position(form)) for form in staying]
        places = {
            form: Place(form.initial.get("position"), position)
            for form, position in placed
            if position is not None
        }
        make_room(places.values())
        for form, place in places.items():
            if place.typed != form.instance.position:
                form.instance.position = place.typed
                form.changed_data.append("position")

    def validate_unique(self):
        """Report a duplicate beside its field, with the message of the constraint."""
        for constraint in self.model._meta.constraints:
            is_unique = isinstance(constraint, models.UniqueConstraint)
            if is_unique and self.fk.name in constraint.fields:
                self._reject_duplicates(constraint)

    def _reject_duplicates(self, constraint: models.UniqueConstraint) -> None:
        names = [name for name in constraint.fields if name != self.fk.name]
        seen = set()
        for form in self.forms:
            values = tuple(_comparable(form.cleaned_data.get(name)) for name in names)
            if None in values or form in self.deleted_forms:
                continue
            if values in seen and form.is_valid():
                form.add_error(names[0], constraint.get_violation_error_message())
            seen.add(values)


def _typed_position(form: StaffForm) -> int | None:
    """None where the row goes to the end, or is an empty one."""
    values = form.cleaned_data if form.has_changed() else form.initial
    return values.get("position")


def _comparable(value: object) -> object:
    """The value, or for a row that is still to be saved which one it is."""
    is_new = isinstance(value, models.Model) and value.pk is None
    return (type(value), id(value)) if is_new else value


class OrderedInline(LanguageFieldsMixin):
    class Media:
        js: ClassVar = [Script("js/admin/order.js", type="module")]

    form = InlineForm
    formset = InlineFormSet
    fold = ""
    """The code of the fold of the form in which its rows are, if they are in one."""
    add_text = ""
    """What the link says that adds a row."""
    formfield_overrides = TYPED_DATES
    extra = 0
    max_num = MAX_ROWS
    ordering = ["position", "pk"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related(*self.autocomplete_fields)


class OrderedStackedInline(OrderedInline, TranslationStackedInline):
    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        """With the languages of a text side by side."""
        fieldsets = super().get_fieldsets(request, obj)
        return [(name, {**o, "fields": group_languages(o["fields"])}) for name, o in fieldsets]


class TableForm(InlineForm):
    bound_field_class = TableTranslationStateField


class OrderedTabularInline(OrderedInline, TranslationTabularInline):
    form = TableForm


class OrderedPlainInline(OrderedInline, StackedInline):
    """For rows without texts in several languages."""
