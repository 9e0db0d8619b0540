"""The links of the menu."""

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def menu_link(path: str, words: str, page: str, *slugs: str, parts: str = "") -> SafeString:
    """A link to the page of this name, marked on it and on the pages that belong to it.

    `path` is that of the page that shows the link; `parts` is what the addresses of pages that
    belong to it have in them.
    """
    address = reverse(page, args=slugs)
    is_within = bool(parts) and (address in path or parts in path)
    current = "page" if path == address else "true" if is_within else ""
    mark = f' aria-current="{current}"' if current else ""
    html = f'<a href="{escape(address)}"{mark}>{escape(words)}</a>'
    return mark_safe(html)  # noqa: S308  escaped
