"""What is new at an event, for feeds: its announcements and the changes of its programme."""

from collections.abc import Iterator
from html import unescape

from django.utils.html import strip_tags

from content.markdown import to_html
from content.translations import best_text
from programme.agenda.change_lines import load_days
from programme.agenda.change_words import group_in_words, line_in_words
from programme.agenda.changes import Change, ChangeGroup
from programme.exports.atom import MOST_ENTRIES, NewsEntry
from programme.models import Announcement, Event


def load_news(event: Event, *, changes_path: str) -> list[NewsEntry]:
    """In two queries; `changes_path` is the page of the changes."""
    announcements = Announcement.objects.public().filter(event=event).latest_first()
    news = [_announcement(one, event) for one in announcements[:MOST_ENTRIES]]
    days = load_days(event)
    changes = [_change(entry, changes_path) for day in days for entry in day.entries]
    return [*news, *changes[:MOST_ENTRIES]]


def _announcement(announcement: Announcement, event: Event) -> NewsEntry:
    text, language = best_text(announcement, "text")
    return NewsEntry(
        key=f"announcement:{announcement.pk}",
        title=best_text(announcement, "title")[0],
        html=to_html(text, language=language) if text else "",
        path=event.get_absolute_url(),
        at=event.midnight(announcement.date),
    )


def _change(entry: Change | ChangeGroup, changes_path: str) -> NewsEntry:
    """The time of an act, and what it is about, name it for ever."""
    first = entry.changes[0] if isinstance(entry, ChangeGroup) else entry
    moment = f"{first.at:%Y%m%d%H%M%S%f}"
    if isinstance(entry, ChangeGroup):
        title = _plain(group_in_words(entry))
        key = f"change:{moment}:{first.lines[0].session}"
        return NewsEntry(key=key, title=title, html="", path=changes_path, at=first.at)
    session = entry.session
    name = best_text(session, "title") if session else entry.title
    words = " · ".join(_sentences(entry))
    return NewsEntry(
        key=f"change:{moment}:{entry.lines[0].session}",
        title=f"{name[0]}: {words}",
        html="",
        path=session.get_absolute_url() if session else changes_path,
        at=entry.at,
    )


def _sentences(change: Change) -> Iterator[str]:
    for line in change.lines:
        yield _plain(line_in_words(line, change.session))


def _plain(html: str) -> str:
    return " ".join(unescape(strip_tags(html)).split())
