"""Programmes as JSON of Sessionize and of Open Event."""

import json

import pytest

from programme.imports.reading import read_file
from programme.imports.values import ImportRefused, Options
from tests.programme.imports.files import read

SESSIONIZE = {
    "sessions": [
        {
            **{"id": "1", "title": "Opening", "description": "All\r\nof it", "roomId": 5},
            **{"startsAt": "2027-05-04T09:00:00", "endsAt": "2027-05-04T09:45:00"},
            **{"speakers": ["a"], "categoryItems": [9], "status": "Accepted"},
        },
        {"id": "2", "title": "Coffee", "isServiceSession": True, "roomId": None, "speakers": []},
        {"id": "3", "title": "Not this", "status": "Declined"},
    ],
    "speakers": [{"id": "a", "fullName": "Amina Alami", "tagLine": "Director", "bio": None}],
    "rooms": [{"id": 5, "name": "Hall"}],
    "categories": [{"title": "Track", "items": [{"id": 9, "name": "Data"}]}],
}
OPEN_EVENT = [
    {
        **{"id": 1, "title": "Opening", "state": "accepted", "language": "English"},
        **{"start_time": "2027-05-04T09:00:00+00:00", "end_time": "2027-05-04T09:45:00+00:00"},
        **{"microlocation": {"id": 5, "name": "Hall"}, "track": {"id": 2, "name": "Data"}},
        **{"session_type": None, "short_abstract": "<p>All\nof it</p>", "comments": "private"},
        "speakers": [{"id": 3, "name": "Amina Alami", "organisation": "Data House"}],
    },
    {"id": 2, "title": "Not this", "state": "rejected", "microlocation": None},
]


def test_sessionize_is_read():
    first, second = read(json.dumps(SESSIONIZE)).sessions

    assert (first.title, first.room, first.track) == ("Opening", "Hall", "Data")
    assert (f"{first.starts_at:%d %H:%M}", f"{first.ends_at:%H:%M}") == ("04 09:00", "09:45")
    assert [(one.name, one.function) for one in first.people] == [("Amina Alami", "Director")]
    assert (second.title, second.kind, second.starts_at) == ("Coffee", "break", None)


def test_open_event_is_read():
    [one] = read(json.dumps(OPEN_EVENT)).sessions

    assert (one.title, one.room, one.track, one.languages) == ("Opening", "Hall", "Data", ("en",))
    assert (f"{one.starts_at:%d %H:%M}", one.abstracts) == ("04 09:00", {"en": "All of it"})
    people = [(person.name, person.organization) for person in one.people]
    assert people == [("Amina Alami", "Data House")]


def test_a_broken_file_is_refused_with_a_sentence():
    with pytest.raises(ImportRefused, match=r"^The schedule in this file cannot be read\."):
        read_file(json.dumps({**SESSIONIZE, "speakers": [1]}).encode(), Options())
