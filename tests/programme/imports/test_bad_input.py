"""Bad input: refused with a sentence, or mended and told with its row."""

import json
import zipfile
from io import BytesIO

import pytest

from programme.imports.reading import read_file
from programme.imports.target import plan_file
from programme.imports.values import ImportRefused, Options, Question, Unanswered
from programme.imports.writing import write
from programme.models import Session
from tests import factories
from tests.programme.imports.files import ANSWERS, read, workbook

SCHEDULE = """<?xml version="1.0" encoding="%s"?><schedule><conference><title>Forum</title>
<time_zone_name>%s</time_zone_name></conference><day date="2027-05-04"><room name="Hall">
<event id="1"><title>%s</title><start>09:00</start><duration>%s</duration></event>
</room></day></schedule>"""
SESSIONIZE = json.dumps(
    {"sessions": [{"id": "1", "title": "Opening", "roomId": None}], "speakers": [], "rooms": []}
)
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Opening
DTSTART;TZID=%s:20270504T090000
DTEND;TZID=%s:20270504T100000
END:VEVENT
END:VCALENDAR
"""


def schedule(title="Opening", duration="00:45", zone="Africa/Casablanca", encoding="utf-8") -> str:
    return SCHEDULE % (encoding, zone, title, duration)


def liar() -> bytes:
    """An archive whose directory says that its large part is small."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 1_000_000)
    size = (1_000_000).to_bytes(4, "little")
    return data.getvalue().replace(size, (9).to_bytes(4, "little"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ('<?xml version="1.0"?><!DOCTYPE schedule><schedule/>', "The file has a DTD or entities"),
        (
            '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]><schedule>&a;</schedule>',
            "The file has a DTD or entities",
        ),
        ("<schedule>" + "<a>" * 100_000, "The file is not well-formed XML: see line 1."),
        ("<schedule>\n<day>\n<room>", "The file is not well-formed XML: see line 3."),
        (schedule(encoding="x-none"), "The file is not well-formed XML: see line 1."),
        (schedule("Été").encode("cp1252"), "The file is not well-formed XML: see line 3."),
        ("<!DOCTYPE html><html><body>Log in</body></html>", "This is a web page without a table."),
        ('<html xmlns="x"><p>404</p></html>', "This is a web page without a table."),
        ("[" * 100_000 + "]" * 100_000, "The file is not well-formed JSON."),
        ("var schedule = {'a': 1};", "The file is not well-formed JSON."),
        (b"\xff\xfeT\x00i", "The characters of this file cannot be read."),
        (liar(), "The workbook cannot be read."),
        ("Title\n" + "x" * 2_000_001, "Row 2 cannot be read as a row of a table."),
        ("Title;" * 501 + "\nx\n", "Row 1 has more than 500 columns."),
        (b"T" * (32 * 1024 * 1024 + 1), "The file is larger than 32 MB."),
    ],
    ids=[
        *("dtd", "entities", "unclosed", "line", "encoding", "lie", "page", "xhtml"),
        *("deep-json", "script", "utf-16", "liar", "cell", "columns", "bytes"),
    ],
)
def test_a_file_that_is_no_programme_is_refused_with_a_sentence(data, sentence):
    data = data.encode() if isinstance(data, str) else data
    with pytest.raises(ImportRefused) as refused:
        read_file(data, Options())

    assert str(refused.value)[: len(sentence)] == sentence


@pytest.mark.parametrize(
    "data",
    [
        f"window.programme = {SESSIONIZE};",
        f"callback({SESSIONIZE})",
        f"const sessions = {SESSIONIZE}",
        f"\ufeff{SESSIONIZE}",
        "<!-- made by a tool -->\n" + CALENDAR % (("Africa/Casablanca",) * 2),
        schedule(encoding="windows-1252").encode("cp1252"),
    ],
    ids=["assigned", "called", "const", "bom", "comment", "windows"],
)
def test_what_stands_round_a_programme_is_left_out(data):
    assert [one.title for one in read(data).sessions] == ["Opening"]


HEAD = "Date;Start;End;Title;Abstract\n"


@pytest.mark.parametrize(
    ("row", "times", "notice"),
    [
        ("4 May 2027;TBA;;Opening;", None, ""),
        ("4 May 2027;9:00;9:00;Opening;", ("09:00", "09:05"), "It takes no time: it was given 5"),
        ("4 May 2027;9:00;;Opening;", ("09:00", "10:00"), "It has no end: the end was estimated."),
        ("4 May 2027;9:00;6 May 2027 9:00;Opening;", ("09:00", "09:00"), ""),
        ("2027-05-04;9:00;2027-05-03 8:00;Opening;", None, "It ends before it starts: it has no"),
        ("4 May 2027;25:00;;Opening;", None, "“25:00” is not a time, so the session has none."),
        (";9:00;;Opening;", None, "The row has an hour but no day, so the session has no time."),
        (
            "31 June 2027;9:00;;Opening;",
            None,
            "“31 June 2027” is not a time, so the session has none.",
        ),
    ],
)
def test_a_time_that_is_none_is_told_with_its_row(row, times, notice):
    programme = read(HEAD + row + "\n")

    [one] = programme.sessions
    found = one.starts_at and tuple(
        f"{moment.astimezone(factories.CASABLANCA):%H:%M}"
        for moment in (one.starts_at, one.ends_at)
    )
    assert (found, [(n.row, n.text[: len(notice)]) for n in programme.notices]) == (
        times,
        [(2, notice)] if notice else [],
    )


