"""The plates on which the marks of organizations stand."""

from django import template
from django.utils.safestring import SafeString

from content.templatetags.pictures import picture
from content.translations import best_text
from speakers.marks import MarkShape, mark_shape
from speakers.models import Organization
from speakers.plates import Plate

register = template.Library()

CLASSES = {
    MarkShape.COMPACT: "plate__mark plate__mark--compact",
    MarkShape.BROAD: "plate__mark plate__mark--broad",
    MarkShape.LONG: "plate__mark plate__mark--long",
    MarkShape.WIDE: "plate__mark plate__mark--wide",
}


@register.filter
def plate_class(organization: Organization) -> str:
    """The classes of the plate; a name alone stands on the light one."""
    is_dark = organization.logo and organization.logo_plate == Plate.DARK
    return "plate plate--dark" if is_dark else "plate"


@register.simple_tag
def mark(organization: Organization, *, is_first: bool = False) -> SafeString:
    """The logo, named for those who cannot see it."""
    renditions = organization.logo.renditions
    shape = MarkShape.BROAD
    if renditions:
        largest = renditions[-1]
        shape = mark_shape(largest.width, largest.height)
    name = best_text(organization, "name")[0]
    return picture(organization.logo, CLASSES[shape], alt=name, sizes="11rem", is_first=is_first)
