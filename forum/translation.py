"""Fields with a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from forum.models import Alert, Page


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body")


@register(Alert)
class AlertTranslation(TranslationOptions):
    fields = ("text",)
