"""The line above the pages of the sample event, on its first day."""

import datetime as dt

from programme.models import Event
from programme.pages.event import event_state
from programme.pages.live import Strip


def strip(event: Event, now: dt.datetime) -> Strip:
    local = now.astimezone(event.zone)
    until = local + dt.timedelta(hours=12)
    return Strip(event_state(event, now), local, changes=2, until=until)
