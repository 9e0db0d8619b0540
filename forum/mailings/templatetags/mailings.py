"""The way from an act to the e-mails about it."""

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.bidi import direction
from content.history.models import Act
from forum.mailings.drafts import draft_about
from forum.mailings.models import Mailing
from forum.mailings.rights import may_tell

register = template.Library()


@register.inclusion_tag("admin/mailings/_panel.html", takes_context=True)
def tell_panel(context: Context, act: Act) -> dict[str, Any]:
    """How many people an act concerns, and whether they were told; nothing where it is undone."""
    if not may_tell(context["request"].user) or getattr(act, "undone_by", None):
        return {}
    draft = draft_about(act, {})
    mailings = Mailing.objects.filter(act=act).in_order()
    return {"panel": {"act": act, "draft": draft, "mailings": mailings}}


@register.simple_tag
def direction_of(language: str) -> SafeString:
    """`lang` and `dir` of an e-mail, in whatever language it is read."""
    return format_html(' lang="{}" dir="{}"', language, direction(language))
