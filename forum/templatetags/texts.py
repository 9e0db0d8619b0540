"""Texts of staff in a page: each isolated from the line it stands in, in its own language."""

from django import template
from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from forum import markdown as markdown_text
from speakers.translated import best_text

register = template.Library()


@register.simple_tag
def text(instance: models.Model, field: str) -> SafeString:
    """A name or title: `<bdi>`, with `lang` and `dir` where it is not in the reader's language."""
    value, language = best_text(instance, field)
    return format_html("<bdi{}>{}</bdi>", _marks(language), value) if value else SafeString("")


@register.simple_tag
def markdown(instance: models.Model, field: str, top: int = 2) -> SafeString:
    """A Markdown text as a block of its own; headings in it begin at `top`."""
    value, language = best_text(instance, field)
    if not value:
        return SafeString("")
    html = mark_safe(markdown_text.to_html(value, top=top))  # noqa: S308  cleaned by nh3
    return format_html('<div class="prose"{}>{}</div>', _marks(language), html)


@register.simple_tag
def summary(instance: models.Model, field: str) -> str:
    """The beginning of a Markdown text as one line, for the head of a page."""
    value, _language = best_text(instance, field)
    return mark_safe(markdown_text.first_sentence(value))  # noqa: S308  cleaned by nh3


def _marks(language: str) -> SafeString:
    if language == (get_language() or "")[:2]:
        return SafeString("")
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)
