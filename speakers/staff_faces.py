"""How the admin shows the face of a person whom readers may not know yet."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content.admin.thumbnails import staff_url
from speakers.faces import Face
from speakers.models import Speaker


def face_parts(person: Speaker | None) -> dict[str, str]:
    """The classes of the arch, and the address of the photo in the admin or the letter."""
    face = person.face if person else Face(0)
    css = f"arch arch--line {face.tint}"
    if face.photo and (record := face.photo.record):
        photo = staff_url(record.name_of(record.sizes[0][0]))
        return {"css": css, "photo": photo, "letter": ""}
    star = "" if face.letter else " arch--star"
    return {"css": css + star, "photo": "", "letter": face.letter}


def face_html(person: Speaker | None) -> SafeString:
    """The same as an element; `people-offers.js` makes it of the parts."""
    parts = face_parts(person)
    if parts["photo"]:
        return format_html('<img class="{css}" src="{photo}" alt="" loading="lazy">', **parts)
    return format_html('<span class="{css}" aria-hidden="true">{letter}</span>', **parts)


@admin.display(description=_("photo"))
def face_column(person: Speaker) -> SafeString:
    return face_html(person)
