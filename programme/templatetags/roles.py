"""The words for what an organization is to an event."""

from django import template

from programme.models.partnerships import role_heading as heading
from programme.pages.people import PartnerGroup

register = template.Library()


@register.simple_tag
def role_heading(standing: PartnerGroup) -> str:
    """The heading over all organizations in one role, in the plural where there are several."""
    return heading(standing.role, count=len(standing.organizations))
