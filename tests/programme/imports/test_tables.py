"""Tables of every kind of file as the sessions of a programme."""

import datetime as dt
import io
import zipfile

import pytest

from programme.imports.reading import read_file
from programme.imports.values import ImportRefused, Options, Question, Unanswered
from tests.programme.imports.files import read, workbook

CSV = "Date;Start;End;Title;Room\n4 May 2027;9:00;9:30;Opening;Hall\n;10:00;;Café Été;Hall\n"


def lines(data: bytes | str) -> list[tuple]:
    """Title, start and end on the clock of Casablanca, and room."""
    zone = dt.timezone(dt.timedelta(hours=0))
    return [
        (
            one.title,
            one.starts_at and f"{one.starts_at.astimezone(zone):%d %H:%M}",
            one.ends_at and f"{one.ends_at.astimezone(zone):%d %H:%M}",
            one.room,
        )
        for one in read(data).sessions
    ]


EXPECTED = [
    ("Opening", "04 09:00", "04 09:30", "Hall"),
    ("Café Été", "04 10:00", "04 11:00", "Hall"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_csv_is_read_in_any_encoding_and_separator(encoding, separator):
    assert lines(CSV.replace(";", separator).encode(encoding)) == EXPECTED


def test_arabic_csv_of_windows_is_read():
    text = "التاريخ;البداية;النهاية;العنوان;القاعة\n4 ماي 2027;9:00;9:30;الجلسة الافتتاحية;الكبرى\n"

    [session] = read(text.encode("cp1256")).sessions

    assert (session.titles, session.room) == ({"ar": "الجلسة الافتتاحية"}, "الكبرى")


def test_a_page_with_a_table_is_read_with_its_merged_cells():
    page = (
        "<html><body><table><tr><th>Day<th>Hours<th>Title<th>Room</tr>"
        "<tr><td rowspan=2>4 May 2027<td>9:00–9:30<td>Opening<td rowspan=2>Hall</tr>"
        "<tr><td>10h–11h<td>Café&nbsp;Été</tr></table><script>alert(1)</script>"
    )

    assert lines(page) == EXPECTED


def test_days_stand_between_the_rows_or_in_merged_cells_of_a_workbook():
    between = workbook(
        (
            "Programme",
            [
                ["Our forum"],
                ["Hours", "Title", "Room"],
                ["Tuesday 4 May 2027", None, None],
                ["9h–9h30", "Opening", "Hall"],
                ["10:00-11:00", "Café Été", "Hall"],
            ],
            ["A3:C3"],
        )
    )
    merged = workbook(
        (
            "Programme",
            [
                ["Day", "Start", "Duration", "Title", "Room"],
                [dt.date(2027, 5, 4), dt.time(9), 30, "Opening", "Hall"],
                [None, dt.time(10), 60, "Café Été", None],
            ],
            ["A2:A3", "E2:E3"],
        )
    )

    assert [lines(between), lines(merged)] == [EXPECTED, EXPECTED]


def test_other_languages_stand_in_columns_or_in_sheets_of_their_own():
    columns = "Title;Titre;Title (Arabic)\nOpening;Ouverture;الافتتاح\n"
    sheets = workbook(
        ("Programme", [["ID", "Title"], ["1", "Opening"]], []),
        ("Français", [["ID", "Titre"], ["1", "Ouverture"]], []),
        ("العربية", [["المعرف", "العنوان"], ["1", "الافتتاح"]], []),
    )

    found = [read(data).sessions[0].titles for data in (columns, sheets)]

    assert found == [{"en": "Opening", "fr": "Ouverture", "ar": "الافتتاح"}] * 2


def test_people_below_a_session_belong_to_it():
    table = "Title;Speaker;Function;Organization;Moderator\n" + (
        "Panel;Amina Alami;Director;Data House;Hind Tazi\n;Omar Fassi;;City Lab;\n"
    )

    [session] = read(table).sessions

    people = [(one.role, one.name, one.function, one.organization) for one in session.people]
    assert people == [
        ("speaker", "Amina Alami", "Director", "Data House"),
        ("moderator", "Hind Tazi", "", ""),
        ("speaker", "Omar Fassi", "", "City Lab"),
    ]


def test_private_columns_are_only_counted():
    programme = read("Title;E-mail;Phone;Colour\nOpening;a@example.org;1;red\n")

    assert (programme.private_fields, [one.text for one in programme.notices]) == (
        2,
        ["These columns are not imported: Colour."],
    )


def test_what_is_unknown_or_impossible_is_told_with_its_row():
    programme = read(
        "Date;Start;End;Title;Status\n4 May 2027;TBA;;Later;\n4 May 2027;noon;;Lunch;\n"
        "4 May 2027;9:00;9:00;Silence;\n4 May 2027;9:00;10:00;CANCELLED: Talk;\n;;;No;rejected\n"
    )

    assert [(one.title, bool(one.starts_at), one.is_cancelled) for one in programme.sessions] == [
        ("Later", False, False),
        ("Lunch", False, False),
        ("Silence", True, False),
        ("Talk", True, True),
    ]
    assert [(one.row, one.text) for one in programme.notices] == [
        (3, "“noon” is not a time, so the session has none."),
        (6, "Not imported: the session was not accepted."),
        (4, "It takes no time: it was given 5 minutes."),
    ]


def test_what_the_file_leaves_open_is_asked_at_once():
    with pytest.raises(Unanswered) as asked:
        read("Date;Start;Titel\n4 Mai 2027;9:00;Kaffee\n", Options())

    assert set(asked.value.questions) == {Question.ZONE, Question.LANGUAGE, Question.MINUTES}


def test_an_ambiguous_date_is_asked_about():
    with pytest.raises(Unanswered) as asked:
        read("Date,Title\n4/5/2027,Opening\n", Options())

    assert asked.value.questions == {
        Question.DAY_ORDER: "Is “4/5/2027” written with the day or the month first?"
    }


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (65 * 1024 * 1024))
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b" ", "The file is empty."),
        (b"Colour;Size\nred;1\n", "No column with titles was found."),
        (b"PK\x03\x04", "The file is damaged: it cannot be unpacked."),
        (bomb(), "Unpacked, the file would take more than 64 MB."),
        (b"%PDF-1.7", "This kind of file cannot be read. Save it as .xlsx or .csv."),
        (b"Title\n" + b"x\n" * 100_001, "The file has more than 100,000 rows."),
    ],
    ids=["empty", "untitled", "damaged", "bomb", "pdf", "rows"],
)
def test_a_file_that_cannot_be_imported_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(ImportRefused, match=f"^{sentence[:30]}"):
        read_file(data, Options())
