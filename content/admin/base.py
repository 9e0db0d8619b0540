"""What every admin page of this site does alike."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import ClassVar

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import BadRequest, ValidationError
from django.db import models
from django.db.models import Q
from django.forms import BaseInlineFormSet, ModelChoiceField, Script
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import (
    TranslationAdmin,
    TranslationStackedInline,
    TranslationTabularInline,
)

from content.admin.deletion import deletion_summary
from content.admin.translation_state import TableTranslationStateField, TranslationStateForm
from content.search import Searchable, search_words
from content.translations import columns, missing_translation, stale_translation, translated_fields

ADDRESS = (_("Address"), {"classes": ["collapse"], "fields": ["slug"]})


def searched(*texts: str) -> list[str]:
    """The columns of translated texts in every language, for `search_fields`."""
    return [column for text in texts for column in columns(text)]


def side_by_side(fields: Sequence) -> list:
    """Each run of columns of one text as a tuple: `["title_en", …]` is `[("title_en", …)]`."""
    languages = settings.MODELTRANSLATION_LANGUAGES

    def text(field: str | tuple) -> object:
        stem, _underscore, language = str(field).rpartition("_")
        return stem if isinstance(field, str) and language in languages else field

    runs = [tuple(run) for _text, run in groupby(fields, key=text)]
    return [run if len(run) > 1 else run[0] for run in runs]


def is_primary_key(text: str) -> bool:
    """Whether a row of any table could have it."""
    return bool(re.fullmatch("[0-9]{1,18}", text))


class AccessibleFormMixin:
    """What stands in a form has a name for screen readers too, before anything is entered."""

    def formfield_for_foreignkey(self, db_field, request, **options):
        if db_field.name in self.autocomplete_fields:
            options["widget"] = ChosenAutocomplete(db_field, self.admin_site)
            options["form_class"] = ChosenField
        return super().formfield_for_foreignkey(db_field, request, **options)

    def formfield_for_dbfield(self, db_field, request, **options):
        field = super().formfield_for_dbfield(db_field, request, **options)
        if isinstance(db_field, models.DateTimeField) and field:
            for widget, part in zip(field.widget.widgets, (_("date"), _("time")), strict=True):
                widget.attrs["aria-label"] = format_lazy("{}, {}", field.label, part)
        return field


class LanguageFieldsMixin(AccessibleFormMixin):
    """Each language's field says which it is, for screen readers, spelling and direction."""

    def formfield_for_dbfield(self, db_field, request, **options):
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field and (language := getattr(db_field, "language", "")):
            direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
            field.widget.attrs |= {"lang": language, "dir": direction}
            if language != settings.MODELTRANSLATION_DEFAULT_LANGUAGE:
                field.widget.attrs |= {
                    "data-copy-from": settings.MODELTRANSLATION_DEFAULT_LANGUAGE,
                    "data-copy-label": _("Copy from English"),
                }
        return field


class MissingTranslationFilter(admin.SimpleListFilter):
    """Rows whose text has no translation yet: `?lacks=title_fr`."""

    title = _("missing translation")
    parameter_name = "lacks"
    languages = settings.MODELTRANSLATION_LANGUAGES
    condition = staticmethod(missing_translation)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        fields = translated_fields(model_admin.model)
        names = {field: model_admin.model._meta.get_field(field).verbose_name for field in fields}
        return [
            (f"{field}_{language}", f"{capfirst(names[field])} [{language}]")
            for field in fields
            for language in self.languages
        ]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return rows
        field, _underscore, language = self.value().rpartition("_")
        return rows.filter(self.condition(field, language))


class StaleTranslationFilter(MissingTranslationFilter):
    """Rows whose translation is older than its English text: `?stale=title_fr`."""

    title = _("stale translation")
    parameter_name = "stale"
    languages = settings.MODELTRANSLATION_LANGUAGES[1:]
    condition = staticmethod(stale_translation)


TRANSLATION_FILTERS = (MissingTranslationFilter, StaleTranslationFilter)
"""The filters of every list whose rows have texts in several languages."""


