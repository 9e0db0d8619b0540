"""Many sessions at once: a page shows what becomes of each, then they change as one act."""

import pytest

from content.history.models import Act
from programme.models import Session
from tests import factories
from tests.html import texts
from tests.programme.admin.plans.forms import press, select

pytestmark = pytest.mark.django_db


def table(page) -> list[list[str]]:
    """Title, now, then, and what follows, of each row; a cross before what cannot change."""
    cells = [".plan__title", ".plan__now", ".plan__then", ".plan__follows"]
    return [[" ".join(texts(row, cell)) for cell in cells] for row in page.select(".plan tbody tr")]


def messages(page) -> list[str]:
    return texts(page, ".messagelist li")


def statuses() -> dict[str, str]:
    return {str(row): row.status for row in Session.objects.order_by("pk")}


@pytest.fixture
def sessions() -> list[Session]:
    """One in each status, named after it, and a published one that is never selected."""
    event = factories.event("Forum")
    factories.session(event, "not selected")
    named = ("draft", "published", "cancelled")
    return [factories.session(event, status, status=status) for status in named]


@pytest.mark.parametrize(
    ("action", "rows", "after"),
    [
        (
            "publish",
            [
                ["draft", "Draft", "Published", ""],
                ["published", "Published", "", "× This is published already."],
                ["cancelled", "Cancelled", "", "× This is cancelled: reinstate it instead."],
            ],
            {"draft": "published"},
        ),
        (
            "unpublish",
            [
                ["draft", "Draft", "", "× This is a draft already."],
                ["published", "Published", "Draft", ""],
                ["cancelled", "Cancelled", "Draft", ""],
            ],
            {"published": "draft", "cancelled": "draft"},
        ),
        (
            "reinstate",
            [
                ["draft", "Draft", "", "× This is not cancelled."],
                ["published", "Published", "", "× This is not cancelled."],
                ["cancelled", "Cancelled", "Published", ""],
            ],
            {"cancelled": "published"},
        ),
    ],
)
def test_a_change_of_status_is_shown_first_and_made_when_confirmed(
    staff, sessions, action, rows, after
):
    before = statuses()

    page = select(staff, action, sessions)
    shown = statuses()
    press(staff, page, "confirm")

    assert [[cell.replace("!", "") for cell in row] for row in told(page)] == rows
    assert (shown, statuses()) == (before, before | after)


def told(page) -> list[list[str]]:
    """The table without the warnings that sessions lack people and rooms."""
    return [[*row[:3], row[3] if row[3].startswith("×") else ""] for row in table(page)]


def test_cancelling_asks_for_a_reason_in_one_language_at_least(staff, sessions):
    _draft, published, _cancelled = sessions
    page = select(staff, "cancel", sessions)

    refused = press(staff, page, "confirm", cancellation_reason_fr=" ")
    untouched = statuses()
    done = press(staff, refused, "confirm", cancellation_reason_fr="L’oratrice est malade")

    assert told(page) == [
        ["draft", "Draft", "", "× This is a draft: readers have not seen it."],
        ["published", "Published", "Cancelled", ""],
        ["cancelled", "Cancelled", "", "× This is cancelled already."],
    ]
    assert texts(refused, "[role=alert], .errorlist li") == [
        "Nothing has been cancelled yet: correct the reason.",
        "Give a reason, in one language at least.",
    ]
    assert untouched["published"] == "published"
    published.refresh_from_db()
    assert (published.status, published.cancellation_reason_fr, published.revision) == (
        "cancelled",
        "L’oratrice est malade",
        1,
    )
    [what] = texts(done, ".plan-done p")
    assert what.startswith("amina cancelled the session “\u2068published\u2069” today")


def test_a_reason_goes_when_a_session_is_reinstated(staff):
    session = factories.session(
        factories.event(), "Talk", status="cancelled", cancellation_reason_en="Strike"
    )

    press(staff, select(staff, "reinstate", [session]), "confirm")

    session.refresh_from_db()
    assert (session.status, session.cancellation_reason_en) == ("published", "")


@pytest.mark.parametrize(
    ("action", "field", "make", "none"),
    [
        ("set_room", "room", factories.room, "no room"),
        ("set_section", "section", factories.section, "no section"),
        ("set_track", "track", factories.track, "no theme"),
    ],
)
def test_sessions_get_a_place_of_their_event_or_none(staff, action, field, make, none):
    event = factories.event()
    old, new = make(event, "Old"), make(event, "New")
    make(factories.event(), "Of another event")
    rows = [factories.session(event, name, **{field: old}) for name in ("One", "Two")]
    rows.append(factories.session(event, "There already", **{field: new}))

    asked = select(staff, action, rows)
    page = press(staff, asked, "New")
    press(staff, page, "confirm")

    assert texts(asked, "[name=choose]") == ["Old", "New", none]
    assert next(row[:3] for row in told(asked)) == ["One", "Old", ""]
    assert [row[1:3] for row in told(page)] == [["Old", "New"], ["Old", "New"], ["New", ""]]
    assert {getattr(row, field) for row in Session.objects.all()} == {new}
    press(staff, press(staff, asked, none), "confirm")
    assert {getattr(row, field) for row in Session.objects.all()} == {None}


