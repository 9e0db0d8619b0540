"""The values that a filter of the programme offers, written without a template for each of them."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from content.translations import reading_language
from programme.agenda.filters import Facet, Option
from programme.agenda.markup import isolated

register = template.Library()


@register.simple_tag
def option_label(option: Option) -> SafeString:
    """The label of a value, isolated and in its own language."""
    return _label(option, reading_language())


def _label(option: Option, reader: str) -> SafeString:
    words = (option.label, option.language or reader)
    return mark_safe(f"<bdi>{isolated(words, reader)}</bdi>")  # noqa: S308  escaped by `isolated()`


@register.simple_tag
def facet_options(facet: Facet) -> SafeString:
    """Those of a list."""
    html = "".join(
        f'<option value="{escape(option.value)}"{" selected" if option.is_chosen else ""}>'
        f"{escape(option.label)} ({option.count})</option>"
        for option in facet.options
    )
    return mark_safe(html)  # noqa: S308  escaped


@register.simple_tag
def facet_boxes(facet: Facet) -> SafeString:
    """A box for each."""
    reader = reading_language()
    html = "\n".join(_box(facet, option, reader) for option in facet.options)
    return mark_safe(html)  # noqa: S308  escaped


def _box(facet: Facet, option: Option, reader: str) -> str:
    none = "" if option.count else " filters__value--none"
    css = f' class="filters__theme {option.css}"' if option.css else ""
    return (
        f'<label class="filters__value{none}"><input type="checkbox" name="{facet.name}"'
        f' value="{escape(option.value)}"{" checked" if option.is_chosen else ""}>'
        f" <span{css}>{_label(option, reader)} ({option.count})</span></label>"
    )
