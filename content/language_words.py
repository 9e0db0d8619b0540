"""A text in one language, in words: “Title in French”. The settings name columns by it."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop

IN_LANGUAGE = {
    "en": noop("%(text)s in English"),
    "fr": noop("%(text)s in French"),
    "ar": noop("%(text)s in Arabic"),
}


def in_language(text: str, language: str) -> str:
    return gettext(IN_LANGUAGE[language]) % {"text": text}
