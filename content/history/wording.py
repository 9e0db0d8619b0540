"""The words for models and fields in sentences of the history, registered by the roof."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext

from content.bidi import isolate
from content.translations import join_list


@dataclass(frozen=True, slots=True)
class Noun:
    """How rows of a model are called as the object of a verb."""

    one: Any
    """A lazy text with `name`: “the session “Opening””."""
    many: Any
    """A lazy plural with `count`: “14 sessions”."""
    identified_by: tuple[str, ...] = ()
    """The columns that say which row it is, if it has no title or name."""
    heading: Any = ""
    """Above a list of them, if it is not the model's own name."""
    contains: bool = False
    """Whether rows of other models go with it."""

    def named(self, name: str, *, count: int = 1) -> str:
        if count == 1 and name:
            return self.one % {"name": isolate(name)}
        return self.many % {"count": count}


NOUNS: dict[str, Noun] = {}
"""By the label of the model, such as `programme.session`."""

FIELDS: dict[str, Any] = {}
"""Fields as the object of a verb, by the name of the field: “the start”."""


def register_words(nouns: Mapping[str, Noun], fields: Mapping[str, Any]) -> None:
    NOUNS.update(nouns)
    FIELDS.update(fields)


def list_words(words: Sequence[Any]) -> str:
    if len(words) < 2:
        return str(words[0]) if words else ""
    ends = {"first": join_list(map(str, words[:-1])), "last": words[-1]}
    return pgettext("the end of a list", "%(first)s and %(last)s") % ends
