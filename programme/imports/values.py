"""What a file says, as plain values, before anything is known of the rows that it means. Pure."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Texts = Mapping[str, str]
"""By language; under "" in the language of the file, which may have to be asked for."""


def one_line(text: object) -> str:
    """Without line ends and runs of spaces; those that do not break stay, as French needs them."""
    return " ".join(re.split(r"[ \t\r\n\f\v]+", str(text or "").strip()))


class ImportRefused(Exception):
    """Nothing can be imported from this file; the text is a sentence for the member of staff."""


class DayOrder(StrEnum):
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class Question(StrEnum):
    """What a file may leave open. Each is asked once for the whole file."""

    ZONE = "timezone"
    LANGUAGE = "language"
    DAY_ORDER = "day-order"
    MINUTES = "default-minutes"


class Unanswered(Exception):
    """The file can be read once these questions are answered."""

    def __init__(self, questions: Mapping[Question, str]):
        super().__init__(" ".join(questions.values()))
        self.questions = questions
        """The sentence that asks each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The answers, and what is known of the event that the file is for."""

    format: str = ""
    zone: str = ""
    language: str = ""
    day_order: DayOrder | None = None
    minutes: int | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    """The codes of session types, by the words of the file."""
    columns: Mapping[int, str] = field(default_factory=dict)
    """The meaning of columns by their place, where staff have corrected it."""
    headings: Mapping[str, str] | None = None
    """The meaning of columns by their folded headings, as staff have corrected it for the source;
    None for what the source remembers."""
    has_headings: bool = True
    """Whether the first row of a table has them, if none looks like it."""
    year: int | None = None
    """Of dates that are written without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What staff choose where the file and what is stored do not settle it."""

    from_file: frozenset[str] = frozenset()
    """The conflicts in which the file's value is taken, as `Conflict.code`."""
    people: Mapping[str, int | None] = field(default_factory=dict)
    """By the key in the source, who a doubtful person is: a primary key, or None for a new one."""
    mended: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the mark of a row and the field, what staff typed over what was read."""
    left_out: frozenset[str] = frozenset()
    """The marks of rows that are not imported."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What staff should know about a row, or about the whole file if it is row 0."""

    row: int
    text: str
    about: str = ""
    """`title` or `start`, if it holds no more once staff have mended that."""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of a table, as staff are asked about it."""

    place: int
    heading: str
    meaning: str
    """A word of `headings`, with a language where its texts have one: `"title fr"`."""
    samples: tuple[str, ...]
    """Its first texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPerson:
    name: str
    role: str = "speaker"
    honorific: str = ""
    function: str = ""
    organization: str = ""
    source_id: str = ""
    biography: str = ""
    column: str = "people"
    """The field of the file that has the person, such as `moderators`."""


@dataclass(frozen=True, slots=True)
class ReadLink:
    """An address, which is never fetched."""

    url: str
    title: str
    kind: str
    """The code of a kind of documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSession:
    """A time without a zone is one on the clocks of the event."""

    row: int
    titles: Texts
    source_id: str = ""
    address: str = ""
    subtitles: Texts = field(default_factory=dict)
    abstracts: Texts = field(default_factory=dict)
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    room: str = ""
    track: str = ""
    section: str = ""
    kind: str = ""
    kind_word: str = ""
    """The session type in the words of the file."""
    languages: tuple[str, ...] = ()
    may_be_recorded: str = ""
    is_cancelled: bool = False
    people: tuple[ReadPerson, ...] = ()
    links: tuple[ReadLink, ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)
    """What the file has beside, and is no secret."""
    is_untitled: bool = False
    """Whether its title is only the number of its row."""
    untold: frozenset[str] = frozenset()
    """Fields of which the file says nothing for this session, though it does for others."""
    unread: Mapping[str, str] = field(default_factory=dict)
    """The day, start and end in the words of the file, where they cannot be read together."""
    status: str = ""
    """Only of a sheet that was exported here."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """Of a row of such a sheet, by the columns of the export."""
    mark: str = ""
    """Its row, told apart from a row of the same number in another sheet."""
    is_left_out: bool = False
    """Whether staff do not want it imported."""
    said: "ReadSession | None" = None
    """What the file says, where staff have mended it."""
    mended: frozenset[str] = frozenset()
    """The fields that staff have mended, as the database calls them, and `people`."""

    @property
    def as_said(self) -> "ReadSession":
        return self.said or self

    @property
    def title(self) -> str:
        return next((text for text in self.titles.values() if text), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProgramme:
    format: str
    sessions: tuple[ReadSession, ...]
    name: str = ""
    """What the file calls the event."""
    zone: str = ""
    """An IANA name, if the file has one."""
    language: str = ""
    notices: tuple[Notice, ...] = ()
    present: frozenset[str] = frozenset()
    """The fields that the file has, also where they are empty: `room`, `moderators`, `abstract_fr`,
    and `abstract` in the language of the file."""
    exported_in: str = ""
    """The language of a sheet that was exported here."""
    colours: Mapping[str, str] = field(default_factory=dict)
    """Of themes, by their names."""
    unknown_kinds: tuple[str, ...] = ()
    """Words for session types that we do not know."""
    private_fields: int = 0
    """How many were left out."""