@pytest.mark.parametrize("word", ["TBA", "tbc", "À confirmer", "N/A", "يُحدد لاحقًا"])
def test_nobody_and_no_room_is_called_to_be_announced(word):
    head = "Day;Start;End;Title;Room;Speakers\n"

    [one] = read(f"{head}4 May 2027;9:00;10:00;Opening;{word};{word}\n").sessions

    assert (one.title, one.room, one.people) == ("Opening", "", ())


def test_a_session_of_a_day_and_more_keeps_its_length():
    [one] = read(schedule(duration="26:30")).sessions

    assert (one.ends_at - one.starts_at).total_seconds() == 26.5 * 3600


@pytest.mark.parametrize(
    "data",
    [schedule(zone="Atlantis/Capital"), CALENDAR % (("Atlantis/Capital",) * 2)],
    ids=["schedule", "calendar"],
)
def test_a_zone_that_nobody_knows_is_named_and_not_guessed(data):
    with pytest.raises((ImportRefused, Unanswered)) as error:
        read(data, Options(language="en"))

    assert "Atlantis/Capital" in str(error.value)


@pytest.mark.parametrize(
    "data",
    [schedule(zone="Atlantis/Capital"), CALENDAR % (("Atlantis/Capital",) * 2)],
    ids=["schedule", "calendar"],
)
def test_a_known_zone_that_is_taken_for_an_unknown_one_is_told(data):
    [notice] = read(data).notices

    assert notice.text == (
        "“Atlantis/Capital” is not a time zone that we know: "
        "the times were read in Africa/Casablanca."
    )


def test_a_zone_of_windows_is_known():
    programme = read(CALENDAR % (('"W. Europe Standard Time"',) * 2), Options(language="en"))

    assert programme.zone == "Europe/Berlin"
    assert f"{programme.sessions[0].starts_at:%H:%M}" == "07:00"


def test_dates_that_can_be_read_in_two_ways_are_asked_about():
    with pytest.raises(Unanswered) as asked:
        read("Date,Title\n4/5/2027,Opening\n", Options())

    assert [*asked.value.questions] == [Question.DAY_ORDER]


TEXTS = {
    "=1+1": "=1+1",
    "'=HYPERLINK(1)": "=HYPERLINK(1)",
    "A\x07b\x00\u202ec": "Abc",
    "a</script><script>alert(1)</script>": "a</script><script>alert(1)</script>",
    "Ope\u00adn\ufeffing": "Ope\u00adning",
}


DEEP = "<schedule>" + "<a>" * 100_000 + "</a>" * 100_000 + "</schedule>"


@pytest.mark.parametrize(
    "data", [DEEP, schedule()[:-80], "Title;Date\n"], ids=["deep", "cut", "head"]
)
@pytest.mark.django_db
def test_a_file_without_sessions_is_refused(data):
    with pytest.raises(ImportRefused):
        plan_file(data.encode(), "a.xml", "forum", ANSWERS)


@pytest.mark.django_db
@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_stored_as_text_without_what_is_unsafe(text):
    factories.event("Forum", slug="forum")
    data = f'ID;Title\n1;"{text}"\n'.encode()

    plan = plan_file(data, "a.csv", "forum", ANSWERS)
    write(plan)

    is_unsafe = "\x07" in text
    assert Session.objects.get().title_en == TEXTS[text]
    assert [(one.row, one.text) for one in plan.notices] == (
        [(2, "Unsafe characters were removed.")] if is_unsafe else []
    )


def test_a_formula_of_a_workbook_is_never_computed():
    data = workbook(("Programme", [["ID", "Title"], [1, "Opening"], [2, "=1+1"]], []))

    titles = [(one.title, one.is_untitled) for one in read(data).sessions]

    assert titles == [("Opening", False), ("Untitled (row 3)", True)]


IDENTIFIER = "0b0e2d1c-0000-4000-8000-000000000007"


def with_ids(*keys: str) -> bytes:
    rows = [f"{key};Talk {n};4 May 2027;{9 + n}:00;{9 + n}:30\n" for n, key in enumerate(keys)]
    return ("ID;Title;Date;Start;End\n" + "".join(rows)).encode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "keys", [("0", "0", "0"), ("7", "7", "8"), ("", "", ""), (IDENTIFIER, IDENTIFIER, "")]
)
def test_identifiers_that_repeat_are_no_keys(keys):
    factories.event("Forum", slug="forum")

    first, second = (plan_file(with_ids(*keys), "a.csv", "forum", ANSWERS) for _n in range(2))
    write(first)
    second = plan_file(with_ids(*keys), "a.csv", "forum", ANSWERS)

    assert (len(first.new), second.changes_nothing, Session.objects.count()) == (3, True, 3)


@pytest.mark.django_db
def test_a_permanent_id_of_another_event_is_not_taken_again():
    for slug in ("forum", "other"):
        factories.event("Forum", slug=slug)
        write(plan_file(with_ids(IDENTIFIER), "a.csv", slug, ANSWERS))

    again = plan_file(with_ids(IDENTIFIER), "a.csv", "other", ANSWERS)

    found = [str(one.guid) == IDENTIFIER for one in Session.objects.order_by("pk")]
    assert (found, again.changes_nothing) == ([True, False], True)
