"""Loads people for lists: those of a whole event in one query, as columns and not as models."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.urls import reverse

from content.translations import best_text, columns, read_columns, reading_language
from programme.agenda.sessions import NO_WORDS, Words
from programme.models import Contribution, Presence
from programme.models.contributions import ContributionQuerySet, shown_role
from programme.pages.letters import in_letter_order
from programme.pages.person_entries import PersonEntry
from speakers.faces import Face
from speakers.models import SpeakerQuerySet
from speakers.names import letter_of, name_parts
from speakers.stored_faces import stored_photo

COLUMNS = (
    "role",
    "presence",
    *columns("function"),
    "speaker_id",
    "speaker__slug",
    "speaker__sort_key",
    *columns("speaker__honorific"),
    *columns("speaker__name"),
    "speaker__photo",
    "speaker__photo_sizes",
    "organization__slug",
    *columns("organization__name"),
)


COLUMNS_OF_SPEAKERS = (
    "pk",
    "slug",
    "sort_key",
    *columns("honorific"),
    *columns("name"),
    *columns("function"),
    "photo",
    "photo_sizes",
    "organization__slug",
    *columns("organization__name"),
)


def load_people(contributions: ContributionQuerySet) -> list[PersonEntry]:
    """Each person once, with the first of their parts, in the order of `in_letter_order()`."""
    rows = read_columns(contributions.in_name_order(), *COLUMNS, named=True)
    return in_letter_order(first_of_each(rows), reading_language())


def load_everybody(speakers: SpeakerQuerySet) -> list[PersonEntry]:
    """People of all events, with what they are now, in the order of `in_letter_order()`."""
    rows = read_columns(speakers.order_by("sort_key", "pk"), *COLUMNS_OF_SPEAKERS, named=True)
    write = _Entries()
    return in_letter_order([write.of_speaker(row) for row in rows], write.reader)


def first_of_each(rows: Iterable[Any], *, most: int | None = None) -> list[PersonEntry]:
    """The people in rows of `COLUMNS`, in their order, each with the first of their parts."""
    first: dict[int, Any] = {}
    for row in rows:
        first.setdefault(row.speaker_id, row)
    return list(map(_Entries().of_columns, islice(first.values(), most)))


def entries_of(contributions: Iterable[Contribution]) -> list[PersonEntry]:
    """One entry for each: no query where speakers and organizations are loaded."""
    return list(map(_Entries().of_part, contributions))


def _presence(code: str) -> str:
    """The name of a way to take part, where it is worth showing."""
    return "" if code in {"", Presence.IN_PERSON} else str(Presence(code).label)


class _Entries:
    """Makes entries in the reader's language, most of them of rows of `COLUMNS`."""

    def __init__(self) -> None:
        self.reader = reading_language()
        self.speakers = reverse("speaker", args=["-"]).removesuffix("-/")
        self.organizations = reverse("organization", args=["-"]).removesuffix("-/")

    def of_columns(self, row: Any) -> PersonEntry:
        name, function = self._text(row, "speaker__name"), self._text(row, "function")
        slug, parts = row.organization__slug, name_parts(name[0], row.speaker__sort_key)
        photo = stored_photo(row.speaker__photo, row.speaker__photo_sizes)
        return PersonEntry(
            path=f"{self.speakers}{row.speaker__slug}/",
            honorific=self._text(row, "speaker__honorific"),
            name=name,
            parts=parts,
            face=Face(row.speaker_id, letter_of(parts.family), photo),
            role=shown_role(row.role, function[0], self.reader),
            function=function,
            organization=self._text(row, "organization__name"),
            organization_path=f"{self.organizations}{slug}/" if slug else "",
            presence=_presence(row.presence),
        )

    def of_part(self, contribution: Contribution) -> PersonEntry:
        speaker, organization = contribution.speaker, contribution.organization
        name, function = self._text(speaker, "name"), self._text(contribution, "function")
        parts = name_parts(name[0], speaker.sort_key)
        return PersonEntry(
            path=f"{self.speakers}{speaker.slug}/",
            honorific=self._text(speaker, "honorific"),
            name=name,
            parts=parts,
            face=Face(speaker.pk or 0, letter_of(parts.family), speaker.photo or None),
            role=shown_role(contribution.role, function[0], self.reader),
            function=function,
            organization=self._text(organization, "name") if organization else NO_WORDS,
            organization_path=f"{self.organizations}{organization.slug}/" if organization else "",
            presence=_presence(contribution.presence),
        )

    def of_speaker(self, row: Any) -> PersonEntry:
        name, slug = self._text(row, "name"), row.organization__slug
        parts = name_parts(name[0], row.sort_key)
        return PersonEntry(
            path=f"{self.speakers}{row.slug}/",
            honorific=self._text(row, "honorific"),
            name=name,
            parts=parts,
            face=Face(row.pk, letter_of(parts.family), stored_photo(row.photo, row.photo_sizes)),
            role="",
            function=self._text(row, "function"),
            organization=self._text(row, "organization__name"),
            organization_path=f"{self.organizations}{slug}/" if slug else "",
            presence="",
        )

    def _text(self, row: Any, field: str) -> Words:
        return best_text(row, field, self.reader)
