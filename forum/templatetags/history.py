"""The last acts on pages of the admin, and differences as HTML."""

from typing import Any

from django import template
from django.db import models
from django.http import HttpRequest
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from content.bidi import language_attributes
from content.history.differences import Line
from content.history.words import Piece, mark_piece, mark_pieces
from content.saving import Content
from forum.staff.history_access import Viewer
from forum.staff.history_entries import described, list_entries

register = template.Library()

RECENT = 3
JUST_DONE = 12


@register.inclusion_tag("admin/history/_recent.html", takes_context=True)
def recent_acts(
    context: Context, row: models.Model | None, *, detached: bool = False
) -> dict[str, Any]:
    """The last changes of a row, with their total: two queries, none without a history.

    Within another form it is `detached`: its buttons are of the forms of `undo_forms`, which
    follows after that one.
    """
    request = context["request"]
    if not isinstance(row, Content):
        return {}
    request.recent_acts = _recent(request, row)
    shown = {"recent": request.recent_acts, "detached": detached}
    return shown | {"csrf_token": context.get("csrf_token")}


@register.inclusion_tag("admin/history/_undo_forms.html", takes_context=True)
def undo_forms(context: Context) -> dict[str, Any]:
    """The forms of the undo buttons of `recent_acts`."""
    recent = getattr(context["request"], "recent_acts", {})
    return {"recent": recent, "csrf_token": context.get("csrf_token")}


def _recent(request: HttpRequest, row: Content) -> dict[str, Any]:
    viewer, key = Viewer.of(request), (row._meta.label_lower, row.pk)
    acts = list(viewer.acts().of_row(*key).with_total()[:RECENT])
    page = f"admin:{row._meta.app_label}_{row._meta.model_name}_history"
    return {
        "entries": described(acts, viewer, row=key),
        "total": acts[0].total if acts else 0,
        "url": reverse(page, args=[row.pk]),
        "next": request.get_full_path(),
    }


@register.inclusion_tag("admin/history/_just_done.html", takes_context=True)
def just_done(context: Context) -> dict[str, Any]:
    """The last acts of the whole site: three queries."""
    request = context["request"]
    viewer = Viewer.of(request)
    entries = list_entries(list(viewer.acts()[:JUST_DONE]), viewer, with_lines=False)
    recent = {"entries": entries, "next": request.get_full_path()}
    return {"recent": recent, "csrf_token": context.get("csrf_token")}


@register.simple_tag
def text_language(language: str) -> SafeString:
    """`lang` and `dir` of a text that is not in the reader's language."""
    return language_attributes(language) if language else SafeString("")


@register.simple_tag
def pieces(line: Line) -> SafeString:
    """What came and what went as `<ins>` and `<del>`."""
    if line.is_list:
        signed = [_signed(piece) for piece in line.pieces]
        return format_html_join(" · ", "{}", ((html,) for html in signed))
    return mark_pieces(line.pieces)


def _signed(piece: Piece) -> SafeString:
    """“+ Astrid Okonkwo, moderator”."""
    sign = {"new": "+", "old": "−"}[piece.kind]
    return mark_piece(Piece(piece.kind, f"{sign} {piece.text}"))
