"""Who takes part in many sessions, their channels and their documents: a query for each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse

from content.translations import best_text, columns, read_columns, reading_language
from programme.agenda.sessions import NO_WORDS, Words
from programme.exports.values import (
    ExportedChannel,
    ExportedDocument,
    ExportedOrganization,
    ExportedPerson,
)
from programme.languages import SpokenLanguage
from programme.models import Contribution, Document, InterpretationChannel
from programme.models.contributions import shown_role
from speakers.models import Organization, Speaker

PART_COLUMNS = (
    "session_id",
    "role",
    *columns("function"),
    "speaker_id",
    "speaker__slug",
    "speaker__photo",
    "speaker__links",
    *columns("speaker__honorific"),
    *columns("speaker__name"),
    "organization_id",
    "organization__slug",
    "organization__website",
    "organization__logo",
    *columns("organization__name"),
    *columns("organization__acronym"),
)


def channels_by_session(keys: Iterable[int]) -> dict[int, list[ExportedChannel]]:
    labels = {language.value: str(language.label) for language in SpokenLanguage}
    rows = InterpretationChannel.objects.filter(session__in=list(keys)).in_staff_order()
    found: dict[int, list[ExportedChannel]] = defaultdict(list)
    for key, language, *where in rows.values_list("session_id", "language", "number", "url"):
        found[key].append(ExportedChannel(labels[language], *where))
    return found


def documents_by_session(keys: Iterable[int]) -> dict[int, list[ExportedDocument]]:
    """The published ones of sessions that are known to be public."""
    reader = reading_language()
    public = Document.objects.published().filter(session__in=list(keys)).in_staff_order()
    names = ("session_id", "kind", "file", "url", *columns("title"))
    found: dict[int, list[ExportedDocument]] = defaultdict(list)
    for row in read_columns(public, *names, named=True):
        path = path_of(file_of(Document, "file", row.file))
        title = best_text(row, "title", reader)
        found[row.session_id].append(ExportedDocument(title, row.kind, path, row.url))
    return found


class ExportedPeople:
    """Makes the value of each speaker and organization once, however often they take part."""

    def __init__(self) -> None:
        self.reader = reading_language()
        self.speaker_pages, self.organization_pages = folder("speaker"), folder("organization")
        self.speakers: dict[int, ExportedPerson] = {}
        self.organizations: dict[int | None, ExportedOrganization | None] = {None: None}

    def by_session(self, keys: Iterable[int]) -> dict[int, list[ExportedPerson]]:
        parts = Contribution.objects.taking_part().filter(session__in=list(keys))
        found: dict[int, list[ExportedPerson]] = defaultdict(list)
        for row in read_columns(parts.in_protocol_order(), *PART_COLUMNS, named=True):
            found[row.session_id].append(self.part(row))
        return found

    def part(self, row: Any) -> ExportedPerson:
        if row.speaker_id not in self.speakers:
            self.speakers[row.speaker_id] = self._speaker(row)
        if row.organization_id not in self.organizations:
            self.organizations[row.organization_id] = self._organization(row)
        function = self._text(row, "function")
        return replace(
            self.speakers[row.speaker_id],
            function=function,
            organization=self.organizations[row.organization_id],
            role=row.role,
            role_label=shown_role(row.role, function[0], self.reader),
        )

    def _speaker(self, row: Any) -> ExportedPerson:
        return ExportedPerson(
            path=f"{self.speaker_pages}{row.speaker__slug}/",
            honorific=self._text(row, "speaker__honorific"),
            name=self._text(row, "speaker__name"),
            function=NO_WORDS,
            organization=None,
            photo_path=path_of(file_of(Speaker, "photo", row.speaker__photo)),
            links=tuple(row.speaker__links.split()),
            key=row.speaker_id,
        )

    def _organization(self, row: Any) -> ExportedOrganization:
        return ExportedOrganization(
            path=f"{self.organization_pages}{row.organization__slug}/",
            name=self._text(row, "organization__name"),
            acronym=self._text(row, "organization__acronym"),
            website=row.organization__website,
            logo_path=path_of(file_of(Organization, "logo", row.organization__logo)),
        )

    def _text(self, row: Any, field: str) -> Words:
        return best_text(row, field, self.reader)


def folder(page: str, *slugs: str) -> str:
    """The address above the pages of this kind: `/en/speakers/`."""
    return reverse(page, args=[*slugs, "-"]).removesuffix("-/")


def file_of(model: type[models.Model], field: str, name: str) -> FieldFile:
    """The file of this name in a row of columns."""
    column = model._meta.get_field(field)
    return column.attr_class(None, column, name)


def path_of(file: FieldFile) -> str:
    return file.url if file else ""
