"""The acronym of an event: `osr_2020`, a permanent identifier that staff need not think up."""

import re
from collections.abc import Container
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from programme.models.events import Event

LONGEST_WORD = 30


def acronym_from(slug: str, year: int, taken: Container[str] = ()) -> str:
    """The initials of an address with the year; of one word, the word; numbered if it is taken."""
    words = re.findall("[a-z]+", slug)
    name = words[0][:LONGEST_WORD] if len(words) == 1 else "".join(word[0] for word in words)
    stem = acronym = f"{name[:LONGEST_WORD] or 'event'}_{year}"
    number = 1
    while acronym in taken:
        number += 1
        acronym = f"{stem}_{number}"
    return acronym


def fill_acronym(event: "Event", before: "Event | None") -> None:
    """A trait: make the acronym of an event that has none, after its address."""
    if event.acronym:
        return
    others = type(event)._default_manager.exclude(pk=event.pk)
    taken = set(others.values_list("acronym", flat=True))
    event.acronym = acronym_from(event.slug, event.first_day.year, taken)
