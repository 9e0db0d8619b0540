"""A text in one language, in words: “Title in French”. The settings name columns by it."""

from django.utils.translation import gettext


def in_language(text: str, language: str) -> str:
    patterns = {
        "en": gettext("%(text)s in English"),
        "fr": gettext("%(text)s in French"),
        "ar": gettext("%(text)s in Arabic"),
    }
    return patterns[language] % {"text": text}
