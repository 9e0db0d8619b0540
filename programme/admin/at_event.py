"""What a person is at an event: function and organization, written on all their parts at once."""

import copy
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.forms import ModelForm
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from content.bidi import direction
from content.digests import digest
from content.translations import best_text, columns, reading_language
from programme.admin.plans.stamps import Ticks
from programme.admin.plans.table import Consequence, PlanRow, PlanTable
from programme.agenda.sessions import Words
from programme.models import Contribution, Event
from speakers.models import Speaker

TEXTS = columns("function")
FIELDS = (*TEXTS, "organization")
Values = dict[str, Any]
"""By the names of `FIELDS`; texts are never None."""


def parts_by_event(person: Speaker) -> dict[Event, list[Contribution]]:
    """All parts of a person, the latest event first, in one query."""
    rows = person.contributions.latest_first().with_targets().select_related("organization")
    found: dict[Event, list[Contribution]] = {}
    for part in rows:
        found.setdefault(part.get_event(), []).append(part)
    return found


def values_of(part: Contribution) -> Values:
    texts = {column: getattr(part, column) or "" for column in TEXTS}
    return texts | {"organization": part.organization}


def usual_part(parts: Sequence[Contribution]) -> Contribution:
    """One with the function and organization that most of them have, not yet saved again."""
    counts = Counter(_key(values_of(part)) for part in parts)
    part = copy.copy(max(parts, key=lambda part: counts[_key(values_of(part))]))
    part.stale = {}
    return part


def _key(values: Values) -> tuple:
    return tuple(values[name] and str(values[name]) for name in FIELDS)


def stamp(part: Contribution) -> str:
    """The same text as long as function, organization and withdrawal are the same."""
    texts = {column: getattr(part, column) or "" for column in TEXTS}
    more = {"organization": part.organization_id, "withdrawn": part.withdrawn_at}
    return digest(texts | more)[:16]


def values_in(form: ModelForm) -> Values:
    """What was typed; of a form that is not sent or has mistakes, what it began with."""
    if form.is_bound and form.is_valid():
        return {name: form.cleaned_data[name] or "" for name in FIELDS} | {
            "organization": form.cleaned_data["organization"]
        }
    return values_of(form.instance)


def plan(parts: Sequence[Contribution], values: Values, ticks: Ticks | None) -> PlanTable:
    rows = [_row(part, values, ticks) for part in parts]
    count = sum(bool(row.then) for row in rows)
    heading = ngettext(
        "%(count)s part will change; nothing has changed yet",
        "%(count)s parts will change; nothing has changed yet",
        count,
    )
    return PlanTable(rows=rows, heading=heading % {"count": count}, beside_label=_("Role"))


def _row(part: Contribution, values: Values, ticks: Ticks | None) -> PlanRow:
    own = values_of(part)
    names = [name for name in FIELDS if own[name] != values[name]]
    shown = names or [name for name in FIELDS if own[name]]
    withdrawn = Consequence(sentence=gettext("Had to withdraw"), severity="hint")
    return PlanRow(
        key=part.pk,
        value=f"{part.pk}:{stamp(part)}",
        title=title_of(part),
        now=_in_words(own, shown),
        then=_in_words(values, names),
        beside=(part.get_role_display(), reading_language()),
        follows=() if part.takes_part else (withdrawn,),
        is_ticked=ticks is None or ticks.has(part.pk),
    )


def title_of(part: Contribution) -> Words:
    target = part.get_target()
    return best_text(target, "name" if isinstance(target, Event) else "title")


def _in_words(values: Values, names: Iterable[str]) -> SafeString:
    """Each value on a line of its own, in its own language and direction."""
    lines = ((*_language(name), values[name] or "–") for name in names)
    return format_html_join("", '<span class="at-event__value"><bdi{}{}>{}</bdi></span>', lines)


def _language(name: str) -> tuple[SafeString | str, SafeString | str]:
    language = name.rpartition("_")[2] if name in TEXTS else ""
    if language not in settings.MODELTRANSLATION_LANGUAGES:
        return "", ""
    return format_html(' lang="{}"', language), format_html(' dir="{}"', direction(language))


@dataclass(frozen=True, slots=True)
class Written:
    changed: tuple[Contribution, ...]
    moved_on: tuple[Contribution, ...]
    """Those that somebody has changed since the plan was shown."""
    gone: int
    """How many are no longer there."""


def apply_values(posted: QueryDict, parts: Sequence[Contribution], values: Values) -> Written:
    """Give the ticked parts these values; the caller saves them.

    The parts are locked, and compared with what the plan showed.
    """
    stamps = Ticks.of(posted).stamps
    shown = {part.pk: part for part in parts}
    locked = Contribution.objects.filter(pk__in=stamps.keys() & shown.keys()).locked()
    changed, moved_on = [], []
    for key, part in locked.items():
        if stamp(part) != stamps[key]:
            moved_on.append(shown[key])
        elif _set_values(part, values):
            changed.append(part)
    return Written(tuple(changed), tuple(moved_on), len(stamps) - len(locked))


def _set_values(part: Contribution, values: Values) -> bool:
    """Whether they differ from what the part had."""
    own = values_of(part)
    for name in FIELDS:
        setattr(part, name, values[name])
    return own != values


def fingerprint(values: Values) -> str:
    """Of what a plan shows, so that nothing else is written by its button."""
    organization = values["organization"]
    return digest(values | {"organization": organization and organization.pk})[:16]
