"""Codes of spoken languages as words."""

from django import template

from programme.languages import SpokenLanguage
from speakers.translated import in_a_list

register = template.Library()


@register.filter
def language_names(codes: list[str]) -> str:
    """`["ar", "fr"]` as “Arabic, French”, joined as the reader's language joins a list."""
    return in_a_list(str(SpokenLanguage(code).label) for code in codes)
