"""Where the registration for an event or a session stands at a moment: pure values."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class RegistrationState(StrEnum):
    NONE = "none"
    OPENS_LATER = "opens_later"
    OPEN = "open"
    CLOSED = "closed"
    FULL = "full"


@dataclass(frozen=True)
class Registration:
    """The state at one moment, with the link and the times that it was found from.

    `closes_at` is what staff entered; it also closes with what it is for.
    """

    state: RegistrationState = RegistrationState.NONE
    url: str = ""
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None

    @property
    def link(self) -> str:
        """The link, while one can register behind it."""
        return self.url if self.state == RegistrationState.OPEN else ""


def registration_state(
    now: dt.datetime,
    *,
    opens_at: dt.datetime | None,
    closes_at: dt.datetime | None,
    is_full: bool,
) -> RegistrationState:
    """The state of a registration that there is; what is closed is no longer called full."""
    if closes_at and now >= closes_at:
        return RegistrationState.CLOSED
    if is_full:
        return RegistrationState.FULL
    if opens_at and now < opens_at:
        return RegistrationState.OPENS_LATER
    return RegistrationState.OPEN
