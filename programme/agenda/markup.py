"""Names and texts of staff as HTML, escaped and isolated, for lists written without templates."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.translation import pgettext

from content.bidi import as_elements, is_rtl, language_attributes
from content.translations import reading_language
from content.typography import typeset
from programme.agenda.sessions import ListedPerson, Words

_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@lru_cache(maxsize=4096)
def name_and_role(person: ListedPerson, reader: str) -> str:
    name = full_name(person, reader)
    if not person.role:
        return name
    words = pgettext("a name and a role", "%(name)s (%(role)s)")
    return words % {"name": name, "role": person.role}


def full_name(person: ListedPerson, reader: str = "") -> str:
    parts = (isolated(person.honorific, reader), isolated(person.name, reader))
    return " ".join(filter(None, parts))


def isolated(words: Words, reader: str = "") -> str:
    """A text as HTML, escaped, for a reader of this language, else of the active one."""
    text, language = words
    return _as_html(text, language, reader or reading_language()) if text else ""


@lru_cache(maxsize=4096)
def _as_html(text: str, language: str, reader: str) -> str:
    """The same names come again and again."""
    return isolate_html(as_elements(escape(typeset(text, language))), text, language, reader)


def isolate_html(html: str, text: str, language: str, reader: str) -> str:
    """An element isolates the text only where it could disturb the line: where it is in another
    language, or has letters that run against the reader's.
    """
    if language != reader:
        return f"<bdi{language_attributes(language)}>{html}</bdi>"
    against = _LATIN if is_rtl(reader) else _RIGHT_TO_LEFT
    return f"<bdi>{html}</bdi>" if against.search(text) else html
