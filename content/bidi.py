"""The direction of text, and isolates (Unicode UAX 9) for places that hold no elements. Pure."""

import re
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

FIRST_STRONG_ISOLATE = "\u2068"
LEFT_TO_RIGHT_ISOLATE = "\u2066"
POP_DIRECTIONAL_ISOLATE = "\u2069"

_LEFT_TO_RIGHT = re.compile(f"{LEFT_TO_RIGHT_ISOLATE}([^\u2066-\u2069]*){POP_DIRECTIONAL_ISOLATE}")


@cache
def is_rtl(language: str) -> bool:
    return get_language_info(language)["bidi"]


def direction(language: str) -> str:
    """The value of the `dir` attribute for a text in this language."""
    return "rtl" if is_rtl(language) else "ltr"


def language_attributes(language: str) -> SafeString:
    """`lang` and `dir` for a text that is not in the reader's language."""
    if language == (get_language() or "")[:2]:
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', language, direction(language))


def isolate(text: str) -> str:
    """The text, unable to reorder what is around it, for `<title>`, attributes, mail and files."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}" if text else ""


def as_elements(html: str) -> str:
    """HTML with elements for left-to-right isolates, which would be copied with the text."""
    return _LEFT_TO_RIGHT.sub(r'<bdi dir="ltr">\1</bdi>', html)


def isolate_foreign(text: str, language: str, *, among: str) -> str:
    """Isolate a text only if it runs against the direction of the language around it."""
    return text if is_rtl(language) == is_rtl(among) else isolate(text)
