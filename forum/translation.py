"""Fields with a column for each language."""

from modeltranslation.translator import TranslationOptions, register

from forum.models import Alert, Identity, Page


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body")


@register(Alert)
class AlertTranslation(TranslationOptions):
    fields = ("text",)


@register(Identity)
class IdentityTranslation(TranslationOptions):
    fields = (
        "name",
        "short_name",
        "organizer",
        "address",
        "controller",
        "law",
        "mail_signature",
    )
