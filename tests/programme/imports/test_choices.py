"""What staff choose in a preview: values of the file, who people are, and what columns mean."""

import pytest

from content.history.models import Act
from programme.imports.plan import Plan
from programme.imports.reading import read_columns
from programme.imports.stamps import stamp
from programme.imports.target import plan_file
from programme.imports.values import Choices, ImportRefused, Options
from programme.imports.writing import Gone, write
from programme.models import Contribution, Session
from speakers.models import Speaker
from tests import factories
from tests.programme.imports.files import ANSWERS, read, workbook

pytestmark = pytest.mark.django_db

HEAD = "ID;Date;Start;End;Title;Room;Speakers\n"
OPENING = "1;4 May 2027;9:00;9:30;Opening;Hall;Amina Alami\n"
NO_CHOICES = Choices()


def planned(*rows: str, choices: Choices = NO_CHOICES) -> Plan:
    data = (HEAD + "".join(rows)).encode()
    return plan_file(data, "forum.csv", "forum-2027", ANSWERS, choices=choices)


def stamp_of(plan: Plan) -> str:
    return stamp(b"", plan)


def test_the_files_value_is_taken_in_a_conflict_if_staff_choose_it():
    write(planned(OPENING))
    session = Session.objects.get()
    session.title_en = "Grand opening"
    session.save()
    changed = OPENING.replace("Opening", "Welcome")
    [(_session, conflict)] = planned(changed).conflicts

    plan = planned(changed, choices=Choices(from_file=frozenset([conflict.code])))
    write(plan)

    session.refresh_from_db()
    assert session.title_en == "Welcome"
    assert [one.is_taken for _session, one in plan.conflicts] == [True]
    assert planned(changed).changes_nothing


@pytest.mark.parametrize("is_chosen", [True, False])
def test_a_person_with_another_spelling_is_who_staff_say(is_chosen):
    stored = factories.speaker("Amina Alami")
    rows = OPENING.replace("Amina Alami", "A. Alami")
    [doubt] = planned(rows).people.doubts

    plan = planned(rows, choices=Choices(people={doubt.key: stored.pk if is_chosen else None}))
    write(plan)

    assert (doubt.read.name, doubt.candidates) == ("A. Alami", (stored,))
    assert (Contribution.objects.get().speaker == stored) is is_chosen
    assert Speaker.objects.count() == (1 if is_chosen else 2)
    assert planned(rows).people.doubts == []


def test_of_two_people_of_one_name_staff_choose_one_or_a_new_one():
    first, second = factories.speaker("Amina Alami"), factories.speaker("Amina Alami")
    [doubt] = planned(OPENING).people.doubts

    chosen = [
        planned(OPENING, choices=Choices(people=people)).people.people[doubt.key].pk
        for people in ({}, {doubt.key: second.pk}, {doubt.key: None}, {doubt.key: 10**9})
    ]

    assert (doubt.candidates, doubt.person) == ((first, second), first)
    assert chosen == [first.pk, second.pk, None, first.pk]


def test_two_names_that_are_one_person_take_part_once():
    stored = factories.speaker("Amina Alami")
    rows = OPENING.replace("Amina Alami", "Amina Alami / A. Alami")
    [doubt] = planned(rows).people.doubts

    write(planned(rows, choices=Choices(people={doubt.key: stored.pk})))

    assert list(Contribution.objects.values_list("speaker", flat=True)) == [stored.pk]


def test_a_person_who_is_spelled_differently_in_the_next_edition_keeps_the_part():
    write(planned(OPENING))
    [part] = Contribution.objects.all()
    rows = OPENING.replace("Amina Alami", "A. Alami")
    [doubt] = planned(rows).people.doubts

    write(planned(rows, choices=Choices(people={doubt.key: part.speaker_id})))

    assert list(Contribution.objects.values_list("pk", flat=True)) == [part.pk]


def test_a_stamp_differs_once_a_session_has_changed_but_not_for_a_choice():
    write(planned(OPENING))
    session = Session.objects.get()
    session.title_en = "Grand opening"
    session.save()
    changed = OPENING.replace("Opening", "Welcome")
    before = planned(changed)
    chosen = planned(changed, choices=Choices(from_file=frozenset([before.conflicts[0][1].code])))

    session.title_en = "Opening ceremony"
    session.save()

    assert stamp_of(chosen) == stamp_of(before)
    assert stamp_of(planned(changed)) != stamp_of(before)


