"""Who takes part in an event, and which organizations stand behind it. Pure: no query."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from content.translations import best_text

Words = tuple[str, str]
"""A text and its language; both are empty where there is none."""
NO_WORDS: Words = ("", "")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody's part in something, in words."""

    honorific: Words
    name: Words
    role: str
    """What the part is called, where that says more than that of any speaker."""
    function: Words
    organization: Words


@dataclass(frozen=True)
class PartnerGroup:
    """Organizations that stand together: in one role, under a word of staff, or without either."""

    role: str
    label: Words
    organizations: tuple[Any, ...]


def unique_people(contributions: Iterable[Any]) -> list[Any]:
    """The first contribution of each speaker, in the order given."""
    first: dict[int, Any] = {}
    for contribution in contributions:
        first.setdefault(contribution.speaker_id, contribution)
    return list(first.values())


def group_partners(partnerships: Iterable[Any]) -> list[PartnerGroup]:
    """Partnerships in protocol order, as runs of one role and one word for it."""
    runs = groupby(partnerships, key=lambda p: (p.role, _label(p)))
    return [PartnerGroup(*words, tuple(p.organization for p in run)) for words, run in runs]


def _label(partnership: Any) -> Words:
    words = best_text(partnership, "label")
    return words if words[0] else NO_WORDS


def group_organizations(partnerships: Iterable[Any], others: Iterable[Any]) -> list[PartnerGroup]:
    """Every organization under the first role it has; those without a role come last."""
    seen: set[Any] = set()
    standings = []
    for standing in [*group_partners(partnerships), PartnerGroup("", NO_WORDS, tuple(others))]:
        new = tuple(dict.fromkeys(o for o in standing.organizations if o not in seen))
        seen.update(new)
        if new:
            standings.append(replace(standing, organizations=new))
    return standings
