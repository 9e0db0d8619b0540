"""Pictures of staff in a page, in the size that the reader's screen needs."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from content.pictures.fields import PictureFile

register = template.Library()


@register.simple_tag
def picture(
    file: PictureFile, css: str, *, alt: str = "", sizes: str = "", is_first: bool = False
) -> SafeString:
    """`<img>` with a `srcset`; `sizes` says how wide it stands, as in HTML.

    A picture without sizes yet is shown as it is. Only the first picture of a page is not lazy.
    """
    shown = file.shown
    attributes = [("class", css), ("src", shown[0].url if shown else file.url)]
    if shown:
        each = ", ".join(f"{size.url} {size.width}w" for size in shown)
        attributes += [("srcset", each), ("sizes", sizes)] if len(shown) > 1 else []
        attributes += [("width", shown[0].width), ("height", shown[0].height)]
    attributes += [] if is_first else [("loading", "lazy")]
    attributes += [("decoding", "async"), ("alt", alt)]
    return format_html("<img{}>", format_html_join("", ' {}="{}"', attributes))
