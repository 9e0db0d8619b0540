"""A part that moves to another record leaves the one where it was: both histories tell it."""

import pytest

from content.bidi import isolate
from content.history.acts import act
from content.history.models import Act, Change
from content.history.undo import restore_version, undo
from programme.models import Contribution
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

SESSION = "programme.session"


@pytest.fixture
def event():
    return factories.event("Forum")


@pytest.fixture
def opening(event):
    return factories.session(event, "Opening")


@pytest.fixture
def panel(event):
    return factories.session(event, "Panel")


@pytest.fixture
def astrid(opening):
    return factories.contribution(factories.speaker("Astrid"), session=opening)


def move(part, to):
    with act():
        part.session = to
        part.save()
    return last_act()


def last_act() -> Act:
    return Act.objects.order_by("-pk").first()


def acts_of(session) -> list[int]:
    return [*Act.objects.of_row(SESSION, session.pk).order_by("pk").values_list("pk", flat=True)]


def test_a_part_that_moves_is_in_the_history_of_both_records(opening, panel, astrid):
    moved = move(astrid, panel)

    change = Change.objects.get(act=moved)
    assert (change.root, change.former_root) == ((SESSION, panel.pk), (SESSION, opening.pk))
    assert [acts_of(one)[-1] for one in (opening, panel)] == [moved.pk, moved.pk]


def test_a_part_that_stays_has_no_former_root(opening, astrid):
    astrid.role = "chair"
    astrid.save()

    assert Change.objects.get(act=last_act()).former_root is None


def test_a_part_that_moves_to_a_record_of_another_kind_has_left_the_first(event, opening):
    section = factories.section(event, "Morning")
    document = factories.document("Slides", session=opening)
    document.session, document.section = None, section
    document.save()

    change = Change.objects.get(act=last_act())

    assert (change.root, change.former_root) == (
        ("programme.section", section.pk),
        (SESSION, opening.pk),
    )


def test_an_earlier_version_takes_the_part_back(opening, panel, astrid):
    version = last_act()
    move(astrid, panel)

    restore_version(SESSION, opening.pk, version)

    assert Contribution.objects.get().session == opening


def test_an_earlier_version_of_the_other_record_gives_the_part_back(opening, panel, astrid):
    panel.title_en = "Panel of mayors"
    panel.save()
    version = last_act()
    move(astrid, panel)

    restore_version(SESSION, panel.pk, version)

    assert Contribution.objects.get().session == opening


def test_undoing_the_move_is_told_in_both_histories(opening, panel, astrid):
    undo(move(astrid, panel))

    assert Contribution.objects.get().session == opening
    assert [acts_of(one)[-1] for one in (opening, panel)] == [last_act().pk] * 2


def test_the_former_record_tells_that_the_person_left(staff, opening, panel, astrid):
    move(astrid, panel)

    page = read(staff.get(f"/admin/programme/session/{opening.pk}/history/"))

    assert texts(page, "ins, del") == ["− Astrid, Speaker", "+ Astrid, Speaker"]


def test_the_new_record_tells_that_the_person_came(staff, opening, panel, astrid):
    move(astrid, panel)

    page = read(staff.get(f"/admin/programme/session/{panel.pk}/history/"))

    assert texts(page, "ins")[0] == "+ Astrid, Speaker"


def test_the_history_of_all_names_both_records(staff, opening, panel, astrid):
    moved = move(astrid, panel)

    page = read(staff.get(f"/admin/history/{moved.pk}/"))

    links = [link["href"] for link in page.select("#content a[href*='/session/']")]
    assert {f"/admin/programme/session/{one.pk}/change/" for one in (opening, panel)} <= {*links}


def test_the_version_of_the_former_record_rises(staff, opening, panel, astrid):
    address = f"/admin/programme/session/{opening.pk}/change/"
    before = read(staff.get(address)).select_one("[name=version]")["value"]

    move(astrid, panel)

    assert int(read(staff.get(address)).select_one("[name=version]")["value"]) > int(before)


def test_a_list_names_who_took_a_part_away_from_a_record(staff, opening, panel, astrid):
    with act(factories.staff_user("karim")):
        astrid.session = panel
        astrid.save()
    panel.title_en = "Panel of mayors"
    panel.save()

    page = read(staff.get("/admin/programme/session/"))

    last = dict(
        zip(*(texts(page, f".field-{name}") for name in ("title", "last_change")), strict=True)
    )
    assert {title: words.split(",")[0] for title, words in last.items()} == {
        "Opening": isolate("karim"),
        "Panel of mayors": isolate("The system"),
    }
