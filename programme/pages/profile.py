"""What a person or an organization has had to do with our forums. Pure: no query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from programme.agenda.sessions import ListedSession
from programme.pages.quotes import ShownQuote

if TYPE_CHECKING:
    from programme.models import Contribution, Document, Event, Section, Session


@dataclass(frozen=True, slots=True)
class PartsAtEvent:
    """The parts of a person at one event."""

    event: "Event"
    roles: tuple[str, ...]
    """The names of the roles, each once."""
    sessions: tuple[ListedSession, ...]
    sections: tuple["Section", ...]
    withdrawn: tuple["Contribution", ...]
    """The parts that the person had to withdraw from."""


def parts_by_event(
    contributions: Iterable["Contribution"], rows: Mapping[int, ListedSession]
) -> list[PartsAtEvent]:
    """Contributions with the latest event first; `rows` are their sessions by primary key."""
    runs = groupby(contributions, key=lambda part: part.get_event())
    return [_at_event(event, list(parts), rows) for event, parts in runs]


def _at_event(
    event: "Event", parts: list["Contribution"], rows: Mapping[int, ListedSession]
) -> PartsAtEvent:
    held = [part for part in parts if part.takes_part]
    sessions = dict.fromkeys(part.session_id for part in held if part.session_id)
    return PartsAtEvent(
        event=event,
        roles=tuple(dict.fromkeys(str(part.get_role_display()) for part in held)),
        sessions=tuple(rows[key] for key in sessions),
        sections=tuple(dict.fromkeys(part.section for part in held if part.section)),
        withdrawn=tuple(part for part in parts if not part.takes_part),
    )


@dataclass(frozen=True, slots=True)
class Intervention:
    """What the people of an organization did in a session, a section or for a whole event."""

    target: "Session | Section | Event"
    event: "Event"
    people: tuple["Contribution", ...]
    documents: tuple["Document", ...] = ()
    quotes: tuple[ShownQuote, ...] = ()

    @property
    def session(self) -> "Session | None":
        return self.people[0].session

    @property
    def says_something(self) -> bool:
        return bool(self.quotes or self.summarized)

    @property
    def summarized(self) -> "Session | None":
        """The session, if it has a summary and any of the people took part in it."""
        took_part = any(part.takes_part for part in self.people)
        return self.session if took_part and self.session and self.session.summary else None


def held_by_event(said: Iterable[Intervention]) -> list[tuple["Event", list["Session"]]]:
    """The sessions in which somebody takes part, with their event."""
    found: dict[Event, list[Session]] = {}
    for one in said:
        if one.session and any(part.takes_part for part in one.people):
            found.setdefault(one.event, []).append(one.session)
    return list(found.items())


def interventions(
    contributions: Iterable["Contribution"],
    *,
    documents: Iterable["Document"] = (),
    quotes: Iterable[tuple[int, ShownQuote]] = (),
) -> list[Intervention]:
    """Each session once, in the order of contributions; quotes come with their session's key."""
    by_target: dict[object, dict[int, Contribution]] = {}
    for part in contributions:
        by_target.setdefault(part.get_target(), {}).setdefault(part.speaker_id, part)
    papers, said = list(documents), list(quotes)
    found = []
    for target, parts in by_target.items():
        people = tuple(parts.values())
        key = people[0].session_id
        found.append(
            Intervention(
                target=target,
                event=people[0].get_event(),
                people=people,
                documents=tuple(one for one in papers if key and one.session_id == key),
                quotes=tuple(quote for session, quote in said if session == key),
            )
        )
    return found
