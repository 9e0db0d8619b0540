"""Sessions without a database, as the search for conflicts takes them."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

from programme.conflicts import (
    Planned,
    PlannedPart,
    PlannedPerson,
    PlannedRoom,
    find_conflicts,
)

CASABLANCA = ZoneInfo("Africa/Casablanca")
DAY = dt.date(2027, 5, 4)
ATLAS = PlannedRoom(1, ("Atlas", "en"), 80, 500)
LIBRARY = PlannedRoom(2, ("Library", "en"), 4, 500)
HALL = PlannedRoom(3, ("Great Hall", "en"), 500, 500)
KARIM = PlannedPerson(1, ("Karim Ziani", "en"))
SALMA = PlannedPerson(2, ("Salma Bennani", "en"))
BUDGETS = PlannedPart(1, ("Budgets", "en"))
WATER = PlannedPart(2, ("Water", "en"))

_numbers = itertools.count(1)


def at(clock: str, *, day: dt.date = DAY, zone: dt.tzinfo = CASABLANCA) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), zone)


def planned(title: str, hours: str = "", *, day: dt.date = DAY, **fields) -> Planned:
    """A complete session of one person nobody else knows; `hours="09:00-09:45"` gives it times."""
    number = next(_numbers)
    if hours:
        start, _dash, end = hours.partition("-")
        fields = {"starts_at": at(start, day=day), "ends_at": at(end, day=day)} | fields
    fields = {"people": (PlannedPerson(1000 + number, (f"Person {number}", "en")),)} | fields
    fields = {"languages": ("en",), "room": PlannedRoom(1000 + number)} | fields
    return Planned(pk=number, title=(title, "en"), **fields)


def conflicts_of(*sessions: Planned, zone=CASABLANCA, last_day: dt.date = DAY) -> list:
    return find_conflicts(sessions, first_day=DAY, last_day=last_day, zone=zone)


def found(*sessions: Planned, **event) -> list[tuple[str, ...]]:
    """Each conflict as its kind and the titles of its sessions."""
    return [
        (conflict.kind.value, *(session.title[0] for session in conflict.sessions))
        for conflict in conflicts_of(*sessions, **event)
    ]
