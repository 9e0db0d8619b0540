"""What an import does, in lines of text."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programme.imports.fields import label_of
from programme.imports.plan import Plan
from programme.imports.shown import shown
from programme.imports.values import Notice

MOST_LINES = 40


def summary(plan: Plan) -> Iterator[str]:
    """Counts first; then changes, conflicts, sessions that are gone, and notices."""
    people = ngettext("%(count)s new person", "%(count)s new people", len(plan.people.new_people))
    counts = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": len(plan.sessions) - len(plan.new) - len(plan.changed),
        "gone": len(plan.gone),
        "people": people % {"count": len(plan.people.new_people)},
    }
    yield (
        _(
            "Sessions: %(new)s new, %(changed)s changed, %(same)s unchanged, "
            "%(gone)s gone; %(people)s."
        )
        % counts
    )
    yield from _most(_changes(plan))
    yield from _most(_conflicts(plan))
    for origin in plan.gone[:MOST_LINES]:
        title = str(origin.session)
        yield _("No longer in the file: “%(title)s”.") % {"title": title}
    yield from _most(one.words for one in plan.people.doubts)
    yield from _most(map(_notice, plan.notices))
    yield from _most(map(_notice, plan.refused))


def _most(lines: Iterable[str]) -> Iterator[str]:
    lines = iter(lines)
    yield from islice(lines, MOST_LINES)
    if rest := sum(1 for _line in lines):
        yield _("… and %(count)s more.") % {"count": rest}


def _changes(plan: Plan) -> Iterator[str]:
    for one in plan.changed:
        for change in one.changes:
            details = {
                "row": one.read.row,
                "field": label_of(change.field),
                "before": shown(plan, one, change.field, change.before),
                "after": shown(plan, one, change.field, change.after),
            }
            yield _("Row %(row)s, %(field)s: “%(before)s” becomes “%(after)s”.") % details
        if one.parts.differs:
            yield _("Row %(row)s: the people change.") % {"row": one.read.row}


def _conflicts(plan: Plan) -> Iterator[str]:
    for one, conflict in plan.conflicts:
        details = {
            "row": one.read.row,
            "field": label_of(conflict.field),
            "last": shown(plan, one, conflict.field, conflict.last),
            "file": shown(plan, one, conflict.field, conflict.file),
            "ours": shown(plan, one, conflict.field, conflict.ours),
        }
        yield (
            _(
                "Row %(row)s, %(field)s was changed here and in the file: last “%(last)s”, "
                "now “%(file)s” "
                "in the file. “%(ours)s” stays."
            )
            % details
        )


def _notice(notice: Notice) -> str:
    if not notice.row:
        return notice.text
    return _("Row %(row)s: %(text)s") % {"row": notice.row, "text": notice.text}
