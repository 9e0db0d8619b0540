"""Codes of spoken languages as words."""

from django import template
from django.utils.translation import pgettext

from programme.languages import SpokenLanguage

register = template.Library()


@register.filter
def language_names(codes: list[str]) -> str:
    """`["ar", "fr"]` as “Arabic, French”, joined as the reader's language joins a list."""
    separator = pgettext("between the items of a list", ", ")
    return separator.join(str(SpokenLanguage(code).label) for code in codes)
