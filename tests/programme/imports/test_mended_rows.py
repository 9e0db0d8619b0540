"""Rows that staff mend or leave out in the preview, and the next edition of the same file."""

import pytest

from programme.imports.mending import entries_of
from programme.imports.plan import Plan
from programme.imports.target import plan_file
from programme.imports.values import Choices
from programme.imports.writing import write
from programme.models import Contribution, ImportedFrom, Room, Session
from speakers.models import Speaker
from tests import factories
from tests.programme.imports.files import ANSWERS, workbook

pytestmark = pytest.mark.django_db

HEAD = "ID;Date;Start;End;Title;Room;Speakers\n"
OPENING = "1;4 May 2027;9:00;9:30;Opening;Hall;Amina Alami\n"
PANEL = "2;4 May 2027;10:00;11:00;The panel;Tent;Omar Fassi (Minister, Ministry of Justice)\n"
NO_CHOICES = Choices()


def planned(*rows: str, choices: Choices = NO_CHOICES, head: str = HEAD) -> Plan:
    return plan_file(
        (head + "".join(rows)).encode(), "a.csv", "forum-2027", ANSWERS, choices=choices
    )


def mended(row: str = "2", **entries: str) -> Choices:
    return Choices(mended={row: entries})


def times() -> list[tuple]:
    pairs = Session.objects.order_by("pk").values_list("starts_at", "ends_at")
    return [pair[0] and tuple(f"{one:%d %H:%M}" for one in pair) for pair in pairs]


def wrong(plan: Plan) -> list[tuple[str, str, str]]:
    return [(one.mark, one.field, one.text) for one in plan.mending.wrong]


@pytest.fixture(autouse=True)
def event():
    return factories.event("Forum 2027", slug="forum-2027")


ALL = {
    "title": "The opening of the forum",
    "start": "9:15",
    "end": "10h",
    "room": "Garden",
    "people": "Salma Idrissi\nModerator: Karim Tazi",
}


def test_what_staff_type_is_written_instead_of_what_was_read():
    write(planned(OPENING, choices=mended(**ALL, day="5 May 2027")))

    session = Session.objects.get()
    parts = Contribution.objects.order_by("position").values_list("role", "speaker__name_en")
    assert (session.title_en, session.room.name_en) == ("The opening of the forum", "Garden")
    assert times() == [("05 09:15", "05 10:00")]
    assert list(parts) == [("speaker", "Salma Idrissi"), ("moderator", "Karim Tazi")]
    assert list(Room.objects.values_list("name_en", flat=True)) == ["Garden"]
    assert Speaker.objects.count() == 2


@pytest.mark.parametrize("is_stored", [False, True])
def test_the_same_file_does_not_take_back_what_staff_have_mended(is_stored):
    if is_stored:
        write(planned(OPENING.replace("Hall", "Tent").replace("Amina", "Leila")))
    write(planned(OPENING, choices=mended(**ALL)))
    before = Session.objects.get()

    again = planned(OPENING)

    assert (again.changes_nothing, again.conflicts) == (True, [])
    assert before.title_en == "The opening of the forum"
    assert Session.objects.get() == before
    assert set(Contribution.objects.values_list("speaker__name_en", flat=True)) == {
        "Salma Idrissi",
        "Karim Tazi",
    }


def test_another_text_of_the_next_edition_is_a_conflict_with_what_staff_have_mended():
    write(planned(OPENING, choices=mended(title="The opening of the forum")))

    [(_session, conflict)] = planned(OPENING.replace("Opening", "Welcome")).conflicts

    found = (conflict.field, conflict.file, conflict.ours)
    assert found == ("title_en", "Welcome", "The opening of the forum")


def test_what_staff_type_counts_also_where_the_file_has_not_changed():
    write(planned(OPENING))

    write(planned(OPENING, choices=mended(title="Grand opening", people="Omar Fassi")))

    assert Session.objects.get().title_en == "Grand opening"
    assert [str(one.speaker) for one in Contribution.objects.all()] == ["Omar Fassi"]
    assert planned(OPENING).changes_nothing


def test_what_is_typed_as_it_was_read_mends_nothing(event):
    read = planned(OPENING, PANEL).read.sessions
    entries = {one.mark: entries_of(one, event.zone) for one in read}

    plan = planned(OPENING, PANEL, choices=Choices(mended=entries))

    assert (plan.mending.typed, [one.said for one in plan.read.sessions]) == ({}, [None, None])
    assert entries["3"] == {
        "title": "The panel",
        "day": "Tue 4 May 2027",
        "start": "10:00",
        "end": "11:00",
        "room": "Tent",
        "people": "Omar Fassi (Minister, Ministry of Justice)",
    }


def test_a_room_and_people_that_are_not_known_yet_are_none():
    write(planned(OPENING, choices=mended(room="TBA", people="To be announced")))

    assert Session.objects.get().room is None
    assert not Speaker.objects.exists()


def test_a_person_whose_line_stays_keeps_function_and_organization():
    people = "Omar Fassi (Minister, Ministry of Justice)\nSalma Idrissi"

    write(planned(PANEL, choices=mended(people=people)))

    [omar, salma] = Speaker.objects.order_by("pk")
    assert (str(omar), omar.function_en, str(omar.organization)) == (
        "Omar Fassi",
        "Minister",
        "Ministry of Justice",
    )
    assert str(salma) == "Salma Idrissi"


