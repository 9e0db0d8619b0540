"""Programmes as iCalendar files, sound and broken."""

import pytest

from programme.imports.reading import read_file
from programme.imports.values import ImportRefused, Options
from tests.programme.imports.files import read

CALENDAR = """BEGIN:VCALENDAR
X-WR-CALNAME:The forum
X-WR-TIMEZONE:Africa/Casablanca
BEGIN:VEVENT
UID:7@example.org
SUMMARY:Opening\\, and
  welcome
DTSTART;TZID=Africa/Casablanca;VALUE=DATE-TIME:20270504T090000
DURATION:PT45M
DESCRIPTION:Speaker: Amina Alami\\n<p>In <b>short</b></p>
LOCATION:Hall
BEGIN:VALARM
DESCRIPTION:Wake up
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:8@example.org
SUMMARY:The excursion of the forum
DTSTART;VALUE=DATE:20270505
DTEND;VALUE=DATE:20270506
STATUS:CANCELLED
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_calendar_is_read(end):
    programme = read(CALENDAR.replace("\n", end))

    assert (programme.name, programme.zone) == ("The forum", "Africa/Casablanca")
    assert [
        (one.source_id, one.title, f"{one.starts_at:%d %H:%M}", f"{one.ends_at:%d %H:%M}", one.room)
        for one in programme.sessions
    ] == [
        ("7@example.org", "Opening, and welcome", "04 09:00", "04 09:45", "Hall"),
        ("8@example.org", "The excursion of the forum", "05 00:00", "06 00:00", ""),
    ]
    assert [one.is_cancelled for one in programme.sessions] == [False, True]
    first = programme.sessions[0]
    assert (first.abstracts, [one.name for one in first.people]) == (
        {"en": "In **short**"},
        ["Amina Alami"],
    )


def test_a_calendar_without_entries_is_refused():
    with pytest.raises(ImportRefused, match=r"^The calendar has no entries\."):
        read_file(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", Options())
