"""The arch of a person: the photo, or one letter, or the star."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.bidi import language_attributes
from content.templatetags.pictures import picture
from speakers import faces
from speakers.faces import Face, Faced

register = template.Library()
register.filter(faces.has_faces)

SIZES = {
    "small": ("arch", "59px"),
    "row": ("arch arch--row", "108px"),
    "medium": ("arch arch--medium", "(min-width: 48rem) 177px, 138px"),
    "large": ("arch arch--large", "(min-width: 64rem) 334px, 177px"),
}
"""The classes, and how wide a photo is drawn: wider than the arch, which cuts off its sides."""


@register.simple_tag
def arch(person: Faced, size: str, *, is_first: bool = False) -> SafeString:
    """`size` is a key of `SIZES`. The name stands beside it, so a photo has no other text.

    `is_first` is for a photo that the reader sees at once. Colour shows until a photo has come.
    """
    return arch_of(person.face, size, is_first=is_first)


@register.simple_tag(name="face_arch")
def arch_of(face: Face, size: str, *, is_first: bool = False) -> SafeString:
    css, width = SIZES[size]
    css = f"{css} {face.tint}"
    if face.photo:
        return picture(face.photo, css, sizes=width, is_first=is_first)
    if face.letter:
        language = language_attributes("ar") if faces.is_arabic(face.letter) else ""
        html = '<span class="{}"{} aria-hidden="true">{}</span>'
        return format_html(html, css, language, face.letter)
    return format_html('<span class="{} arch--star" aria-hidden="true"></span>', css)
