"""List filters for rows with translated texts."""

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.translations import missing_translation, stale_translation, translated_fields


class MissingTranslationFilter(admin.SimpleListFilter):
    """Rows whose text has no translation yet: `?missing=title_fr`."""

    title = _("missing translation")
    parameter_name = "missing"
    languages = settings.MODELTRANSLATION_LANGUAGES
    condition = staticmethod(missing_translation)

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list:
        model = model_admin.model
        names = [
            f"{field}_{language}"
            for field in translated_fields(model)
            for language in self.languages
        ]
        return [(name, capfirst(model._meta.get_field(name).verbose_name)) for name in names]

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
