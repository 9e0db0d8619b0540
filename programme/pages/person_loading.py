"""Loads people for lists: those of a whole event in one query, as columns and not as models."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from content.translations import best_text, columns, read_columns, reading_language
from programme.agenda.sessions import NO_WORDS
from programme.models import Contribution, Presence, Role
from programme.models.contributions import ContributionQuerySet
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
    return in_letter_order([write.of_speaker(row) for row in rows], reading_language())


def first_of_each(rows: Iterable[Any]) -> list[PersonEntry]:
    """The people in rows of `COLUMNS`, in their order, each with the first of their parts."""
    first: dict[int, Any] = {}
    for row in rows:
        first.setdefault(row.speaker_id, row)
    write = _Entries()
    return [write.of_columns(row) for row in first.values()]


def entry_of(contribution: Contribution) -> PersonEntry:
    """One person: no query where speaker and organization are loaded."""
    speaker, organization = contribution.speaker, contribution.organization
    return PersonEntry(
        path=speaker.get_absolute_url(),
        honorific=best_text(speaker, "honorific"),
        name=best_text(speaker, "name"),
        parts=name_parts(best_text(speaker, "name")[0], speaker.sort_key),
        face=speaker.face,
        role="" if contribution.is_plain else contribution.get_role_display(),
        function=best_text(contribution, "function"),
        organization=best_text(organization, "name") if organization else NO_WORDS,
        organization_path=organization.get_absolute_url() if organization else "",
        presence=_presence(contribution.presence),
    )


def _presence(code: str) -> str:
    """The name of a way to take part, where it is worth showing."""
    return "" if code in {"", Presence.IN_PERSON} else str(Presence(code).label)


class _Entries:
    """Makes entries of rows of `COLUMNS`, in the reader's language."""

    def __init__(self) -> None:
        self.roles = {role.value: str(role.label) for role in Role}
        self.speakers = reverse("speaker", args=["-"]).removesuffix("-/")
        self.organizations = reverse("organization", args=["-"]).removesuffix("-/")

    def of_columns(self, row: Any) -> PersonEntry:
        name, function = best_text(row, "speaker__name"), best_text(row, "function")
        slug, parts = row.organization__slug, name_parts(name[0], row.speaker__sort_key)
        photo = stored_photo(row.speaker__photo, row.speaker__photo_sizes)
        return PersonEntry(
            path=f"{self.speakers}{row.speaker__slug}/",
            honorific=best_text(row, "speaker__honorific"),
            name=name,
            parts=parts,
            face=Face(row.speaker_id, letter_of(parts.family), photo),
            role=self.roles[row.role] if Role(row.role).adds_to(function[0]) else "",
            function=function,
            organization=best_text(row, "organization__name"),
            organization_path=f"{self.organizations}{slug}/" if slug else "",
            presence=_presence(row.presence),
        )

    def of_speaker(self, row: Any) -> PersonEntry:
        name, slug = best_text(row, "name"), row.organization__slug
        parts = name_parts(name[0], row.sort_key)
        return PersonEntry(
            path=f"{self.speakers}{row.slug}/",
            honorific=best_text(row, "honorific"),
            name=name,
            parts=parts,
            face=Face(row.pk, letter_of(parts.family), stored_photo(row.photo, row.photo_sizes)),
            role="",
            function=best_text(row, "function"),
            organization=best_text(row, "organization__name"),
            organization_path=f"{self.organizations}{slug}/" if slug else "",
            presence="",
        )
