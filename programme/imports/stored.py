"""What the database has of an event before an import: read in as many queries for any size."""

import uuid
from collections.abc import Iterable
from functools import cached_property

from content.folding import fold_for_search
from content.saving import Content
from content.translations import columns
from programme.imports.matching import Known
from programme.models import Contribution, Document, Event, ImportedFrom, ImportSource, Session
from speakers.models import Speaker

RELATED = {"room": "rooms", "track": "tracks", "section": "sections", "session": "sessions"}
TITLES = {"room": "name", "track": "name", "section": "title"}


class Stored:
    def __init__(self, event: Event, source: ImportSource):
        self.event, self.source = event, source

    @cached_property
    def origins(self) -> list[ImportedFrom]:
        if self.source.pk is None:
            return []
        own = ImportedFrom.objects.filter(source=self.source)
        people = own.select_related("speaker__organization", "room", "track", "section")
        return list(people.order_by("pk"))

    @cached_property
    def session_origins(self) -> list[ImportedFrom]:
        return [one for one in self.origins if one.session_id]

    @cached_property
    def _sessions(self) -> dict[int, Session]:
        if self.event.pk is None:
            return {}
        rows = self.event.sessions.order_by("pk")
        for row in rows:
            row.event = self.event
        return {row.pk: row for row in rows}

    @cached_property
    def _origins_by_session(self) -> dict[int, ImportedFrom]:
        return {one.session_id: one for one in self.session_origins}

    @cached_property
    def _contributions(self) -> dict[int, list[Contribution]]:
        found: dict[int, list[Contribution]] = {}
        if self.event.pk:
            rows = Contribution.objects.filter(session__event=self.event)
            related = rows.select_related("speaker", "organization")
            for one in related.order_by("position", "pk"):
                found.setdefault(one.session_id, []).append(one)
        return found

    def session(self, key: int | None) -> Session | None:
        return self._sessions.get(key)

    def origin_of(self, row: Session | None) -> ImportedFrom | None:
        return self._origins_by_session.get(row.pk) if row else None

    def contributions(self, row: Session) -> list[Contribution]:
        return self._contributions.get(row.pk, [])

    @cached_property
    def _documents(self) -> dict[int, list[tuple[str, int]]]:
        found: dict[int, list[tuple[str, int]]] = {}
        if self.event.pk:
            rows = Document.objects.filter(session__event=self.event).order_by("pk")
            for key, url, position in rows.values_list("session_id", "url", "position"):
                found.setdefault(key, []).append((url, position))
        return found

    def addresses(self, row: Session) -> set[str]:
        """Of the documents of a session."""
        return {url for url, _position in self._documents.get(row.pk, ())}

    def last_document(self, row: Session) -> int:
        """The position of the last document of a session."""
        return max((position for _url, position in self._documents.get(row.pk, ())), default=0)

    def known_sessions(self) -> list[Known]:
        found = []
        for key, row in self._sessions.items():
            origin = self._origins_by_session.get(key)
            read = origin.read if origin else {}
            titles = {getattr(row, column) for column in columns("title")}
            titles |= {read.get(column) for column in columns("title")}
            known = Known(
                key,
                source_key=origin.source_key if origin else "",
                guid=str(row.guid),
                address=origin.address if origin else "",
                titles=tuple(filter(None, titles)),
                start=row.starts_at,
            )
            found.append(known)
        return found

    def people_by_source_key(self) -> dict[str, Speaker]:
        return {one.source_key: one.speaker for one in self.origins if one.speaker_id}

    def _rows(self, name: str) -> list[Content]:
        if self.event.pk is None:
            return []
        if name == "session":
            return list(self._sessions.values())
        return list(getattr(self.event, RELATED[name]).order_by("pk"))

    def places(self, name: str) -> dict[str, Content]:
        """By the folded names in every language, and by those that the source has for them."""
        found: dict[str, Content] = {}
        rows = self._rows(name)
        by_key = {row.pk: row for row in rows}
        for row in rows:
            row.event = self.event
            for text in filter(None, (getattr(row, c) for c in columns(TITLES[name]))):
                found.setdefault(fold_for_search(text) or text, row)
        for origin in self.origins:
            if row := by_key.get(getattr(origin, f"{name}_id")):
                found[origin.source_key] = row
        return found

    def slugs(self, name: str) -> set[str]:
        return {row.slug for row in self._rows(name)}

    def last_position(self, name: str) -> int:
        return max((row.position for row in self._rows(name)), default=0)


def free_guids(keys: Iterable[str]) -> dict[str, uuid.UUID]:
    """The keys of a source that are permanent IDs of no session yet: apps keep their reminders."""
    found = {}
    for key in filter(None, keys):
        try:
            found[key] = uuid.UUID(key)
        except ValueError:
            continue
    taken = set(Session.objects.filter(guid__in=found.values()).values_list("guid", flat=True))
    return {key: guid for key, guid in found.items() if guid not in taken}