def test_sessions_that_are_gone_are_cancelled_with_the_reason_that_staff_give():
    write(planned(OPENING))
    session = Session.objects.get()
    session.event.publish()
    session.event.save()
    session.publish()
    session.save()
    acts = Act.objects.count()

    other = OPENING.replace("1;", "2;").replace("Opening", "Closing")
    reasons = {"cancellation_reason_en": "The hall is closed."}
    write(planned(other), gone=Gone.CANCEL, reasons=reasons)

    session.refresh_from_db()
    found = (session.status, session.cancellation_reason_en, Act.objects.count() - acts)
    assert found == ("cancelled", "The hall is closed.", 1)


def test_columns_are_shown_with_what_they_are_taken_for_and_their_first_texts():
    data = "Titre (FR);Foo;Intervenants\nOuverture;1;Amina Alami\nClôture;;Omar Fassi\n".encode()

    columns = read_columns(data, Options(columns={1: "room"}))

    assert [(one.heading, one.meaning, one.samples) for one in columns] == [
        ("Titre (FR)", "title fr", ("Ouverture", "Clôture")),
        ("Foo", "room", ("1",)),
        ("Intervenants", "speakers", ("Amina Alami", "Omar Fassi")),
    ]


def test_a_table_without_known_headings_is_read_by_the_columns_that_staff_name():
    data = "Was;Wo\nOpening of the forum;Hall\n"
    options = Options(language="en", columns={0: "title", 1: "room"})

    [session] = read(data, options).sessions

    assert (session.title, session.room) == ("Opening of the forum", "Hall")
    with pytest.raises(ImportRefused, match="No column with titles"):
        read(data)


def test_a_remembered_heading_counts_unless_two_columns_have_it_or_staff_say_otherwise():
    headings = {"was": "title", "wo": "room"}
    data = "Was;Wo;Wo\nOpening of the forum;Hall;Tent\n"

    once, twice, corrected = (
        read(text, Options(language="en", headings=headings, columns=columns)).sessions[0]
        for text, columns in [
            (data.replace("Wo;Wo", "Wo;Foo"), {}),
            (data, {}),
            (data.replace("Wo;Wo", "Wo;Foo"), {1: "", 2: "room"}),
        ]
    )

    assert [one.room for one in (once, twice, corrected)] == ["Hall", "", "Tent"]


def test_the_columns_of_a_source_are_remembered_for_every_way_to_import_it():
    factories.event("Forum 2027", slug="forum-2027")
    data, name = b"Was\nOpening of the forum\n", "forum.csv"
    options = Options(language="en", headings={"was": "title"})
    write(plan_file(data, name, "forum-2027", options))

    plan = plan_file(data, name, "forum-2027", Options(language="en"))

    assert (plan.changes_nothing, plan.source.columns) == (True, {"was": "title"})


def test_the_first_row_of_a_table_without_headings_is_a_session():
    options = Options(language="en", has_headings=False, columns={0: "title", 1: "room"})

    sessions = read("Opening of the forum;Hall\nThe end;Tent\n", options).sessions

    assert [one.title for one in sessions] == ["Opening of the forum", "The end"]


def test_a_correction_of_a_column_is_not_taken_over_by_a_sheet_with_other_headings():
    data = workbook(
        ("Programme", [["ID", "Title", "Foo"], [1, "Opening", "Hall"]], []),
        ("Français", [["ID", "Titre", "Résumé"], [1, "Ouverture", "Un mot"]], []),
    )
    options = Options(language="en", columns={2: "room"})

    [session] = read(data, options).sessions

    assert (session.room, dict(session.abstracts)) == ("Hall", {"fr": "Un mot"})


@pytest.mark.parametrize("data", [b"BEGIN:VCALENDAR\n", b"{}", b"<?xml version='1.0'?><schedule/>"])
def test_files_that_are_no_tables_have_no_columns(data):
    assert read_columns(data, Options()) == []
