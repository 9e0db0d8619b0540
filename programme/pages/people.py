"""People and organizations as the pages of an event or session group them. Pure: no query."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from content.translations import best_text
from programme.agenda.sessions import NO_WORDS, Words

if TYPE_CHECKING:
    from programme.models import Contribution, Partnership
    from speakers.models import Organization


@dataclass(frozen=True, slots=True)
class Participation:
    """The people of an event or session, those who had to withdraw apart; both in their order."""

    people: tuple["Contribution", ...]
    withdrawn: tuple["Contribution", ...]

    def __bool__(self) -> bool:
        return bool(self.people or self.withdrawn)


def split_people(contributions: Iterable["Contribution"]) -> Participation:
    parts = list(contributions)
    return Participation(
        people=tuple(part for part in parts if part.takes_part),
        withdrawn=tuple(part for part in parts if not part.takes_part),
    )


@dataclass(frozen=True, slots=True)
class PartnerGroup:
    """Organizations with one heading: a role, a label that staff gave, or neither."""

    role: str
    label: Words
    organizations: tuple["Organization", ...]


def group_partners(partnerships: Iterable["Partnership"]) -> list[PartnerGroup]:
    """Partnerships in protocol order, as runs with one role and label."""
    runs = groupby(partnerships, key=lambda p: (p.role, _label(p)))
    return [PartnerGroup(*heading, tuple(p.organization for p in run)) for heading, run in runs]


def _label(partnership: "Partnership") -> Words:
    words = best_text(partnership, "label")
    return words if words[0] else NO_WORDS


def group_organizations(
    partnerships: Iterable["Partnership"], others: Iterable["Organization"]
) -> list[PartnerGroup]:
    """Each organization once, under the first role it has; those without a role come last."""
    seen: set[Organization] = set()
    groups = []
    for group in [*group_partners(partnerships), PartnerGroup("", NO_WORDS, tuple(others))]:
        new = tuple(dict.fromkeys(o for o in group.organizations if o not in seen))
        seen.update(new)
        if new:
            groups.append(replace(group, organizations=new))
    return groups
