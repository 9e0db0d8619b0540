"""How forms of the admin show a person: the face, and the office that tells two names apart."""

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.admin.thumbnails import staff_url
from content.translations import best_text
from programme.models import Contribution
from speakers.faces import Face
from speakers.models import Speaker


def face_parts(person: Speaker | None) -> dict[str, str]:
    """The arch of somebody whom readers may not know yet: the photo is asked of the admin."""
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


def office_of(row: models.Model) -> str:
    """“Director, Ministry of Finance”, of a person or of a part on the day; else nothing."""
    if not isinstance(row, Speaker | Contribution):
        return ""
    body = row.organization
    texts = [best_text(row, "function")[0], best_text(body, "name")[0] if body else ""]
    return ", ".join(filter(None, texts))


def differs_on_the_day(part: Contribution) -> bool:
    """Whether the person's own function or organization is another one by now."""
    person = part.speaker
    functions = {best_text(row, "function")[0] for row in (part, person)}
    return len(functions) > 1 or part.organization_id != person.organization_id
