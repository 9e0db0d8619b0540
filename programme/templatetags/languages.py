"""Codes of spoken languages as words."""

from django import template

from content.translations import join_list
from programme.languages import SpokenLanguage

register = template.Library()


@register.filter
def language_names(codes: list[str]) -> str:
    """`["ar", "fr"]` as “Arabic, French”, joined as the reader's language joins a list."""
    return join_list(str(SpokenLanguage(code).label) for code in codes)
