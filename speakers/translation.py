"""The translated fields of people and organizations."""

from modeltranslation.translator import TranslationOptions, register

from speakers.models import Organization, Speaker


@register(Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name", "acronym", "description")


@register(Speaker)
class SpeakerTranslation(TranslationOptions):
    fields = ("honorific", "name", "function", "biography")