def test_a_row_that_another_choice_does_not_change_stays_ticked_for_the_next(staff):
    event = factories.event()
    atlas, rif = factories.room(event, "Atlas"), factories.room(event, "Rif")
    rows = [factories.session(event, "One", room=atlas), factories.session(event, "Two", room=rif)]

    page = press(staff, select(staff, "set_room", rows), "Atlas")
    page = press(staff, page, "no room")

    assert texts(page, ".plan tr:has(input:checked) .plan__title") == ["One", "Two"]


def test_what_follows_from_a_room_is_told_before_it_is_taken(staff):
    event = factories.event()
    atlas = factories.room(event, "Atlas")
    factories.session(event, "Opening", hours="09:00-10:00", room=atlas)
    talk = factories.session(event, "Talk", hours="09:30-10:30")

    page = press(staff, select(staff, "set_room", [talk]), "Atlas")

    [[_title, _now, _then, follows]] = table(page)
    assert follows.startswith("! Atlas is taken by Opening")
    assert page.select_one("[name=seen]") is None


def test_publishing_a_clash_asks_and_the_act_says_so(staff):
    event = factories.event()
    atlas = factories.room(event, "Atlas")
    factories.session(event, "Opening", hours="09:00-10:00", room=atlas)
    draft = factories.session(event, "Talk", hours="09:30-10:30", room=atlas, status="draft")
    page = select(staff, "publish", [draft])

    refused = press(staff, page, "confirm")
    still = statuses()
    done = press(staff, refused, "confirm", seen="1")

    assert texts(refused, "[role=alert]") == [
        "Nothing has been published. Tick that you have seen the conflict."
    ]
    assert (still["Talk"], statuses()["Talk"]) == ("draft", "published")
    assert "with 1 conflict" in texts(done, ".plan-done p")[0]


def test_a_clash_that_came_up_meanwhile_is_shown_first(staff):
    event = factories.event()
    atlas = factories.room(event, "Atlas")
    draft = factories.session(event, "Talk", hours="09:30-10:30", room=atlas, status="draft")
    page = select(staff, "publish", [draft])
    factories.session(event, "Opening", hours="09:00-10:00", room=atlas)

    refused = press(staff, page, "confirm", seen="1")

    assert texts(refused, "[role=alert]") == [
        "There are new conflicts. Look at them, then publish again."
    ]
    assert statuses()["Talk"] == "draft"


def test_a_row_without_its_tick_stays_as_it_is(staff):
    event = factories.event()
    rows = [factories.session(event, name, status="draft") for name in ("One", "Two")]
    page = select(staff, "publish", rows)

    page.select("[name=row]")[0].decompose()
    press(staff, page, "confirm")

    assert statuses() == {"One": "draft", "Two": "published"}


def test_rows_that_moved_on_or_vanished_meanwhile_are_left_out_and_named(staff):
    event = factories.event()
    same, moved, gone = (factories.session(event, n, status="draft") for n in ("A", "B", "C"))
    page = select(staff, "publish", [same, moved, gone])
    Session.objects.filter(pk=moved.pk).change(
        starts_at=factories.at("09:00"), ends_at=factories.at("10:00")
    )
    gone.delete()

    done = press(staff, page, "confirm")

    assert statuses() == {"A": "published", "B": "draft"}
    assert messages(done) == [
        "Left out, because somebody has changed them meanwhile: \u2068B\u2069.",
        "1 session is no longer in this event.",
    ]


def test_it_is_one_act_that_is_undone_as_one(staff, sessions):
    before = statuses()
    done = press(staff, select(staff, "unpublish", sessions), "confirm")
    act = Act.objects.latest_first()[0]

    staff.post(done.select_one(".plan-done form")["action"])

    assert (act.who, act.verb, act.changes.count()) == ("amina", "unpublished", 2)
    assert statuses() == before


def test_no_row_ticked_or_none_left_changes_nothing(staff, sessions):
    page = select(staff, "unpublish", sessions)
    before = statuses()
    for box in page.select("[name=row]"):
        box.decompose()

    refused = press(staff, page, "confirm")

    assert texts(refused, "[role=alert]") == ["Nothing has been changed: no session is ticked."]
    assert statuses() == before
