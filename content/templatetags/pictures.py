"""Uploaded pictures in templates, in the size that the reader's screen needs."""

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from content.pictures.fields import PictureFile

register = template.Library()


@register.simple_tag
def picture(
    file: PictureFile, css: str, *, alt: str = "", sizes: str = "", is_first: bool = False
) -> SafeString:
    """`<img>` with a `srcset`; `sizes` is the HTML attribute. Only a page's first is not lazy.

    A picture without renditions is shown as it was uploaded.
    """
    renditions = file.renditions
    address = escape(renditions[0].url if renditions else file.url)
    html = f'<img class="{css}{file.focus_classes}" src="{address}"'
    if len(renditions) > 1:
        srcset = escape(", ".join(f"{size.url} {size.width}w" for size in renditions))
        html += f' srcset="{srcset}" sizes="{sizes}"'
    if renditions:
        html += f' width="{renditions[0].width}" height="{renditions[0].height}"'
    loading = 'fetchpriority="high"' if is_first else 'loading="lazy"'
    html += f' {loading} decoding="async" alt="{conditional_escape(alt)}">'
    return mark_safe(html)  # noqa: S308  escaped, and `css` and `sizes` are our own
