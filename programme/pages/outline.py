"""The outline of a programme: its sections with their sessions, else its themes. Pure: no query."""

from dataclasses import dataclass, replace

from programme.agenda.sessions import NO_WORDS, Words


@dataclass(frozen=True, slots=True)
class OutlinedSession:
    path: str
    title: Words
    summary: Words = NO_WORDS
    """“In short”: what came out of it."""


@dataclass(frozen=True, slots=True)
class OutlinedSection:
    path: str
    title: Words
    sessions: tuple[OutlinedSession, ...] = ()
    count: int = 0
    """The number of its sessions; 0 where it is not known."""

    def shortened(self, most: int) -> "OutlinedSection":
        """With at most this many sessions, those that have a summary rather than others."""
        chosen = sorted(self.sessions, key=lambda session: not session.summary[0])[:most]
        return replace(self, sessions=tuple(one for one in self.sessions if one in chosen))

    @property
    def more(self) -> int:
        """How many sessions it has beyond those it lists."""
        return max(0, self.count - len(self.sessions))


@dataclass(frozen=True, slots=True)
class OutlinedTheme:
    path: str
    name: Words


@dataclass(frozen=True, slots=True)
class Outline:
    sections: tuple[OutlinedSection, ...] = ()
    themes: tuple[OutlinedTheme, ...] = ()
    """Only of an event without sections."""
    told: tuple[OutlinedSession, ...] = ()
    """Sessions that no section lists and of which there is a summary."""

    @property
    def has_summaries(self) -> bool:
        listed = (session for section in self.sections for session in section.sessions)
        return bool(self.told) or any(session.summary[0] for session in listed)
