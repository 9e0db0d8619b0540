"""What follows from the steps of a plan: the conflicts that it causes, and what staff may miss."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext

from content.local_time import second_occurrence
from programme.admin.plans.table import Consequence
from programme.conflicts import Conflict, Planned, Severity, new_conflicts, of_each_session
from programme.conflicts.loading import conflicts_among
from programme.conflicts.words import as_html
from programme.models import Event
from programme.planning import Step

SEVERITIES = {Severity.CLASH: "clash", Severity.WARNING: "warning"}
MINUTE = dt.timedelta(minutes=1)


def consequences(
    sessions: Sequence[Planned], steps: Iterable[Step], event: Event, after: Event | None = None
) -> dict[int, tuple[Consequence, ...]]:
    """By the primary key of each session that moves; `sessions` are all of the event.

    `after` is the event as it will be, if it changes too.
    """
    moved = {step.before.pk: step for step in steps if not step.refusal}
    planned = [moved[one.pk].after if one.pk in moved else one for one in sessions]
    then = after or event
    new = new_conflicts(conflicts_among(sessions, event), conflicts_among(planned, then))
    found = of_each_session(new)
    return {
        key: (*_clock_notes(step, then.zone), *_sentences(found.get(key, ()), key, then.zone))
        for key, step in moved.items()
    }


def _sentences(conflicts: Iterable[Conflict], key: int, zone: dt.tzinfo) -> list[Consequence]:
    return [
        Consequence(
            sentence=as_html(conflict, zone, here=key), severity=SEVERITIES[conflict.severity]
        )
        for conflict in conflicts
        if conflict.severity != Severity.HINT
    ]


def _clock_notes(step: Step, zone: dt.tzinfo) -> list[Consequence]:
    """Whether it gets shorter or longer, and whether its hour comes twice that night."""
    texts = []
    lengths = [one.ends_at - one.starts_at for one in (step.before, step.after)]
    if lengths[0] != lengths[1]:
        words: Mapping[str, int] = {"before": lengths[0] // MINUTE, "after": lengths[1] // MINUTE}
        texts.append(gettext("%(after)s minutes long instead of %(before)s") % words)
    if second_occurrence(step.after.starts_at, zone) != step.after.starts_at.astimezone(dt.UTC):
        texts.append(
            gettext(
                "This hour occurs twice that night, because the clocks go back. "
                "The first one is used."
            )
        )
    return [Consequence(sentence=text, severity="hint") for text in texts]
