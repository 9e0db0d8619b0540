"""Tags of the pattern page."""

import re

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_IDS = re.compile(r'(?<=\s)(id|for|aria-describedby|aria-labelledby)="([^"]+)"')
_LABELS = re.compile(r'(?<=\saria-label=")[^"]+')
_LINKS = re.compile(r'(?<=\shref="#)[^"]+')


@register.simple_block_tag(takes_context=True)
def again(context: Context, content: str) -> SafeString:
    """Show a component that the page already contains, with unique ids and landmark names.

    Ids and names get a number as suffix, from the counter `copies` in the context.
    """
    number = next(context["copies"])
    own = {name for attribute, name in _IDS.findall(content) if attribute == "id"}

    def rename(match: re.Match) -> str:
        attribute, names = match.groups()
        words = [f"{name}-{number}" if name in own else name for name in names.split()]
        words += [f"again-{number}"] if attribute == "aria-labelledby" else []
        return f'{attribute}="{" ".join(words)}"'

    html = _IDS.sub(rename, content)
    html = _LABELS.sub(lambda match: f"{match[0]} {number}", html)
    html = _LINKS.sub(lambda match: f"{match[0]}-{number}" if match[0] in own else match[0], html)
    mark = format_html('<span id="again-{0}" hidden>{0}</span>', number)
    return mark + mark_safe(html)  # noqa: S308  rendered, so already escaped
