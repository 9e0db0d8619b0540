"""The acronym of an event: `osr_2020`, a permanent identifier that staff need not think up."""

import re
from collections.abc import Container
from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.text import CodeField

if TYPE_CHECKING:
    from programme.models.events import Event

LONGEST_WORD = 30
CODE = r"^[a-z0-9_]{4,}\Z"


def acronym_field() -> CodeField:
    words = _("Use at least four lower-case letters, digits or underscores, for example osr_2020.")
    return CodeField(
        _("acronym"),
        max_length=40,
        validators=[RegexValidator(CODE, words)],
        help_text=_("Permanent identifier in calendars and data files, for example osr_2020."),
    )


def acronym_constraints() -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            name="event_acronym_unique",
            fields=["acronym"],
            violation_error_code="acronym",
            violation_error_message=_("Another event has this acronym."),
        ),
        models.CheckConstraint(
            name="event_acronym_is_a_code",
            condition=Q(acronym__regex=CODE),
            violation_error_code="acronym",
            violation_error_message=_(
                "Use at least four lower-case letters, digits or underscores."
            ),
        ),
    ]


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
