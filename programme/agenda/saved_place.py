"""What the script keeps on a reader's device of a session that they save there. Pure."""

import datetime as dt
from typing import Protocol


class Keyed(Protocol):
    @property
    def pk(self) -> int: ...


class Placed(Keyed, Protocol):
    @property
    def starts_at(self) -> dt.datetime | None: ...
    @property
    def room(self) -> Keyed | None: ...


def saved_place(session: Placed, zone: dt.tzinfo) -> str:
    """`12 2027-05-04T09:00 3`: its key, its start by the clocks of the event, the key of its room.

    What it has not is a hyphen.
    """
    start = session.starts_at
    local = f"{start.astimezone(zone):%Y-%m-%dT%H:%M}" if start else "-"
    return f"{session.pk} {local} {session.room.pk if session.room else '-'}"
