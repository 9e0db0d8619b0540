"""What an import would make of an event, row by row, before anything is written."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from content.saving import Content
from content.slugs import slug_from
from programme.imports.comparing import Conflict, Decision, decide
from programme.imports.fields import (
    PLACES,
    Incoming,
    as_json,
    held,
    incoming_fields,
    label_of,
    present_fields,
    put,
)
from programme.imports.links import plan_links
from programme.imports.matching import match_mended, usable_keys
from programme.imports.mending import Mending
from programme.imports.parts import PartsPlan, plan_parts, plan_returned_parts
from programme.imports.persons import People
from programme.imports.places import Places
from programme.imports.returned import ReturnedPeople, read_returned
from programme.imports.stored import Stored, free_guids
from programme.imports.values import Choices, Notice, ReadProgramme, ReadSession
from programme.models import (
    Document,
    Event,
    ImportedFrom,
    ImportSource,
    Session,
    SessionStatus,
)


@dataclass
class Change:
    """A field of a stored session that gets another value."""

    field: str
    before: Any
    after: Any


@dataclass
class SessionPlan:
    read: ReadSession
    row: Session
    origin: ImportedFrom
    is_new: bool
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    agreed: list[str] = field(default_factory=list)
    """The fields that have what the file says."""
    compared: list[object] = field(default_factory=list)
    """What the stored session held, as JSON."""
    is_origin_changed: bool = False
    parts: PartsPlan = field(default_factory=PartsPlan)
    documents: list[Document] = field(default_factory=list)
    """New ones, of links: for staff until they publish them."""
    returned: ReturnedPeople | None = None
    """Of a row of a sheet that was exported here: what differs there is what staff have changed."""

    @property
    def is_changed(self) -> bool:
        return not self.is_new and bool(self.changes or self.parts.differs or self.documents)


@dataclass
class Plan:
    event: Event
    source: ImportSource
    read: ReadProgramme
    sessions: list[SessionPlan] = field(default_factory=list)
    places: dict[str, list[Content]] = field(default_factory=dict)
    """New rooms, tracks and sections."""
    known_places: dict[str, dict[int, Content]] = field(default_factory=dict)
    """Those of the event, by their keys."""
    people: People | None = None
    origins: list[ImportedFrom] = field(default_factory=list)
    """New ones of places and people."""
    gone: list[ImportedFrom] = field(default_factory=list)
    """Of sessions that the file no longer has, those that it had the last time first."""
    notices: list[Notice] = field(default_factory=list)
    is_source_changed: bool = False
    refused: list[Notice] = field(default_factory=list)
    """What the rules of the programme do not allow: nothing is imported."""
    mending: Mending | None = None
    """What staff have typed over what was read, if they have."""

    @property
    def new(self) -> list[SessionPlan]:
        return [one for one in self.sessions if one.is_new]

    @property
    def changed(self) -> list[SessionPlan]:
        return [one for one in self.sessions if one.is_changed]

    @property
    def newly_gone(self) -> list[ImportedFrom]:
        return [one for one in self.gone if one.gone_at is None]

    @property
    def conflicts(self) -> list[tuple[SessionPlan, Conflict]]:
        return [(one, conflict) for one in self.sessions for conflict in one.conflicts]

    @property
    def changes_nothing(self) -> bool:
        origins = any(one.is_origin_changed for one in self.sessions)
        news = (self.new, self.changed, self.newly_gone, self.origins, self.is_source_changed)
        return not (origins or any(news))


def plan_import(
    read: ReadProgramme, stored: Stored, *, is_published: bool, choices: Choices
) -> Plan:
    plan = Plan(stored.event, stored.source, read, notices=list(read.notices))
    matched = match_mended(read.sessions, stored.known_sessions())
    keys = usable_keys(read.sessions)
    returned = read_returned(read, stored.event, matched)
    read = returned.programme
    wanted = [one for one in read.sessions if not one.is_left_out]
    places = _plan_places(plan, stored, replace(read, sessions=tuple(wanted)))
    _plan_people(plan, stored, wanted, choices)
    present = present_fields(read)
    slugs, guids = stored.slugs("session"), free_guids(keys)
    for place, one in enumerate(read.sessions):
        if one.is_left_out:
            continue
        row = stored.session(matched.get(place))
        session = _session(
            *(plan, stored, one, row, keys[place], returned.people.get(place)),
            is_published=is_published,
        )
        incoming = incoming_fields(session.read, session.row, present, places, plan.notices)
        plan_links(session, stored)
        _compare(session, incoming, choices.from_file, is_published=is_published)
        if session.is_new:
            session.row.guid = guids.get(keys[place]) or session.row.guid
            _begin(session.row, place, stored, slugs, is_published=is_published)
        if session.returned is None:
            plan_parts(session, plan.people, stored, present)
        else:
            plan_returned_parts(session, plan.people, stored)
        plan.sessions.append(session)
        plan.refused += _refusals(session)
    if not read.exported_in:
        found = set(matched.values())
        plan.gone = [one for one in stored.session_origins if one.session_id not in found]
    return plan


def _plan_places(plan: Plan, stored: Stored, read: ReadProgramme) -> dict[str, Places]:
    places = {name: Places(name, stored, read) for name in PLACES}
    plan.places = {name: found.new for name, found in places.items()}
    plan.known_places = {name: found.known for name, found in places.items()}
    plan.origins += [origin for found in places.values() for origin in found.origins]
    return places


def _plan_people(
    plan: Plan, stored: Stored, sessions: Sequence[ReadSession], choices: Choices
) -> None:
    known = stored.people_by_source_key()
    plan.people = People(plan.read.language or "en", known, plan.notices, choices.people)
    plan.people.read(sessions)
    plan.origins += [
        ImportedFrom(source=plan.source, source_key=key[:300], speaker=person)
        for key, person in plan.people.people.items()
        if key not in known
    ]


def _session(
    plan: Plan,
    stored: Stored,
    read: ReadSession,
    row: Session | None,
    key: str,
    returned: ReturnedPeople | None,
    *,
    is_published: bool,
) -> SessionPlan:
    origin = stored.origin_of(row)
    is_new = row is None
    if row is None:
        row = Session(event=plan.event)
    if origin is None:
        origin = ImportedFrom(source=plan.source, session=row)
    if returned is not None:
        if read.status == SessionStatus.PUBLISHED and not is_published:
            text = _("It is not published: choose to publish sessions as well.")
            plan.notices.append(Notice(read.row, text))
            read = replace(read, status="")
        return SessionPlan(read, row, origin, is_new, returned=returned)
    changed = {
        **{"source_key": key[:300], "address": read.address[:500]},
        **{"rest": {**read.rest, **_word(read)}, "gone_at": None},
    }
    is_changed = origin.pk is None or any(getattr(origin, n) != v for n, v in changed.items())
    for name, value in changed.items():
        setattr(origin, name, value)
    return SessionPlan(read, row, origin, is_new, is_origin_changed=is_changed)


def _word(read: ReadSession) -> dict[str, str]:
    return {"kind": read.kind_word} if read.kind_word else {}


def _compare(
    plan: SessionPlan, incoming: Sequence[Incoming], from_file: Set[str], *, is_published: bool
) -> None:
    """Put what the file has changed into the row, and note what both have changed."""
    base = (plan.origin.read, plan.origin.written)
    keys = {one.name: one.key for one in incoming}
    for one in incoming:
        ours, value = held(plan.row, one.name), as_json(one.value)
        is_typed = plan.returned is not None or one.is_mended
        if plan.is_new or (is_typed and (value or None) != (ours or None)):
            decision = Decision.TAKE
        else:
            decision = decide(one.name, one.key, value or None, ours or None, base)
        if not plan.is_new:
            plan.compared.append([one.name, ours])
        if decision == Decision.CONFLICT:
            code = f"{plan.row.pk}.{one.name}"
            last, is_taken = plan.origin.written.get(one.name), code in from_file
            plan.conflicts.append(Conflict(code, one.name, last, value, ours, is_taken))
            decision = Decision.TAKE if is_taken else decision
        if decision == Decision.TAKE:
            plan.changes.append(Change(one.name, ours, value))
            put(plan.row, one, is_published=is_published)
        if decision in {Decision.TAKE, Decision.AGREE} and not one.is_mended:
            plan.agreed.append(one.name)
    if plan.is_new:
        plan.changes = []
    if plan.returned is not None:
        return
    read = plan.origin.read | keys  # fields that the file has no more are remembered
    if plan.origin.read != read:
        plan.origin.read = read
        plan.is_origin_changed = True


def _begin(
    row: Session, place: int, stored: Stored, slugs: set[str], *, is_published: bool
) -> None:
    """What a new session has beside the fields of the file."""
    row.position = min(stored.last_position("session") + place + 1, 32767)
    row.slug = slug_from(row.slug_text(), fallback=f"session-{len(slugs) + 1}", taken=slugs)
    slugs.add(row.slug)
    is_seen = is_published or not stored.event.is_public
    if row.is_cancelled and not is_seen:
        row.unpublish()
    elif is_published and row.status == SessionStatus.DRAFT:
        row.publish()


def _refusals(plan: SessionPlan) -> list[Notice]:
    """What the session breaks: only rows that are written are checked."""
    if not (plan.is_new or plan.changes):
        return []
    try:
        plan.row.clean_fields(exclude=["slug", "event"])
    except ValidationError as error:
        fields = error.message_dict.items()
        texts = [f"{label_of(name)} – {' '.join(messages)}" for name, messages in fields]
        return [Notice(plan.read.row, " ".join(texts))]
    try:
        plan.row.clean()
    except ValidationError as error:
        return [Notice(plan.read.row, " ".join(error.messages))]
    return []
