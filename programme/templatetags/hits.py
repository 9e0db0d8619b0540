"""The results of a search, with the words that were searched for marked."""

from collections.abc import Sequence

from django import template
from django.db import models
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from content.bidi import as_elements, language_attributes
from content.folding import mark_matches
from content.search import search_words
from content.text import safe_text
from content.translations import best_text, join_list, languages_with_text
from content.typography import typeset
from programme.models import Contribution, Session

register = template.Library()

MOST_PEOPLE = 3
Wanted = Sequence[str]


@register.simple_tag
def marked(instance: models.Model, field: str, query: str) -> SafeString:
    """A name or title in `<bdi>`, with its matches in `<mark>`."""
    return _marked(*best_text(instance, field), search_words(query))


@register.simple_tag
def marked_name(person: models.Model, query: str) -> SafeString:
    """The honorific and the marked name."""
    return _full_name(person, search_words(query))


@register.simple_tag
def marked_elsewhere(instance: models.Model, field: str, query: str) -> SafeString:
    """The title in the language that matches the search, if the title shown does not."""
    wanted = search_words(query)
    texts = {
        code: safe_text(getattr(instance, f"{field}_{code}"))
        for code in languages_with_text(instance, field)
    }
    found = [code for code, text in texts.items() if _has_match(text, wanted)]
    _text, language = best_text(instance, field)
    if not found or language in found:
        return SafeString("")
    return format_html('<p class="search-match">{}</p>', _marked(texts[found[0]], found[0], wanted))


@register.simple_tag
def matching_people(session: Session, query: str) -> SafeString:
    """“with Amina Tazi”: those of its people whose name or organization is searched for."""
    wanted = search_words(query)
    people = [part for part in session.contributions.all() if part.takes_part]
    found = [name for part in people if (name := _matching_name(part, wanted))]
    if not found:
        return SafeString("")
    names = SafeString(join_list(dict.fromkeys(found[:MOST_PEOPLE])))
    words = format_html(gettext("with {names}"), names=names)
    return format_html('<p class="search-match">{}</p>', words)


def _matching_name(part: Contribution, wanted: Wanted) -> str:
    """The person's name where it matches; where the organization does, both."""
    name = _full_name(part.speaker, wanted)
    if "<mark>" in name or part.organization is None:
        return name if "<mark>" in name else ""
    organization = _marked(*best_text(part.organization, "name"), wanted)
    if "<mark>" not in organization:
        return ""
    both = pgettext("a name and a role", "%(name)s (%(role)s)")
    return both % {"name": name, "role": organization}


def _full_name(person: models.Model, wanted: Wanted) -> SafeString:
    honorific = _marked(*best_text(person, "honorific"), ())
    name = _marked(*best_text(person, "name"), wanted)
    return format_html("{} {}", honorific, name) if honorific else name


def _has_match(text: str, wanted: Wanted) -> bool:
    return any(is_match for _piece, is_match in mark_matches(text, wanted))


def _marked(text: str, language: str, wanted: Wanted) -> SafeString:
    if not text:
        return SafeString("")
    pieces = mark_matches(typeset(text, language), wanted)
    html = "".join(_piece(as_elements(escape(piece)), found) for piece, found in pieces)
    return format_html("<bdi{}>{}</bdi>", language_attributes(language), SafeString(html))


def _piece(html: str, is_match: bool) -> str:
    return f"<mark>{html}</mark>" if is_match else html
