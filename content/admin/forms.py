"""Form fields with languages, accessible names and autocomplete, and the form of every page."""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import ClassVar

from django.conf import settings
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import ChoiceField, ModelChoiceField, Script
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from content.admin.line_text import LineText
from content.admin.markdown_text import MarkdownText
from content.admin.translation_state import TranslationStateForm
from content.admin.uploads import upload_options
from content.bidi import direction
from content.text import NAME_LENGTH, LineField, MarkdownField
from content.translations import columns

LIST_FILTERS = "_changelist_filters"
"""The parameter in which Django takes the query of a list to its forms and back."""


def is_primary_key(text: str) -> bool:
    """Whether any table could have a row with this key."""
    return bool(re.fullmatch("[0-9]{1,18}", text))


def group_languages(fields: Sequence) -> list:
    """Put the columns of one text into a tuple: `["title_en", …]` becomes `[("title_en", …)]`."""
    languages = settings.MODELTRANSLATION_LANGUAGES

    def text_of(field: str | tuple) -> object:
        stem, _underscore, language = str(field).rpartition("_")
        return stem if isinstance(field, str) and language in languages else field

    runs = [tuple(run) for _text, run in groupby(fields, key=text_of)]
    return [run if len(run) > 1 else run[0] for run in runs]


def related_row(row: models.Model, name: str) -> models.Model | None:
    """The row that it refers to; None also if that one has been deleted."""
    try:
        return getattr(row, name)
    except ObjectDoesNotExist:
        return None


NOTHING = "–"


class PreloadedAutocomplete(AutocompleteSelect):
    """Shows the selected row without a query if the form has loaded it."""

    selected: models.Model | None = None
    offered: Sequence[models.Model] = ()
    """What can be chosen without script; with it, choices are searched for."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        """The placeholder is the field's name, which screen readers read as the control's name."""
        own = {"data-placeholder": capfirst(self.field.verbose_name), "data-width": "100%"}
        return super().build_attrs(base_attrs, extra_attrs) | own

    def optgroups(self, name, value, attr=None):
        value = [key for key in value if is_primary_key(key)]
        if self.offered:
            return [(None, self._offered_options(name, value), 0)]
        if self.selected is None or value != [str(self.selected.pk)]:
            [(group, options, index)] = super().optgroups(name, value, attr)
            options = [option for option in options if option["value"] != ""]
            return [(group, [self._no_option(name), *options], index)]
        label = self.choices.field.label_from_instance(self.selected)
        chosen = self.create_option(name, self.selected.pk, label, True, 0)
        return [(None, [self._no_option(name), chosen], 0)]

    def _no_option(self, name: str) -> dict:
        """The first choice: nothing yet. The script shows the placeholder instead."""
        return self.create_option(name, "", NOTHING, False, 0)

    def _offered_options(self, name: str, value: list[str]) -> list[dict]:
        label = self.choices.field.label_from_instance
        rows = [self.selected] if self.selected and self.selected not in self.offered else []
        pairs = [("", NOTHING), *((row.pk, label(row)) for row in [*self.offered, *rows])]
        return [
            self.create_option(name, key, words, str(key) in value, index)
            for index, (key, words) in enumerate(pairs)
        ]


class PreloadedChoiceField(ModelChoiceField):
    """Takes its row from `preloaded`, by primary key, and asks the database for any other."""

    preloaded: dict[str, models.Model] | None = None

    def to_python(self, value):
        return (self.preloaded or {}).get(str(value)) or super().to_python(value)


def name_empty_choice(field: ChoiceField) -> None:
    """Say in a word what Django draws as a line: that nothing is chosen."""
    words = _("Choose…") if field.required else pgettext_lazy("choice", "None")
    if isinstance(field, ModelChoiceField):
        field.empty_label = field.empty_label and words
        return
    first, *others = list(field.choices) or [None]
    if first in BLANK_CHOICE_DASH:
        field.choices = [("", words), *others]


class AccessibleFormMixin:
    """Gives widgets accessible names, empty choices a word, and a choice no button but "+"."""

    def formfield_for_foreignkey(self, db_field, request, **options):
        if db_field.name in self.autocomplete_fields:
            options["widget"] = PreloadedAutocomplete(db_field, self.admin_site)
            options["form_class"] = PreloadedChoiceField
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_dbfield(self, db_field, request, **options):
        if isinstance(db_field, models.FileField):
            options |= upload_options(self.admin_site.kept_uploads(request, db_field))
        field = super().formfield_for_dbfield(db_field, request, **options)
        if isinstance(field, ChoiceField):
            name_empty_choice(field)
        if isinstance(widget := getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        if isinstance(db_field, models.DateTimeField) and field:
            for widget, part in zip(field.widget.widgets, (_("date"), _("time")), strict=True):
                widget.attrs["aria-label"] = format_lazy("{}, {}", field.label, part)
        return field


class LanguageFieldsMixin(AccessibleFormMixin):
    """Marks up each translated field with its language and direction, and offers a copy button."""

    def formfield_for_dbfield(self, db_field, request, **options):
        if isinstance(db_field, LineField) and db_field.max_length >= NAME_LENGTH:
            options.setdefault("widget", LineText())
        if isinstance(db_field, MarkdownField):
            options.setdefault("widget", MarkdownText())
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field and (language := getattr(db_field, "language", "")):
            field.widget.attrs |= {"lang": language, "dir": direction(language)}
            if language != settings.MODELTRANSLATION_DEFAULT_LANGUAGE:
                field.widget.attrs |= {
                    "data-copy-from": settings.MODELTRANSLATION_DEFAULT_LANGUAGE,
                    "data-copy-label": _("Copy from English"),
                }
        return field


class StaffForm(TranslationStateForm):
    """Reports each mistake once: rules of the row say nothing about a field already in error."""

    class Media:
        js: ClassVar = [Script("js/admin/counter.js", type="module")]

    def __init__(self, *args, **options):
        """Choices take the related row that was loaded together with the form's own."""
        super().__init__(*args, **options)
        loaded = self.instance._state.fields_cache
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, PreloadedAutocomplete) and (row := loaded.get(name)):
                widget.selected = row
                field.preloaded = {str(row.pk): row}

    def add_error(self, field: str | None, error: ValidationError) -> None:
        if field is None and hasattr(error, "error_dict"):
            found = error.error_dict.items()
            new = {name: errors for name, errors in found if not self._is_reported(name, errors)}
            error = ValidationError(new) if new else None
        if error:
            super().add_error(field, error)

    def _is_reported(self, name: str, errors: list[ValidationError]) -> bool:
        """A name that is wrong in one language is not also reported as missing."""
        of_any_language = errors[0].code == "one_language"
        names = columns(name.rpartition("_")[0]) if of_any_language else [name]
        return any(one in self.errors for one in names)
