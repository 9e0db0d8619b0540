"""A programme without times: read section by section, each session beside its cast. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from programme.agenda.sessions import ListedPerson, ListedSection, ListedSession


@dataclass(frozen=True, slots=True)
class UntimedSection:
    section: ListedSection | None
    number: int
    """Its place among the sections of the event; 0 for the sessions of none."""
    sessions: tuple[ListedSession, ...]

    @property
    def level(self) -> int:
        """Of the headings of its sessions."""
        return 3 if self.section else 2


@dataclass(frozen=True, slots=True)
class UntimedProgramme:
    sections: tuple[UntimedSection, ...]
    others: tuple[ListedPerson, ...]
    """The people of the event itself."""
    shows_arches: bool
    """Only where somebody has a photo."""


def untimed_programme(
    shown: Sequence[ListedSession],
    *,
    among: Iterable[ListedSession],
    people: Sequence[ListedPerson] = (),
) -> UntimedProgramme:
    """The programme of the sessions that are shown, among all of the event's."""
    places = {session.section for session in among if session.section}
    ordered = sorted(places, key=lambda section: (section.position, section.pk))
    numbers = {section: number for number, section in enumerate(ordered, start=1)}
    in_order = sorted(shown, key=lambda one: numbers.get(one.section, len(numbers) + 1))
    sections = tuple(
        UntimedSection(section, numbers.get(section, 0), tuple(group))
        for section, group in groupby(in_order, key=lambda one: one.section)
    )
    cast = [person for session in shown for person in session.people]
    faces = (person.face for person in (*cast, *people) if person.face)
    return UntimedProgramme(sections, tuple(people), any(face.photo for face in faces))
