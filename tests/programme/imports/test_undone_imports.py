"""Imports that are undone after others have come in."""

import pytest

from content.history.models import Act, Verb
from content.history.refusals import UndoError
from content.history.undo import undo
from programme.imports.target import plan_file
from programme.imports.writing import write
from programme.models import Contribution, ImportedFrom, ImportSource, Room, Session
from speakers.models import Speaker
from tests import factories
from tests.programme.imports.files import ANSWERS, workbook

pytestmark = pytest.mark.django_db

HEAD = "ID;Date;Start;End;Title;Room;Speakers\n"
OPENING = "1;4 May 2027;9:00;9:30;Opening;Hall;Amina Alami\n"
PANEL = "2;4 May 2027;10:00;11:00;Panel;Hall;Omar Fassi\n"


@pytest.fixture(autouse=True)
def forum():
    return factories.event("Forum", slug="forum")


def bring_in(*rows: str, name: str = "forum.csv", event: str = "forum") -> Act:
    write(plan_file((HEAD + "".join(rows)).encode(), name, event, ANSWERS))
    return Act.objects.filter(verb=Verb.IMPORTED).latest("pk")


def counts() -> list[int]:
    models = (Session, Room, Speaker, Contribution, ImportSource, ImportedFrom)
    return [model.objects.count() for model in models]


def test_another_file_that_only_names_the_same_rows_is_not_in_the_way():
    first = bring_in(OPENING)
    table = [line.split(";") for line in (HEAD + OPENING).splitlines()]
    office = workbook(("Programme", table, []))
    write(plan_file(office, "office.xlsx", "forum", ANSWERS))
    before = counts()

    undo(first)

    assert (before, counts()) == ([1, 1, 1, 1, 2, 6], [0, 0, 0, 0, 1, 0])


def test_an_edition_that_only_notes_what_the_file_said_is_not_in_the_way():
    first = bring_in(OPENING)
    bring_in(OPENING.replace("1;", "100;"))
    before = ImportedFrom.objects.exclude(session=None).get().source_key

    undo(first)

    assert (before, counts()) == ("100", [0, 0, 0, 0, 0, 0])


def test_the_source_stays_as_long_as_another_edition_needs_it():
    first = bring_in(OPENING)
    bring_in(OPENING, PANEL.replace("Hall", "Garden"))

    undo(first)

    assert [one.title_en for one in Session.objects.all()] == ["Panel"]
    assert [one.session.title_en for one in ImportedFrom.objects.exclude(session=None)] == ["Panel"]


def test_what_a_later_edition_noted_stays_when_an_earlier_one_is_undone():
    bring_in(OPENING, PANEL)
    second = bring_in(OPENING.replace("Opening", "Welcome"), PANEL)
    bring_in(OPENING.replace("Opening", "Welcome").replace("9:30", "9:45"), PANEL)

    undo(second)
    origin = ImportedFrom.objects.get(session__title_en="Opening")

    assert (origin.read["title_en"], origin.read["ends_at"][11:16]) == ("Opening", "09:45")


def test_an_act_that_used_what_came_in_is_in_the_way_and_named():
    factories.event("Other", slug="other")
    first = bring_in(OPENING)
    second = bring_in(OPENING, event="other", name="other.csv")

    with pytest.raises(UndoError) as error:
        undo(first)

    sentence = "Other content uses it now: “Amina Alami: Opening” (person taking part)."
    assert (str(error.value), error.value.later, counts()[0]) == (sentence, second, 2)


def test_a_later_edition_that_changed_a_session_is_in_the_way_and_named():
    first = bring_in(OPENING)
    second = bring_in(OPENING.replace("Opening", "Welcome"))

    with pytest.raises(UndoError, match="changed “Welcome” on") as error:
        undo(first)

    assert error.value.later == second
