"""Texts that run in another direction, or are in another language, than the page they are in."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info


def language_attributes(language: str) -> SafeString:
    """The attributes of an element in this language; empty where it is the reader's."""
    if language == (get_language() or "")[:2]:
        return SafeString("")
    direction = "rtl" if is_right_to_left(language) else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)


def is_right_to_left(language: str) -> bool:
    return get_language_info(language)["bidi"]
