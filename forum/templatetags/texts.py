"""Texts of staff in a page: each isolated from the line it stands in, in its own language."""

import re

from django import template
from django.conf import settings
from django.db import models
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from forum import markdown as markdown_text
from forum.typography import typeset
from speakers.texts import as_shown, fold_for_search, search_words
from speakers.translated import best_text, languages_of

register = template.Library()

ONLY_IN = {"en": _("Only in English"), "fr": _("Only in French"), "ar": _("Only in Arabic")}


@register.simple_tag
def text(instance: models.Model, field: str) -> SafeString:
    """A name or title: `<bdi>`, with `lang` and `dir` where it is not in the reader's language."""
    return words(best_text(instance, field))


@register.simple_tag
def words(said: tuple[str, str]) -> SafeString:
    """The same, of a text and its language."""
    value, language = said
    html = format_html("<bdi{}>{}</bdi>", marks(language), typeset(value, language))
    return html if value else SafeString("")


@register.simple_tag
def full_name(person: models.Model) -> SafeString:
    """The honorific and the name, which are isolated as one where they are in one language."""
    honorific, its_language = _typeset_text(person, "honorific")
    name, language = _typeset_text(person, "name")
    if not honorific:
        return text(person, "name")
    if its_language != language:
        return format_html("{} {}", text(person, "honorific"), text(person, "name"))
    return format_html("<bdi{}>{} {}</bdi>", marks(language), honorific, name)


@register.simple_tag
def markdown(instance: models.Model, field: str, top: int = 2) -> SafeString:
    """A Markdown text as a block of its own; headings in it begin at `top`."""
    value, language = best_text(instance, field)
    if not value:
        return SafeString("")
    html = markdown_text.to_html(value, top=top, language=language)
    note = only_in(instance, field)
    cleaned = mark_safe(html)  # noqa: S308  by nh3
    return format_html('{}<div class="prose"{}>{}</div>', note, marks(language), cleaned)


@register.simple_tag
def summary(instance: models.Model, field: str) -> str:
    """The beginning of a Markdown text as one line, for the head of a page."""
    value, language = best_text(instance, field)
    return markdown_text.first_sentence(value, language=language)


@register.simple_tag
def plain(instance: models.Model, field: str) -> str:
    """A text where no element can stand, as in `<title>`: isolated by its own characters.

    A text of the reader's own language needs no isolation.
    """
    value, language = _typeset_text(instance, field)
    return f"\u2068{value}\u2069" if value and marks(language) else value


@register.simple_tag
def only_in(instance: models.Model, field: str) -> SafeString:
    """A quiet note that a text is in another language than the reader's, where it is."""
    value, language = best_text(instance, field)
    if not value or not marks(language):
        return SafeString("")
    return format_html('<p class="language-note">{}</p>', ONLY_IN[language])


@register.simple_tag
def found_in(instance: models.Model, field: str, sought: str) -> SafeString:
    """The title in the language in which words were found, where the one shown has none of them."""
    wanted = search_words(sought)
    texts = {
        code: as_shown(getattr(instance, f"{field}_{code}"))
        for code in languages_of(instance, field)
    }
    found = [
        code for code, text in texts.items() if any(w in fold_for_search(text) for w in wanted)
    ]
    _shown, language = best_text(instance, field)
    if not found or language in found:
        return SafeString("")
    return format_html('<p class="search-match">{}</p>', words((texts[found[0]], found[0])))


@register.simple_tag
def alternates(path: str, instance: models.Model | None = None, field: str = "") -> list[tuple]:
    """The code and URL of a page in each language that has its text, and for all others.

    A page that shows a text in another language than its own is nobody's alternate and names none.
    """
    codes = [code for code, _name in settings.LANGUAGES]
    if instance is not None:
        codes = languages_of(instance, field)
        if get_language() not in codes:
            return []
    default = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in codes else codes[0]
    pages = [*((code, code) for code in codes), ("x-default", default)]
    return [(name, settings.SITE_URL + translate_url(path, code)) for name, code in pages]


def _typeset_text(instance: models.Model, field: str) -> tuple[str, str]:
    value, language = best_text(instance, field)
    return typeset(value, language), language


@register.simple_block_tag
def line(content: str) -> SafeString:
    """What it encloses on one line, to be kept with `as`: a block can be shown only once.

    The spaces that French sets beside its marks stay: they are no line ends.
    """
    words = re.split(r"[ \t\r\n]+", content.strip())
    return mark_safe(" ".join(words))  # noqa: S308  rendered, and so escaped already


@register.filter
def og_locale(language: str) -> str:
    """The code of a language as Open Graph writes it."""
    return {"en": "en_GB", "fr": "fr_FR", "ar": "ar_AR"}[language]


def marks(language: str) -> SafeString:
    """The attributes that say a text is in another language than the reader's."""
    if language == (get_language() or "")[:2]:
        return SafeString("")
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)
