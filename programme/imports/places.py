"""The rooms, themes and sections of a file: found among those of the event, or new."""

import re
from collections import Counter

from content.folding import fold_for_search
from content.saving import Content
from content.slugs import slug_from
from content.translations import best_text
from programme.imports.fields import tidy
from programme.imports.stored import TITLES, Stored
from programme.imports.values import ReadProgramme
from programme.imports.zoned import is_arabic
from programme.models import ImportedFrom, Room, Section, Session, Track

MODELS = {"room": Room, "track": Track, "section": Section}
_CAPACITY = re.compile(r"(.*\S)\s*\((\d{2,5})(?:\s*(?:seats|places|pers\.?|مقعدا?))?\)")
_COLOUR = re.compile(r"#[0-9a-f]{6}")


class Places:
    """Those of one kind, by the folded names that the file has for them."""

    def __init__(self, name: str, stored: Stored, read: ReadProgramme):
        self.name, self.model, self.title = name, MODELS[name], TITLES[name]
        self.event, self.source = stored.event, stored.source
        self.language, self.colours = read.language or "en", read.colours
        self.found, self.slugs = stored.places(name), stored.slugs(name)
        self.known = {row.pk: row for row in self.found.values()}
        self.position = stored.last_position(name)
        self.new: list[Content] = []
        self.origins: list[ImportedFrom] = []
        known = {one.source_key for one in stored.origins if getattr(one, f"{name}_id")}
        texts = list(dict.fromkeys(filter(None, (getattr(one, name) for one in read.sessions))))
        self.bare = Counter(_bare(text)[0] for text in texts)
        for text in texts:
            key = _fold(text)
            row = self.found[key] = self._found(text) or self._new(text)
            if key[:300] not in known:
                known.add(key[:300])
                key = key[:300]
                self.origins.append(ImportedFrom(source=self.source, source_key=key, **{name: row}))

    def of(self, text: str, session: Session) -> Content | None:
        """The place of this name: the session's own if it is called so, as another one may be."""
        held = getattr(session, self.name) if getattr(session, f"{self.name}_id") else None
        if held is not None and _fold(best_text(held, self.title, self.language)[0]) == _fold(text):
            return held
        return self.found.get(_fold(text))

    def _found(self, text: str) -> Content | None:
        """By its name as it is, or without the number of seats if no other place is called so."""
        name, seats = self._split(text)
        return self.found.get(_fold(text)) or (self.found.get(_fold(name)) if seats else None)

    def _split(self, text: str) -> tuple[str, int | None]:
        bare, seats = _bare(text)
        return (bare, seats) if self.name == "room" and self.bare[bare] == 1 else (text, None)

    def _new(self, text: str) -> Content:
        name, seats = self._split(text)
        self.position += 1
        row = self.model(event=self.event, position=self.position)
        column = f"{self.title}_{'ar' if is_arabic(name) else self.language}"
        setattr(row, column, tidy(self.model, column, name))
        if seats:
            row.capacity = seats
        colour = self.colours.get(text, "").lower()
        if self.name == "track" and _COLOUR.fullmatch(colour):
            row.colour = colour
        fallback = f"{self.name}-{len(self.slugs) + 1}"
        row.slug = slug_from(row.slug_text(), fallback=fallback, taken=self.slugs)
        self.slugs.add(row.slug)
        self.new.append(row)
        return row


def _bare(text: str) -> tuple[str, int | None]:
    found = _CAPACITY.fullmatch(text)
    return (found[1], int(found[2])) if found and int(found[2]) else (text, None)


def _fold(text: str) -> str:
    return fold_for_search(text) or text
