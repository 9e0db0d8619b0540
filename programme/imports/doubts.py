"""People of a file who may be somebody that is stored: staff are asked who they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from content.translations import first_text
from programme.imports.values import Notice, ReadPerson
from speakers.likeness import Alike, Likeness, Named, people_alike
from speakers.models import Speaker

MOST_ASKED = 100


@dataclass(frozen=True, slots=True)
class Doubt:
    key: str
    """In the source."""
    read: ReadPerson
    candidates: tuple[Speaker, ...]
    person: Speaker
    """Who it is taken for; one without a primary key is new."""
    has_same_name: bool = False
    """Whether several people are called so."""

    @property
    def words(self) -> str:
        if self.has_same_name:
            text = _("There are several people called %(name)s: the first one was taken.")
            return text % {"name": self.read.name}
        other = first_text(self.candidates[0], "name")
        pair = {"name": self.read.name, "other": other}
        return _("%(name)s and %(other)s may be the same person.") % pair


def alike_people(
    new: Mapping[str, ReadPerson], stored: Mapping[str, Iterable[int]]
) -> tuple[dict[str, list[int]], list[Notice]]:
    """The keys of stored people whose names are like those of new people, which come by their keys
    in the source; and notices of new people who are like each other.

    `stored` has the primary keys by each name.
    """
    names = {-n: (one.name,) for n, one in enumerate(new.values(), start=1)}
    if not names:
        return {}, []
    for name, keys in stored.items():
        for key in keys:
            names[key] = (*names.get(key, ()), name)
    alike = people_alike(Named(key, texts) for key, texts in names.items())
    pairs = [one for one in alike if one.first < 0 and one.likeness != Likeness.SAME_NAME]
    keys = list(new)
    found: dict[str, list[int]] = {}
    for one in pairs:
        if one.second > 0:
            found.setdefault(keys[-one.first - 1], []).append(one.second)
    return found, [_notice(one, names) for one in pairs if one.second < 0][:MOST_ASKED]


def _notice(alike: Alike, names: Mapping[int, tuple[str, ...]]) -> Notice:
    pair = {"name": names[alike.first][0], "other": names[alike.second][0]}
    return Notice(0, _("%(name)s and %(other)s may be the same person.") % pair)
