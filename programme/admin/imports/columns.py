"""What the columns of a spreadsheet are taken for, and what staff say that they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from content.folding import fold_for_search
from programme.imports.headings import PRIVATE, TRANSLATED
from programme.imports.values import ReadColumn

NAMES = {
    "title": _("title"),
    "subtitle": _("subtitle"),
    "abstract": _("abstract"),
    "date": _("date"),
    "start": _("Start"),
    "end": _("End"),
    "time": _("Start and end in one column"),
    "duration": _("Duration"),
    "room": _("room"),
    "track": _("theme"),
    "section": _("section"),
    "kind": _("session type"),
    "languages": _("spoken languages"),
    "speakers": _("Speakers"),
    "moderators": _("Moderators"),
    "chairs": _("Chairs of sessions"),
    "panelists": _("Panelists"),
    "keynotes": _("Keynote speakers"),
    "rapporteurs": _("Rapporteurs"),
    "first_name": _("First name of the speaker"),
    "last_name": _("Last name of the speaker"),
    "function": _("Function of the speaker"),
    "organization": _("Organization of the speaker"),
    "status": _("status"),
    "cancelled": _("Cancelled: yes or no"),
    "active": _("Takes place: yes or no"),
    "identifier": _("Identifier"),
    "address": _("Address of its page"),
    PRIVATE: _("Private: never imported"),
}
LANGUAGES = ("en", "fr", "ar")
PREFIX = "column-"


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ColumnLine:
    column: ReadColumn
    meaning: str
    """The guess, or what staff chose instead."""

    @property
    def field(self) -> str:
        return f"{PREFIX}{self.column.place}"

    @property
    def options(self) -> list[Option]:
        pairs = [("", str(_("Not imported"))), *((value, name_of(value)) for value in meanings())]
        return [Option(value, label, value == self.meaning) for value, label in pairs]


def meanings() -> list[str]:
    """Those of texts also with their languages: `"title"`, `"title en"`."""
    return [
        value
        for name in NAMES
        for value in (name, *(f"{name} {code}" for code in LANGUAGES if name in TRANSLATED))
    ]


def name_of(meaning: str) -> str:
    """“Title (fr)”, as the headings of an export."""
    name, _space, language = meaning.partition(" ")
    words = capfirst(str(NAMES[name]))
    return f"{words} ({language})" if language else words


def corrections(posted: QueryDict, guessed: Sequence[ReadColumn]) -> Mapping[int, str]:
    """The meanings that staff chose, by place, where they differ from the guess."""
    known = {"", *meanings()}
    chosen = {one.place: posted.get(f"{PREFIX}{one.place}", one.meaning) for one in guessed}
    return {
        one.place: chosen[one.place]
        for one in guessed
        if chosen[one.place] != one.meaning and chosen[one.place] in known
    }


def by_heading(chosen: Mapping[int, str], guessed: Sequence[ReadColumn]) -> dict[str, str]:
    """What is remembered of corrections: by folded headings that only one column has."""
    folded = {one.place: fold_for_search(one.heading) for one in guessed}
    counts = Counter(folded.values())
    pairs = ((folded[place], meaning) for place, meaning in chosen.items())
    return {word: meaning for word, meaning in pairs if word and counts[word] == 1}


def column_lines(guessed: Sequence[ReadColumn], chosen: Mapping[int, str]) -> list[ColumnLine]:
    """Without those that are empty."""
    return [
        ColumnLine(one, chosen.get(one.place, one.meaning))
        for one in guessed
        if one.heading or one.samples
    ]
