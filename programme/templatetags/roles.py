"""The headings over the organizations of an event."""

from django import template

from programme.models.partnerships import role_heading as heading
from programme.pages.people import PartnerGroup

register = template.Library()


@register.simple_tag
def role_heading(group: PartnerGroup) -> str:
    """The name of the role, in the plural where the group has several organizations."""
    return heading(group.role, count=len(group.organizations))
