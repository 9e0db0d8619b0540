"""What is on in a room at a moment, and what starts next on the same day. Pure: no query."""

from programme.agenda.days import takes_whole_days
from programme.agenda.page import AgendaPage
from programme.agenda.sessions import ListedSession


def now_and_next(page: AgendaPage) -> tuple[list[ListedSession], list[ListedSession]]:
    """Both empty on a day that is not the event's. Cancelled sessions and whole days do not count.

    The sessions of the page come by time.
    """
    now, zone = page.now, page.event.zone
    if now.date() not in page.dates:
        return [], []
    held = [
        session
        for session in page.filtered.sessions
        if session.starts_at and not session.is_cancelled and not takes_whole_days(session, zone)
    ]
    today = [one for one in held if page.event.local_date(one.starts_at) == now.date()]
    ahead = [session for session in today if session.starts_at > now]
    return (
        [session for session in held if session.starts_at <= now < session.ends_at],
        [session for session in ahead if session.starts_at == ahead[0].starts_at],
    )
