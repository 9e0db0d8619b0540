"""The sample event on its first day: what is on, a lull, and the line above."""

import datetime as dt
from dataclasses import replace

from programme.agenda.page import AgendaPage
from programme.models import InterpretationChannel
from programme.pages.event import event_state
from programme.pages.live import Heard, Lull, Strip, live_home


def live(page: AgendaPage) -> dict[str, object]:
    home = live_home(page.event, page.filtered.sessions, page.now)
    channels = (
        InterpretationChannel(language="fr", number="2"),
        InterpretationChannel(language="en", url="https://example.org/listen"),
    )
    heard = tuple(Heard(session, channels) for session in home.on_now[:2])
    later = page.now + dt.timedelta(hours=12)
    return {
        "live": replace(home, channels=heard),
        "live_lull": replace(home, lull=Lull.DONE.value),
        "strip": Strip(event_state(page.event, page.now), page.now, changes=2, until=later),
    }
