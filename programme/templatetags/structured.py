"""What a page is about, for machines, as a block of data in it."""

import json

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from programme.exports import json_ld

register = template.Library()

KINDS = {
    "event": json_ld.of_event,
    "session": json_ld.of_session,
    "person": json_ld.of_person,
    "organization": json_ld.of_organization,
}
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def structured(context: Context, kind: str, thing: object, **parts) -> SafeString:
    """`{% structured "session" session description=abstract %}`: in the head of its page."""
    data = KINDS[kind](thing, site=context["site_url"], **parts)
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped
