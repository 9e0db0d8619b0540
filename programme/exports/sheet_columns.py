"""The columns of the spreadsheets of a programme, which also come back in. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Column:
    """A column, with a text in one language or with what needs no translation."""

    name: str
    label: Promise
    language: str = ""

    @property
    def heading(self) -> str:
        """In the reader's language: “Title (fr)”."""
        words = capfirst(str(self.label))
        return f"{words} ({self.language})" if self.language else words

    @property
    def field(self) -> str:
        """The column of the table that has the text."""
        return f"{self.name}_{self.language}" if self.language else self.name


def _translated(name: str, label: Promise) -> tuple[Column, ...]:
    return tuple(Column(name, label, language) for language in ("en", "fr", "ar"))


def programme_columns(headings: Iterable[str]) -> dict[int, Column]:
    """The columns of a sheet that was exported in the active language, by their places; none of
    another sheet."""
    own = {column.heading: column for column in PROGRAMME}
    found = {place: own[text] for place, text in enumerate(headings) if text in own}
    fields = {column.field for column in found.values()}
    return found if {"guid", "title_en", "title_fr", "title_ar"} <= fields else {}


PROGRAMME = (
    Column("date", _("date")),
    Column("start", _("Start")),
    Column("end", _("End")),
    Column("room", _("room")),
    Column("section", _("section")),
    Column("track", _("theme")),
    Column("kind", _("session type")),
    Column("status", _("status")),
    *_translated("title", _("title")),
    *_translated("subtitle", _("subtitle")),
    *_translated("abstract", _("abstract")),
    Column("languages", _("spoken languages")),
    Column("moderators", _("Moderators")),
    Column("speakers", _("Speakers")),
    Column("guid", _("Identifier")),
)
PEOPLE = (
    *_translated("honorific", _("honorific")),
    *_translated("name", _("name")),
    *_translated("function", _("function")),
    Column("organization", _("organization")),
    Column("country", _("country")),
    Column("links", _("links")),
    Column("address", _("Page")),
)
ORGANIZATIONS = (
    *_translated("name", _("name")),
    *_translated("acronym", _("acronym")),
    Column("kind", _("kind")),
    Column("country", _("country")),
    Column("website", _("website")),
    Column("address", _("Page")),
)
