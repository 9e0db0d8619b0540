"""Cells that an edition of a file leaves empty, and columns that it has no more."""

import json

import pytest

from programme.imports.plan import Plan
from programme.imports.target import plan_file
from programme.imports.writing import write
from programme.models import Session
from tests import factories
from tests.programme.imports.files import ANSWERS, workbook

pytestmark = pytest.mark.django_db

HEAD = "ID;Date;Start;End;Title;Title (fr);Subtitle;Abstract;Room;Languages;Moderators;Speakers\n"
FULL = "1;4 May 2027;9:00;9:30;Opening;Ouverture;Of it all;About it;Hall;fr;Hind Tazi;Amina Alami\n"
EMPTIED = "1;;;;Opening;;;;;;;\n"


@pytest.fixture(autouse=True)
def forum():
    return factories.event("Forum", slug="forum-2027")


def bring_in(data: str | bytes, name: str = "forum.csv") -> Plan:
    data = data.encode() if isinstance(data, str) else data
    plan = plan_file(data, name, "forum-2027", ANSWERS)
    write(plan)
    return plan


def held() -> dict[str, object]:
    session = Session.objects.get()
    return {
        "titles": (session.title_en, session.title_fr or ""),
        "texts": (session.subtitle_en or "", session.abstract_en or ""),
        "start": session.starts_at and f"{session.starts_at:%H:%M}",
        "room": session.room and session.room.name_en,
        "languages": session.languages,
        "people": [(one.role, one.speaker.name_en) for one in session.contributions.order_by("pk")],
    }


BEFORE = {
    "titles": ("Opening", "Ouverture"),
    "texts": ("Of it all", "About it"),
    "start": "09:00",
    "room": "Hall",
    "languages": ["fr"],
    "people": [("moderator", "Hind Tazi"), ("speaker", "Amina Alami")],
}
NOTHING = {
    "titles": ("Opening", ""),
    "texts": ("", ""),
    "start": None,
    "room": None,
    "languages": [],
    "people": [],
}


def test_a_cell_that_was_filled_and_is_empty_now_is_cleared():
    bring_in(HEAD + FULL)
    before = held()

    bring_in(HEAD + EMPTIED)

    assert (before, held()) == (BEFORE, NOTHING)


def test_a_column_that_is_missing_changes_nothing():
    bring_in(HEAD + FULL)

    bring_in("ID;Title\n1;Opening\n")
    missing = held()
    bring_in(HEAD + EMPTIED)

    assert (missing, held()) == (BEFORE, NOTHING)


def test_what_staff_have_changed_in_an_emptied_field_is_a_conflict():
    bring_in(HEAD + FULL)
    session = Session.objects.get()
    session.title_fr, session.abstract_en = "Discours", "Our own words"
    session.save()

    plan = bring_in(HEAD + EMPTIED)

    conflicts = [(one.field, one.last, one.file, one.ours) for _plan, one in plan.conflicts]
    assert sorted(conflicts) == [
        ("abstract_en", "About it", "", "Our own words"),
        ("title_fr", "Ouverture", "", "Discours"),
    ]
    assert (held()["titles"], held()["texts"]) == (("Opening", "Discours"), ("", "Our own words"))


def test_what_staff_filled_in_stays_where_the_file_never_had_anything(forum):
    room = factories.room(forum, "Hall")
    factories.session(forum, "Opening", title_fr="Ouverture", room=room, hours="09:00-09:30")

    bring_in(HEAD + EMPTIED)
    bring_in(HEAD + EMPTIED)

    assert (held()["titles"], held()["room"], held()["start"]) == (
        ("Opening", "Ouverture"),
        "Hall",
        "09:00",
    )


def test_a_room_that_the_file_and_staff_both_filled_in_later_is_a_conflict():
    bring_in(HEAD + EMPTIED)
    session = Session.objects.get()
    session.room = factories.room(session.event, "Garden")
    session.save()

    plan = bring_in(HEAD + FULL)

    assert [one.field for _plan, one in plan.conflicts] == ["room"]
    assert held()["room"] == "Garden"


def test_an_emptied_title_stays():
    bring_in(HEAD + FULL)

    bring_in(HEAD + EMPTIED.replace("Opening", ""))

    assert held() == NOTHING | {"titles": ("Opening", "Ouverture")}


def test_an_arabic_text_in_a_column_of_no_language_is_cleared():
    bring_in("ID;Date;Title;Abstract\n1;4 May 2027;Opening;افتتاح المنتدى\n2;4 May 2027;More;a\n")
    session = Session.objects.get(title_en="Opening")
    before = session.abstract_ar

    bring_in("ID;Date;Title;Abstract\n1;4 May 2027;Opening;\n2;4 May 2027;More;a\n")

    session.refresh_from_db()
    assert (before, session.abstract_ar or "") == ("افتتاح المنتدى", "")


def test_a_sheet_in_another_language_clears_too_but_not_where_its_row_is_missing():
    main = ("Programme", [["ID", "Date", "Title"], [1, "4 May 2027", "Opening"], [2, "", "Panel"]])
    head = ["ID", "Titre", "Résumé"]
    sheets = [
        [head, [1, "Ouverture", "À propos"], [2, "Débat", "Du débat"]],
        [head, [1, "Ouverture", ""]],
    ]
    for rows in sheets:
        bring_in(workbook((*main, []), ("Français", rows, [])), "forum.xlsx")

    found = Session.objects.order_by("position").values_list("title_fr", "abstract_fr")
    assert [(title, abstract or "") for title, abstract in found] == [
        ("Ouverture", ""),
        ("Débat", "Du débat"),
    ]


def schedule(*events: dict) -> str:
    start = {"date": "2027-05-04T09:00:00+00:00", "start": "09:00", "duration": "00:45"}
    found = [{"id": n, "title": f"Talk {n}", **start, **one} for n, one in enumerate(events)]
    days = [{"date": "2027-05-04", "rooms": {"Hall": found}}]
    conference = {"title": "Forum", "time_zone_name": "Africa/Casablanca", "days": days}
    return json.dumps({"schedule": {"version": "1", "conference": conference}})


def test_a_key_that_a_schedule_has_nowhere_changes_nothing_and_an_empty_one_clears():
    person = {"persons": [{"id": 1, "name": "Amina Alami"}]}
    both = [{"subtitle": "First", "abstract": "One", **person}, {"subtitle": "Second"}]
    bring_in(schedule(*both), "a.json")
    first = Session.objects.get(title_en="Talk 0")

    def values():
        first.refresh_from_db()
        return first.subtitle_en, first.abstract_en, first.contributions.count()

    bring_in(schedule({}, {}), "a.json")
    absent = values()
    bring_in(schedule({"subtitle": None, "abstract": ""}, both[0]), "a.json")

    assert (absent, values()) == (("First", "One", 1), ("", "", 0))


def test_whether_a_session_may_be_recorded_is_not_known_any_more():
    states = []
    for optout in (None, True, None):
        bring_in(schedule({"do_not_record": optout}), "a.json")
        states.append(Session.objects.get().may_be_recorded)

    assert states == ["unknown", "no", "unknown"]
