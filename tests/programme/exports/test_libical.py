"""Every kind of calendar as libical reads it, the library of Evolution and of KDE."""

import ctypes
import os

import pytest

from forum.demo import showcase
from tests import factories
from tests.shared import shared_rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NAME = "libical.so.3"
INSTALL = "libical is missing: apt-get install libical3"
EVENT = "events/showcase"


class LibIcal:
    """The parser of libical, and its table of what a component may have how often."""

    def __init__(self):
        library = ctypes.CDLL(NAME)
        self.parse = library.icalparser_parse_string
        self.parse.argtypes, self.parse.restype = [ctypes.c_char_p], ctypes.c_void_p
        self.check = library.icalrestriction_check
        self.check.argtypes, self.check.restype = [ctypes.c_void_p], ctypes.c_int
        self.count = library.icalcomponent_count_errors
        self.count.argtypes, self.count.restype = [ctypes.c_void_p], ctypes.c_int
        self.write = library.icalcomponent_as_ical_string
        self.write.argtypes, self.write.restype = [ctypes.c_void_p], ctypes.c_char_p
        self.free = library.icalcomponent_free
        self.free.argtypes, self.free.restype = [ctypes.c_void_p], None

    def errors(self, calendar: bytes) -> list[str]:
        """What it says against the calendar; it writes its errors into the calendar itself."""
        component = self.parse(calendar)
        if not component:
            return ["not a calendar"]
        is_allowed, count = self.check(component), self.count(component)
        lines = self.write(component).decode().replace("\r\n ", "").splitlines()
        self.free(component)
        said = [line for line in lines if line.startswith("X-LIC-ERROR")]
        return said if is_allowed and not count else said or ["not allowed"]


@pytest.fixture(scope="module")
def libical():
    try:
        return LibIcal()
    except OSError:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)


def load_addresses() -> list[str]:
    """A calendar of each kind, of an event with sessions of every kind and of one without times."""
    event = showcase.load(sessions=60, speakers=40)
    factories.session(factories.event("Early", slug="early"), "Without a time")
    timed = event.sessions.shown().timed()
    kinds = {session.kind: session for session in timed}
    states = {session.status: session for session in timed}
    streamed = timed.exclude(stream_url="").first()
    some = [*kinds.values(), *states.values(), *([streamed] if streamed else [])]
    keys = ",".join(str(session.pk) for session in some)
    return [
        f"{EVENT}/agenda.ics",
        f"{EVENT}/agenda.ics?language=fr",
        f"{EVENT}/agenda.ics?sessions={keys}",
        f"{EVENT}/agenda.ics?sessions=0",
        f"{EVENT}/agenda/{event.first_day}.ics",
        *(f"{EVENT}/sessions/{session.slug}/calendar.ics" for session in some),
        "events/early/agenda.ics",
    ]


addresses = shared_rows(load_addresses)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_libical_finds_no_fault_with_any_kind_of_calendar(client, libical, addresses, language):
    answers = {path: client.get(f"/{language}/{path}") for path in addresses}

    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(
        addresses, 200
    )
    found = {path: libical.errors(answer.content) for path, answer in answers.items()}
    assert found == {path: [] for path in addresses}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"STATUS:CONFIRMED\r\n", b"STATUS:CONFIRMED\r\nSTATUS:CANCELLED\r\n"),
        (b"DTSTART;VALUE=DATE:20270504", b"DTSTART;VALUE=DATE:soon"),
        (b"VERSION:2.0\r\n", b""),
        (b"BEGIN:VCALENDAR\r\n", b""),
    ],
)
def test_it_does_find_faults(client, libical, right, wrong):
    factories.session(factories.event("Forum", slug="forum"), "Talk")
    calendar = client.get("/en/events/forum/agenda.ics").content
    assert calendar.count(right) == 1
    assert libical.errors(calendar) == []

    assert libical.errors(calendar.replace(right, wrong)) != []
