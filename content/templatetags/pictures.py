"""Uploaded pictures in templates, in the size that the reader's screen needs."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

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
    attributes = [("class", css), ("src", renditions[0].url if renditions else file.url)]
    if renditions:
        srcset = ", ".join(f"{size.url} {size.width}w" for size in renditions)
        attributes += [("srcset", srcset), ("sizes", sizes)] if len(renditions) > 1 else []
        attributes += [("width", renditions[0].width), ("height", renditions[0].height)]
    attributes += [("fetchpriority", "high")] if is_first else [("loading", "lazy")]
    attributes += [("decoding", "async"), ("alt", alt)]
    return format_html("<img{}>", format_html_join("", ' {}="{}"', attributes))
