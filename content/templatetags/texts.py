"""Translated texts in templates: isolated from the line around them, marked with their language."""

import re
from functools import lru_cache

from django import template
from django.conf import settings
from django.db import models
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content import markdown as markdown_text
from content.bidi import as_elements, isolate, language_attributes
from content.languages import path_in
from content.translations import best_text, languages_with_text
from content.typography import typeset

register = template.Library()

ONLY_IN = {"en": _("Only in English"), "fr": _("Only in French"), "ar": _("Only in Arabic")}


@register.simple_tag
def text(instance: models.Model, field: str) -> SafeString:
    """A name or title in `<bdi>`, with `lang` and `dir` if it is not in the reader's language."""
    return words(best_text(instance, field))


@register.simple_tag
def words(translation: tuple[str, str]) -> SafeString:
    """Like `text`, for a text and its language."""
    value, language = translation
    if not value:
        return SafeString("")
    html = f"<bdi{language_attributes(language)}>{_html(str(value), language)}</bdi>"
    return mark_safe(html)  # noqa: S308  escaped


@register.simple_tag
def full_name(person: models.Model) -> SafeString:
    """The honorific and the name, isolated together if they are in the same language."""
    honorific, honorific_language = _typeset_text(person, "honorific")
    name, language = _typeset_text(person, "name")
    if not honorific:
        return text(person, "name")
    if honorific_language != language:
        return format_html("{} {}", text(person, "honorific"), text(person, "name"))
    return format_html("<bdi{}>{} {}</bdi>", language_attributes(language), honorific, name)


@register.simple_tag
def markdown(instance: models.Model, field: str, top: int = 2) -> SafeString:
    """A Markdown text as a block; its largest heading is `<h{top}>`."""
    return markdown_words(best_text(instance, field), top)


@register.simple_tag
def markdown_words(translation: tuple[str, str], top: int = 2) -> SafeString:
    """Like `markdown`, for a text and its language."""
    value, language = translation
    if not value:
        return SafeString("")
    html = markdown_text.to_html(value, top=top, language=language)
    note = _language_note(language)
    cleaned = mark_safe(html)  # noqa: S308  cleaned by nh3
    return format_html(
        '{}<div class="prose"{}>{}</div>', note, language_attributes(language), cleaned
    )


@register.simple_tag
def summary(instance: models.Model, field: str) -> str:
    """The beginning of a Markdown text as one line, for `<meta>`."""
    value, language = best_text(instance, field)
    return markdown_text.excerpt(value, language=language)


@register.simple_tag
def plain(instance: models.Model, field: str) -> str:
    """A text for `<title>` and attributes, isolated if it is not in the reader's language."""
    value, language = _typeset_text(instance, field)
    return isolate(value) if language_attributes(language) else value


@register.simple_tag
def only_in(instance: models.Model, field: str) -> SafeString:
    """A note that a text is not in the reader's language, if so."""
    value, language = best_text(instance, field)
    return _language_note(language) if value else SafeString("")


def _language_note(language: str) -> SafeString:
    if not language_attributes(language):
        return SafeString("")
    return format_html('<p class="language-note">{}</p>', ONLY_IN[language])


@register.simple_tag
def alternates(path: str, instance: models.Model | None = None, field: str = "") -> list[tuple]:
    """The language code and URL of each translation of a page, and of its `x-default`.

    A page that falls back to a text in another language has no alternates.
    """
    codes = [code for code, _name in settings.LANGUAGES]
    if instance is not None:
        codes = languages_with_text(instance, field)
        if get_language() not in codes:
            return []
    default = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in codes else codes[0]
    pages = [*((code, code) for code in codes), ("x-default", default)]
    return [(name, settings.SITE_URL + path_in(code, path)) for name, code in pages]


@lru_cache(maxsize=4096)
def _html(value: str, language: str) -> SafeString:
    """Every page has the same names."""
    html = as_elements(escape(typeset(value, language)))
    return mark_safe(html)  # noqa: S308  escaped


def _typeset_text(instance: models.Model, field: str) -> tuple[str, str]:
    value, language = best_text(instance, field)
    return typeset(value, language), language


@register.simple_block_tag
def line(content: str) -> SafeString:
    """The content of the block on one line. Keep it with `as`: a template block shows only once.

    Non-breaking spaces stay.
    """
    words = re.split(r"[ \t\r\n]+", content.strip())
    return mark_safe(" ".join(words))  # noqa: S308  rendered, so already escaped


@register.filter
def og_locale(language: str) -> str:
    """The language as an Open Graph locale."""
    return {"en": "en_GB", "fr": "fr_FR", "ar": "ar_AR"}[language]
