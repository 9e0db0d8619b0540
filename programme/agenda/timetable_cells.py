"""The cells of a timetable, written without templates as the rows of long lists are.

Row and column say when and where; a cell says what, who and in which language. The room is in it
for narrow screens alone, where the table is a list, and for what goes across all rooms.
"""

import datetime as dt

from django.utils.translation import gettext

from programme.agenda.heard import languages
from programme.agenda.hours import in_other_zone, time_element
from programme.agenda.rows import Rows
from programme.agenda.sessions import ListedRoom, ListedSession
from programme.agenda.themes import theme_class
from programme.agenda.timetable import TimetableCell, TimetableRow

LEVEL = 3
"""Of the headings in cells: those of days are above."""


class TimetableCells(Rows):
    """Writes the timetables of one event in the reader's language."""

    def hour(self, row: TimetableRow) -> str:
        """The head of a row: its start, also in the zone that the reader chose.

        The end of the row is there for the script, which adds the reader's own hours. It is seen
        where all sessions of the row end before the next one.
        """
        until = f"–{time_element(row.until)}" if row.until else ""
        end = until or f'<time datetime="{row.iso_end}" hidden></time>'
        other = in_other_zone(row.starts_at, row.until or row.ends_at, self.other_zone)
        return f'<span class="hours">{time_element(row.starts_at)}{end}{other}</span>'

    def row(self, row: TimetableRow) -> str:
        """The `<td>` elements of a row. An empty one holds no white space: `:empty` hides it."""
        return "".join(self._cell(cell, row) for cell in row.cells)

    def _cell(self, cell: TimetableCell, row: TimetableRow) -> str:
        spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        if not cell.every_session:
            return f"<td{spans}></td>"
        if row.is_break:
            return f'<td{spans}><p class="timetable__break">{self.line(cell.sessions[0])}</p></td>'
        theme = _theme(cell.every_session[0]) if cell.is_of_one else ""
        css = f' class="{theme}"' if theme else ""
        continued = "".join(map(self._continued, cell.continued))
        items = "".join(self._item(session, cell, row) for session in cell.sessions)
        return f'<td{spans}{css}><ul class="timetable__cell">{continued}{items}</ul></td>'

    def _continued(self, session: ListedSession) -> str:
        link = f'<a href="{self._page(session)}">{self._html(session.title)}</a>'
        words = gettext("%(session)s continues") % {"session": link}
        return f'<li class="timetable__continued">{words}</li>'

    def _item(self, session: ListedSession, cell: TimetableCell, row: TimetableRow) -> str:
        css = [
            "timetable__session",
            "" if cell.is_of_one else _theme(session),
            "session-row--cancelled" if session.is_cancelled else "",
        ]
        own_end = session.ends_at not in {cell.followed_at, row.until}
        facts = [
            self._place(session.room, cell) if session.room else "",
            languages(session, self.reader),
            f"<span>{self._until(session.ends_at)}</span>" if own_end else "",
        ]
        line = " ".join(filter(None, facts))
        line = f'<p class="session-row__facts">{line}</p>' if line else ""
        people = self._people(session, None)
        return (
            f'<li class="{" ".join(filter(None, css))}">'
            f"{self._status(session)}{self._title(session, LEVEL)}{people} {line}</li>"
        )

    def _place(self, room: ListedRoom, cell: TimetableCell) -> str:
        is_in_head = "" if cell.columns > 1 else " timetable__room"
        return f'<span class="session-row__room{is_in_head}">{self._room(room)}</span>'

    def _until(self, end: dt.datetime) -> str:
        return gettext("until %(clock)s") % {"clock": time_element(end.astimezone(self.zone))}


def _theme(session: ListedSession) -> str:
    return theme_class(session.track.colour) if session.track else ""
