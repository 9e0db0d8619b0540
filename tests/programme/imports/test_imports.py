"""Files imported into an event, again and again."""

import pytest

from content.history.models import Act, Verb
from content.history.undo import undo
from programme.imports.plan import Plan
from programme.imports.target import plan_file
from programme.imports.writing import Gone, write
from programme.models import Contribution, Event, ImportedFrom, ImportSource, Room, Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.programme.imports.files import ANSWERS

pytestmark = pytest.mark.django_db

HEAD = "ID;Date;Start;End;Title;Room;Speakers;Moderators\n"
OPENING = "1;4 May 2027;9:00;9:30;Opening;Hall;Amina Alami, Director, Data House;Hind Tazi\n"
PANEL = "2;4 May 2027;10:00;11:00;Panel;Room 2;Omar Fassi (City Lab); \n"


def bring_in(*rows: str, name: str = "forum.csv", gone: Gone = Gone.KEEP, publish=False) -> Plan:
    data = (HEAD + "".join(rows)).encode()
    plan = plan_file(data, name, "forum-2027", ANSWERS, is_published=publish)
    write(plan, gone=gone)
    return plan


def programme() -> list[tuple]:
    zone = Event.objects.get().zone
    return [
        (
            one.title_en,
            f"{one.starts_at.astimezone(zone):%d %H:%M}–{one.ends_at.astimezone(zone):%H:%M}",
            one.room.name_en,
            one.status,
            [
                (
                    part.role,
                    part.speaker.name_en,
                    part.function_en or "",
                    str(part.organization or ""),
                )
                for part in one.contributions.in_protocol_order()
            ],
        )
        for one in Session.objects.order_by("position")
    ]


BOTH = [
    (
        "Opening",
        "04 09:00–09:30",
        "Hall",
        "draft",
        [
            ("speaker", "Amina Alami", "Director", "Data House"),
            ("moderator", "Hind Tazi", "", ""),
        ],
    ),
    (
        "Panel",
        "04 10:00–11:00",
        "Room 2",
        "draft",
        [("speaker", "Omar Fassi", "", "City Lab")],
    ),
]


def test_an_event_that_does_not_exist_is_made_as_a_draft():
    bring_in(OPENING, PANEL)

    event = Event.objects.get()
    assert (event.slug, event.name_en, event.status, event.time_zone) == (
        "forum-2027",
        "forum",
        "draft",
        "Africa/Casablanca",
    )
    assert (event.first_day, event.last_day) == (factories.DAY, factories.DAY)
    assert programme() == BOTH


def test_the_same_file_again_changes_nothing():
    bring_in(OPENING, PANEL)
    acts = Act.objects.count()

    plan = bring_in(OPENING, PANEL)

    assert (plan.changes_nothing, Act.objects.count(), programme()) == (True, acts, BOTH)


def test_one_import_is_one_act_with_one_undo():
    bring_in(OPENING, PANEL)
    [act] = Act.objects.all()

    undo(act)

    models = (Event, Session, Room, Speaker, Organization, Contribution, ImportSource, ImportedFrom)
    assert (act.verb, act.words) == (Verb.IMPORTED, "forum.csv")
    assert [model.objects.count() for model in models] == [0] * len(models)


def test_what_only_the_file_has_changed_is_taken_and_what_only_staff_changed_is_kept():
    bring_in(OPENING, PANEL)
    opening = Session.objects.get(title_en="Opening")
    opening.title_en = "Grand opening"
    opening.save()

    plan = bring_in(OPENING.replace("9:30", "9:45"), PANEL.replace("Panel", "Debate"))

    assert [row[:2] for row in programme()] == [
        ("Grand opening", "04 09:00–09:45"),
        ("Debate", "04 10:00–11:00"),
    ]
    assert [one.row.title_en for one in plan.changed] == ["Grand opening", "Debate"]


