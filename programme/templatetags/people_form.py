"""The lines of people in forms of the admin."""

from collections.abc import Iterator

from django import template
from django.contrib.admin.helpers import InlineAdminForm, InlineAdminFormSet
from django.forms import BoundField

from content.positions import LAST_POSITION
from programme.admin.participants import offices
from speakers.staff_faces import face_html

register = template.Library()
register.simple_tag(face_html, name="staff_face")
register.filter("office", offices.office_of)
register.filter(offices.differs_on_the_day)


@register.simple_tag
def person_lines(inline: InlineAdminFormSet) -> list[InlineAdminForm]:
    """Those of an inline by the places that they show, without the empty one for scripts."""
    return sorted(_lines(inline), key=lambda line: _place(line.form["position"]))


def _lines(inline: InlineAdminFormSet) -> Iterator[InlineAdminForm]:
    for line in inline:
        if line.form.prefix != inline.formset.empty_form.prefix:
            yield line


def _place(position: BoundField) -> int:
    """New lines without a place come last, in the order in which they were added."""
    text = str(position.value() or "")
    return int(text) if text.isdecimal() and len(text) <= 5 else LAST_POSITION


@register.simple_tag
def empty_person_line(inline: InlineAdminFormSet) -> InlineAdminForm:
    """The line from which a script makes new ones."""
    return [*inline][-1]
