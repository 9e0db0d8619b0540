"""Programmes as JSON of Sessionize, of Open Event and of pretalx."""

import io
import json
import zipfile

import pytest

from programme.imports.reading import read_file
from programme.imports.values import ImportRefused, Options, ReadLink
from tests.programme.imports.files import read

SESSIONIZE = {
    "sessions": [
        {
            **{"id": "1", "title": "Opening", "description": "All\r\nof it", "roomId": 5},
            **{"startsAt": "2027-05-04T09:00:00", "endsAt": "2027-05-04T09:45:00"},
            **{"speakers": ["a"], "categoryItems": [9], "status": "Accepted"},
            **{"recordingUrl": "https://video.example/1", "liveUrl": None},
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
        **{"microlocation": {"id": 5, "name": "Hall"}, "level": "Beginner"},
        **{"track": {"id": 2, "name": "Data", "color": "#4527A0"}, "comments": "private"},
        **{"session_type": None, "short_abstract": "<p>All\nof it</p>", "long_abstract": "<p></p>"},
        **{"slides": "https://slides.example/1", "video": "not yet"},
        "speakers": [{"id": 3, "name": "Amina Alami", "organisation": "Data House"}],
    },
    {"id": 2, "title": "Not this", "state": "rejected", "microlocation": None},
]
SUBMISSION = {
    **{"code": "AB12CD", "state": "confirmed", "content_locale": "fr", "do_not_record": True},
    **{"title": "Ouverture", "abstract": "En bref", "description": "En bref, et au long"},
    **{"submission_type": {"en": "Panel"}, "track": {"en": "Data", "fr": "Données"}},
    **{"internal_notes": "secret", "answers": [{"answer": "42"}]},
    "resources": [{"resource": "https://slides.example/2", "description": "Slides"}],
}
TIMES = {"start": "2027-05-04T09:00:00+00:00", "end": "2027-05-04T09:45:00+00:00"}
AMINA = {"code": "QWERTY", "name": "Amina Alami", "biography": "Of *Fez*", "email": "a@b.example"}
REJECTED = {"code": "NO0000", "title": "Not this", "state": "rejected", "slot": None}
OLD_PRETALX = {
    "results": [
        {**SUBMISSION, "speakers": [AMINA], "slot": {**TIMES, "room": {"en": "Hall"}}},
        REJECTED,
    ]
}
NEW_PRETALX = [
    {
        **SUBMISSION,
        "submission_type": {"id": 1, "name": {"en": "Panel"}},
        "track": {"id": 2, "name": {"en": "Data"}, "color": "#2A6F5E"},
        "slots": [{**TIMES, "room": {"id": 3, "name": {"en": "Hall"}}}],
        "speakers": [AMINA],
    },
    REJECTED,
]
SCHEDULE = {
    "version": "1.2",
    "slots": [
        {**TIMES, "room": {"id": 3, "name": {"en": "Hall"}}, "submission": NEW_PRETALX[0]},
        {**TIMES, "room": {"id": 3, "name": {"en": "Hall"}}, "submission": None},
    ],
}


def test_sessionize_is_read():
    first, second = read(json.dumps(SESSIONIZE)).sessions

    assert (first.title, first.room, first.track) == ("Opening", "Hall", "Data")
    assert (f"{first.starts_at:%d %H:%M}", f"{first.ends_at:%H:%M}") == ("04 09:00", "09:45")
    assert [(one.name, one.function) for one in first.people] == [("Amina Alami", "Director")]
    assert first.links == (ReadLink("https://video.example/1", "", "recording"),)
    assert (second.title, second.kind, second.starts_at) == ("Coffee", "break", None)


def test_open_event_is_read():
    programme = read(json.dumps(OPEN_EVENT))

    [one] = programme.sessions
    assert (one.title, one.room, one.track, one.languages) == ("Opening", "Hall", "Data", ("en",))
    assert (f"{one.starts_at:%d %H:%M}", one.abstracts) == ("04 09:00", {"en": "All of it"})
    people = [(person.name, person.organization) for person in one.people]
    assert people == [("Amina Alami", "Data House")]
    assert one.links == (ReadLink("https://slides.example/1", "", "slides"),)
    assert (dict(one.rest), programme.colours) == ({"level": "Beginner"}, {"Data": "#4527A0"})


def archive(**files: object) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as found:
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content)
            found.writestr(f"export/{name}.json", text)
    return data.getvalue()


def test_the_files_of_open_event_are_read_together_in_both_spellings():
    session = {
        **{"id": 1, "title": "Opening", "speakers": [{"id": 3}], "microlocation": None},
        **{"starts-at": "2027-05-04T09:00:00+00:00", "ends-at": "2027-05-04T09:45:00+00:00"},
        **{"track": {"id": 2, "name": "Data"}, "long-abstract": "All of it"},
    }
    amina = {"id": 3, "name": "Amina Alami", "position": "Head", "long-biography": "Of Fez"}
    programme = read(
        archive(
            sessions=[session],
            speakers=[amina],
            tracks=[{"name": "Data", "color": "#4527A0"}],
            event={"name": "Forum", "timezone": "Africa/Casablanca"},
        ),
        Options(language="en"),
    )

    [one] = programme.sessions
    [person] = one.people
    assert (programme.name, programme.zone) == ("Forum", "Africa/Casablanca")
    assert programme.colours == {"Data": "#4527A0"}
    assert (one.abstracts, f"{one.starts_at:%H:%M}") == ({"en": "All of it"}, "09:00")
    assert (person.name, person.function, person.biography) == ("Amina Alami", "Head", "Of Fez")


@pytest.mark.parametrize(
    "data", [OLD_PRETALX, NEW_PRETALX, SCHEDULE], ids=["talks", "submissions", "schedule"]
)
def test_pretalx_is_read_in_every_version_of_its_api(data):
    programme = read(json.dumps(data))

    [one] = programme.sessions
    assert (one.source_id, one.titles) == ("AB12CD", {"fr": "Ouverture"})
    assert one.abstracts == {"fr": "En bref, et au long"}
    assert (f"{one.starts_at:%d %H:%M}", f"{one.ends_at:%H:%M}") == ("04 09:00", "09:45")
    assert (one.room, one.track, one.kind) == ("Hall", "Data", "panel")
    assert (one.languages, one.may_be_recorded) == (("fr",), "no")
    people = [(person.source_id, person.name, person.biography) for person in one.people]
    assert people == [("QWERTY", "Amina Alami", "Of *Fez*")]
    assert one.links == (ReadLink("https://slides.example/2", "Slides", "link"),)
    assert programme.private_fields == 2


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (json.dumps({**SESSIONIZE, "speakers": [1]}).encode(), "The schedule in this file"),
        (json.dumps([{"microlocation": 1}]).encode(), "The schedule in this file"),
        (json.dumps([{**SUBMISSION, "slot": 7}]).encode(), "The schedule in this file"),
        (archive(sessions="{"), r"sessions\.json is not well-formed JSON\."),
        (archive(sessions=[1]), "The schedule in this file"),
        (archive(notes=[]), "The workbook cannot be read"),
    ],
    ids=["sessionize", "open-event", "pretalx", "json", "number", "archive"],
)
def test_a_broken_file_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(ImportRefused, match=f"^{sentence}"):
        read_file(data, Options())