def test_what_both_have_changed_is_a_conflict_told_once_and_staffs_value_stays():
    bring_in(OPENING)
    opening = Session.objects.get()
    opening.title_en = "Grand opening"
    opening.save()
    changed = OPENING.replace("Opening", "Welcome")

    plans = [bring_in(changed), bring_in(changed)]

    found = [
        [(one.field, one.last, one.file, one.ours) for _plan, one in plan.conflicts]
        for plan in plans
    ]
    assert found == [[("title_en", "Opening", "Welcome", "Grand opening")], []]
    assert programme()[0][0] == "Grand opening"


def test_people_whom_staff_added_or_removed_stay_so():
    bring_in(OPENING)
    session = Session.objects.get()
    factories.contribution(factories.speaker("Karim Ziani"), session=session, position=9)
    session.contributions.filter(role="moderator").delete()

    bring_in(OPENING.replace(", Data House", ", Data House / Omar Fassi"))

    roles = [(role, name) for role, name, *_post in programme()[0][4]]
    assert roles == [
        ("speaker", "Amina Alami"),
        ("speaker", "Karim Ziani"),
        ("speaker", "Omar Fassi"),
    ]


def test_a_person_whom_the_file_drops_leaves_the_session():
    bring_in(OPENING)

    bring_in(OPENING.replace("Hind Tazi", ""))

    assert [name for _role, name, *_post in programme()[0][4]] == ["Amina Alami"]


def test_a_renamed_room_and_a_person_who_exists_are_found_again():
    amina = factories.speaker("ALAMI Amina")
    bring_in(OPENING)
    room = Room.objects.get()
    room.name_en = "Great hall"
    room.save()

    bring_in(OPENING, PANEL.replace("Room 2", "Hall"))

    assert [row[2] for row in programme()] == ["Great hall", "Great hall"]
    assert Contribution.objects.filter(speaker=amina).count() == 1


@pytest.mark.parametrize(
    ("gone", "status", "origins"),
    [
        (Gone.KEEP, "published", 2),
        (Gone.DETACH, "published", 1),
        (Gone.CANCEL, "cancelled", 2),
        (Gone.UNPUBLISH, "draft", 2),
    ],
)
def test_staff_choose_what_becomes_of_sessions_that_the_file_no_longer_has(gone, status, origins):
    bring_in(OPENING, PANEL, publish=True)

    plan = bring_in(OPENING, gone=gone)

    assert [one.session.title_en for one in plan.gone] == ["Panel"]
    assert Session.objects.get(title_en="Panel").status == status
    assert ImportedFrom.objects.exclude(session=None).count() == origins


def test_nothing_is_imported_where_a_row_breaks_the_rules():
    factories.event("Forum", slug="forum-2027")
    data = (HEAD + OPENING.replace("4 May", "9 May")).encode()

    plan = plan_file(data, "a", "forum-2027", ANSWERS)

    assert [(one.row, one.text) for one in plan.refused] == [
        (2, "This is more than one day outside the dates of the event.")
    ]


def test_unsafe_characters_and_long_titles_are_mended_and_told():
    long = "word " * 60
    plan = bring_in(OPENING.replace("Opening", f"{long}\u202e"))

    session = Session.objects.get()
    assert (len(session.title_en) <= 200, session.title_en[-5:]) == (True, "word…")
    assert session.abstract_en == long.strip()
    assert [one.text for one in plan.notices] == [
        "Unsafe characters were removed.",
        "The title is longer than 200 letters: it was cut.",
    ]


@pytest.mark.parametrize("rows", [1, 40])
def test_the_number_of_queries_does_not_grow_with_the_sessions(rows, django_assert_max_num_queries):
    lines = [
        f"{n};4 May 2027;9:00;9:30;Talk {n};Hall;Given{n % 3} Family{n % 3} (Body);\n"
        for n in range(rows)
    ]

    with django_assert_max_num_queries(90):
        bring_in(*lines)


@pytest.mark.parametrize("rows", [1, 40])
def test_the_number_of_queries_does_not_grow_with_the_people(rows, django_assert_max_num_queries):
    lines = [
        f"{n};4 May 2027;9:00;9:30;Talk {n};Hall {n};Given{n} Family{n} (Body {n});\n"
        for n in range(rows)
    ]

    with django_assert_max_num_queries(90):
        bring_in(*lines)