def test_another_function_and_organization_that_staff_type_count_in_the_session():
    write(planned(PANEL))

    write(planned(PANEL, choices=mended(people="Omar Fassi (Senator, Senate)")))

    part = Contribution.objects.get()
    assert (part.function_en, str(part.organization)) == ("Senator", "Senate")
    assert part.speaker.function_en == "Minister"
    assert planned(PANEL).changes_nothing


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ({"day": "5 May 2027"}, ("05 09:00", "05 09:30")),
        ({"start": "8:00"}, ("04 08:00", "04 09:30")),
        ({"end": "1:00"}, ("04 09:00", "05 01:00")),
        ({"start": "", "end": ""}, None),
    ],
)
def test_times_that_are_not_typed_stay(entries, found):
    write(planned(OPENING, choices=mended(**entries)))

    assert times() == [found]


@pytest.mark.parametrize(
    ("entries", "field", "text"),
    [
        ({"title": " "}, "title", "Enter a title, or leave this row out."),
        ({"day": "soon"}, "day", "“soon” is not a day."),
        ({"day": ""}, "day", "Enter the day."),
        ({"start": "noonish"}, "start", "“noonish” is not a time."),
        ({"start": ""}, "start", "Enter the start."),
        ({"end": "later"}, "end", "“later” is not a time."),
        ({"end": ""}, "end", "Enter the end."),
        ({"start": "9:45"}, "end", "The end must be after the start."),
    ],
)
def test_a_wrong_entry_is_told_at_its_field_and_nothing_can_be_imported(entries, field, text):
    plan = planned(OPENING, choices=mended(**entries))

    assert wrong(plan) == [("2", field, text)]
    assert [(one.row, one.text) for one in plan.refused] == [(2, text)]


def test_a_title_and_a_time_that_were_missing_are_noted_no_more_once_they_are_typed():
    row = "1;4 May 2027;soon;;;Hall;Amina Alami\n"
    before = [one.about for one in planned(row).notices]

    plan = planned(
        row, choices=mended(title="Opening", day="4 May 2027", start="9:00", end="10:00")
    )
    write(plan)

    assert (before, plan.notices) == (["title", "start"], [])
    assert (Session.objects.get().title_en, times()) == ("Opening", [("04 09:00", "04 10:00")])
    assert planned(row).changes_nothing


def test_a_room_that_the_file_has_no_column_for_can_be_typed():
    head, row = "ID;Title\n", "1;Opening\n"

    write(planned(row, head=head, choices=mended(room="Hall")))

    assert Session.objects.get().room.name_en == "Hall"
    assert planned(row, head=head).changes_nothing


def test_a_row_that_is_left_out_brings_nothing_in():
    write(planned(OPENING, PANEL, choices=Choices(left_out=frozenset({"3"}))))

    assert [one.title_en for one in Session.objects.all()] == ["Opening"]
    assert [one.name_en for one in Room.objects.all()] == ["Hall"]
    assert [str(one) for one in Speaker.objects.all()] == ["Amina Alami"]


def test_a_session_whose_row_is_left_out_stays_as_it_is_and_is_not_gone():
    write(planned(OPENING, PANEL))

    plan = planned(
        OPENING, PANEL.replace("Tent", "Hall"), choices=Choices(left_out=frozenset({"3"}))
    )

    assert (plan.gone, plan.changes_nothing) == ([], True)
    assert not ImportedFrom.objects.exclude(gone_at=None).exists()


@pytest.mark.parametrize(
    "choices", [mended("3", day="4 May 2027"), Choices(left_out=frozenset({"3"}))]
)
def test_a_file_with_a_row_that_is_refused_goes_in_once_it_is_mended_or_left_out(choices):
    rows = (OPENING, PANEL.replace("2027", "2031"))
    refused = planned(*rows).refused

    plan = planned(*rows, choices=choices)
    write(plan)

    assert [one.row for one in refused] == [3]
    assert plan.refused == []
    assert Session.objects.count() == (2 if choices.mended else 1)


def test_a_title_that_is_mended_to_that_of_a_stored_session_is_that_session(event):
    stored = factories.session(event, "The opening of the forum", hours="09:00-09:30")

    plan = planned(OPENING, choices=mended(title="The opening of the forum"))

    assert [one.row.pk for one in plan.sessions] == [stored.pk]


def test_what_the_file_says_stays_known_by_its_title_once_it_is_mended():
    write(planned("Title\n", "Opening\n", head="", choices=mended(title="Grand start")))

    plan = planned("Title\n", "Opening\n", head="")

    assert ([one.is_new for one in plan.sessions], plan.changes_nothing) == ([False], True)


def test_rows_of_one_number_in_two_sheets_are_told_apart():
    data = workbook(
        ("Monday", [["ID", "Title"], [1, "Opening"]], []),
        ("Tuesday", [["ID", "Title"], [2, "Closing"]], []),
    )

    plan = plan_file(data, "a.xlsx", "forum-2027", ANSWERS, choices=mended("2.2", title="The end"))

    assert [(one.mark, one.title) for one in plan.read.sessions] == [
        ("2", "Opening"),
        ("2.2", "The end"),
    ]


def test_a_row_of_a_sheet_that_was_exported_here_is_mended(staff, event):
    stored = factories.session(event, "The opening of the forum", hours="09:00-09:30")
    export = staff.get("/admin/programme/session/sheet.csv").content
    typed = mended(title="Grand opening", start="8:30", people="Omar Fassi")

    write(plan_file(export, "sheet.csv", "forum-2027", ANSWERS, choices=typed))

    stored.refresh_from_db()
    part = stored.contributions.get()
    assert (stored.title_en, times(), str(part.speaker)) == (
        "Grand opening",
        [("04 08:30", "04 09:30")],
        "Omar Fassi",
    )
