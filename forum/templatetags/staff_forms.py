"""Forms of the admin: how each is arranged, and the part that keeps what is typed."""

import json
from collections.abc import Sequence

from django import template
from django.contrib.admin.helpers import AdminForm, InlineAdminFormSet
from django.db import models
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from content.admin import layout
from content.admin.pills import status
from forum.staff.sign_in.typed_forms import AUTHOR_FIELD, author_signature

register = template.Library()


@register.simple_tag
def arrange(adminform: AdminForm, inlines: Sequence[InlineAdminFormSet]) -> layout.Layout:
    return layout.arrange(adminform, inlines)


@register.simple_tag(takes_context=True)
def author_field(context: RequestContext) -> SafeString:
    """By which a form comes back to the account that typed it, after a new sign-in."""
    signature = author_signature(context["request"].user)
    return format_html('<input type="hidden" name="{}" value="{}">', AUTHOR_FIELD, signature)


@register.filter
def inline_data(inline: InlineAdminFormSet) -> str:
    """What Django's script reads, with the inline's own words on the link that adds a row."""
    data = json.loads(inline.inline_formset_data())
    if words := getattr(inline.opts, "add_text", ""):
        data["options"]["addText"] = str(words)
    return json.dumps(data)


@register.simple_tag
def state_of(row: models.Model) -> SafeString:
    """Whether the public sees it, as in its list; empty for rows without a status."""
    return status(row) if hasattr(row, "get_status_display") else SafeString()


@register.inclusion_tag("admin/_kept_form.html", takes_context=True)
def kept_form(context: RequestContext) -> dict[str, object]:
    """Empty in a form that its reader may not change."""
    may_save = context["has_add_permission" if context["add"] else "has_change_permission"]
    if not may_save:
        return {}
    request, opts, row = context["request"], context["opts"], context.get("original")
    key = row.pk if row and not context["add"] else "new"
    return {
        "author": author_signature(request.user),
        "user": request.user.pk,
        "form_key": f"{opts.label_lower}:{key}",
        "draft": request.POST.get("_draft", ""),
        "is_unsaved": request.method == "POST",
        "is_private": getattr(context["adminform"].model_admin, "has_private_form", False),
    }
