"""What the identity of the site leaves open, on the first page of the admin."""

from django import template
from django.template.context import Context

from content.translations import join_list
from forum.models import Identity

register = template.Library()


@register.inclusion_tag("admin/forum/identity/_missing.html", takes_context=True)
def identity_block(context: Context) -> dict[str, str]:
    """One query, for those who may fill it in."""
    if not context["request"].user.has_perm("forum.change_identity"):
        return {}
    return {"missing": join_list(Identity.objects.current().missing)}