class EventFilter(admin.SimpleListFilter):
    """Rows that belong to an event, or to somebody's part in it: `?at_event=3`."""

    title = _("event")
    parameter_name = "at_event"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        events = self._contributions(model_admin.model).event.field.related_model.objects
        return [(str(event.pk), str(event)) for event in events.latest_first()]

    def queryset(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        if self.value() not in dict(self.lookup_choices):
            return rows
        contributions = self._contributions(rows.model).objects.of_event(self.value())
        if rows.model is contributions.model:
            return rows.filter(pk__in=contributions.values("pk"))
        name = rows.model._meta.model_name
        return rows.filter(pk__in=contributions.values(name))

    def _contributions(self, model: type[models.Model]) -> type[models.Model]:
        has_some = hasattr(model, "contributions")
        return model.contributions.rel.related_model if has_some else model


class StaffForm(TranslationStateForm):
    """One fault, one sentence: what a field has been refused for is not said of its row again."""

    def add_error(self, field: str | None, error: ValidationError) -> None:
        if field is None and hasattr(error, "error_dict"):
            found = error.error_dict.items()
            new = {name: faults for name, faults in found if not self._is_refused(name, faults)}
            error = ValidationError(new) if new else None
        if error:
            super().add_error(field, error)

    def _is_refused(self, name: str, faults: list[ValidationError]) -> bool:
        """Whether it is said already: a name that is wrong in one language is not missing."""
        of_any_language = faults[0].code == "one_language"
        names = columns(name.rpartition("_")[0]) if of_any_language else [name]
        return any(one in self.errors for one in names)


class StaffAdmin(LanguageFieldsMixin, TranslationAdmin):
    """“View on site” is offered for what the public can see, and only for that."""

    form = StaffForm

    class Media:
        css: ClassVar = {"all": ["css/admin/translations.css"]}
        js: ClassVar = [
            Script("js/admin/copy-translation.js", type="module"),
            Script("js/admin/name-completions.js", type="module"),
        ]

    list_per_page = 100
    show_facets = admin.ShowFacets.ALLOW
    save_on_top = True

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        """The languages of a text stand in one row."""
        fieldsets = super().get_fieldsets(request, obj)
        return [
            (name, {**options, "fields": side_by_side(options["fields"])})
            for name, options in fieldsets
        ]

    def get_search_results(self, request: HttpRequest, rows: models.QuerySet, sought: str) -> tuple:
        """As on the site where rows have words for it, drafts too, and by a piece of an address."""
        if not issubclass(self.model, Searchable) or not search_words(sought):
            return super().get_search_results(request, rows, sought)
        found = Q(pk__in=self.model.objects.matching(sought).values("pk"))
        for field in self.search_fields:
            found |= Q(**{f"{field}__icontains": sought.strip()})
        return rows.filter(found), False

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """A moment in the address is read as one, and a key has to be one: no form could show their
        text.
        """
        given = super().get_changeform_initial_data(request)
        keys = [given[f.name] for f in self.opts.fields if f.is_relation and f.name in given]
        if not all(is_primary_key(key) for key in keys if key):
            raise BadRequest("Not a key")
        moments = [f.name for f in self.opts.fields if isinstance(f, models.DateTimeField)]
        return given | {name: parse_datetime(given[name]) for name in moments if name in given}

    def get_deleted_objects(self, rows: Iterable, request: HttpRequest) -> tuple:
        return deletion_summary(rows, request, self.admin_site)

    def view_on_site(self, row: models.Model) -> str | None:
        is_public = type(row).objects.public().filter(pk=row.pk).exists()
        return row.get_absolute_url() if is_public else None


class ChosenAutocomplete(AutocompleteSelect):
    """Shows the chosen row without asking the database for it, where the form has it already."""

    chosen: models.Model | None = None

    def build_attrs(self, base_attrs, extra_attrs=None):
        """While nothing is chosen, the field's name stands in it: it is read out as its own."""
        name = capfirst(self.field.verbose_name)
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": name}

    def optgroups(self, name, value, attr=None):
        if self.chosen is None or value != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attr)
        options = [self.create_option(name, self.chosen.pk, str(self.chosen), True, 0)]
        if not self.is_required:
            options.insert(0, self.create_option(name, "", "", False, 0))
        return [(None, options, 0)]


class ChosenField(ModelChoiceField):
    """Takes what is chosen from the rows that were fetched for all rows of an inline at once."""

    known: dict[str, models.Model] | None = None

    def to_python(self, value):
        return (self.known or {}).get(str(value)) or super().to_python(value)


class InlineForm(StaffForm):
    """Hands each autocomplete the row that was loaded with the inline's own."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", None)
            if isinstance(widget, ChosenAutocomplete) and self.instance.pk:
                widget.chosen = getattr(self.instance, name)

    def _post_clean(self):
        """What was not changed is not asked about again."""
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()


class InlineFormSet(BaseInlineFormSet):
    """Hands each row the parent that the page has loaded, and what is chosen in it."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        setattr(form.instance, self.fk.name, self.instance)
        if self.is_bound:
            self._hand_over_chosen(form)

    def _hand_over_chosen(self, form) -> None:
        for name, field in form.fields.items():
            if isinstance(field, ChosenField):
                field.known = self._chosen(name, field.queryset)
        key = form.fields[self.model._meta.pk.name]
        own = ChosenField(key.queryset, required=False, initial=key.initial, widget=key.widget)
        own.known = {str(row.pk): row for row in self.get_queryset()}
        form.fields[self.model._meta.pk.name] = own

    def _chosen(self, name: str, rows: models.QuerySet) -> dict[str, models.Model]:
        """The rows that are sent for one field, in one query."""
        fetched = self.__dict__.setdefault("_fetched", {})
        if name not in fetched:
            prefixes = map(self.add_prefix, range(self.total_form_count()))
            sent = {self.data.get(f"{prefix}-{name}", "") for prefix in prefixes}
            keys = [key for key in sent if is_primary_key(key)]
            fetched[name] = {str(row.pk): row for row in rows.filter(pk__in=keys)}
        return fetched[name]

    def validate_unique(self):
        """A row that says the same as another is refused beside its field, in the rule's words."""
        for rule in self.model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and self.fk.name in rule.fields:
                self._refuse_twice([n for n in rule.fields if n != self.fk.name], rule)

    def _refuse_twice(self, names: list[str], rule: models.UniqueConstraint) -> None:
        seen = set()
        for form in self.forms:
            said = tuple(form.cleaned_data.get(name) for name in names)
            if None in said or form in self.deleted_forms:
                continue
            if said in seen and form.is_valid():
                form.add_error(names[0], rule.get_violation_error_message())
            seen.add(said)


class OrderedInline(LanguageFieldsMixin):
    """Rows in the order of staff, in as many queries for many rows as for one."""

    form = InlineForm
    formset = InlineFormSet
    extra = 0
    ordering = ["position", "pk"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return super().get_queryset(request).select_related(*self.autocomplete_fields)


class OrderedStackedInline(OrderedInline, TranslationStackedInline):
    pass


class TableForm(InlineForm):
    bound_field_class = TableTranslationStateField


class OrderedTabularInline(OrderedInline, TranslationTabularInline):
    form = TableForm
