"""Conflicts of the programme on the first page of the admin."""

from django import template

from programme.admin.conflict_list import CLASH, EventConflicts, conflicts_of
from programme.admin.current_event import event_switch
from programme.conflicts import ConflictKind, Severity
from programme.conflicts.words import KIND_LABELS, as_html

register = template.Library()

MOST_LISTED = 5


@register.inclusion_tag("admin/programme/_conflicts.html", takes_context=True)
def conflicts_block(context: template.Context) -> dict[str, object]:
    """Of the chosen event, in one query; empty for staff who may not see sessions."""
    request = context["request"]
    event = event_switch(request).current
    if event is None or not request.user.has_perm("programme.view_session"):
        return {}
    return block_of(conflicts_of(request, event))


def block_of(found: EventConflicts) -> dict[str, object]:
    """The first clashes in words, and how many sessions each kind of warning concerns."""
    clashes = found.of_choice(CLASH)
    return {
        "clashes": [as_html(clash, found.event.zone) for clash in clashes[:MOST_LISTED]],
        "count": len(clashes),
        "address": found.address(CLASH),
        "warnings": [
            (KIND_LABELS[kind], count, found.address(kind))
            for kind in ConflictKind
            if kind.severity == Severity.WARNING and (count := found.count(kind))
        ],
    }
