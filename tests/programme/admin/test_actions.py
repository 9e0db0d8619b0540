"""Bulk actions publish, unpublish, cancel and reinstate what is selected in a list."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from content.history.models import Act
from content.saving import save_all
from programme.models import Event, Session
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

SESSIONS = "/admin/programme/session/"
EVENTS = "/admin/programme/event/"


def run(staff: Client, page: str, action: str, rows) -> tuple[list[str], list[str]]:
    """Run an action on rows: the messages, and the classes that say how serious they are."""
    form = {"action": action, "_selected_action": [row.pk for row in rows]}
    answer = read(staff.post(page, form, follow=True))
    levels = [" ".join(item["class"]) for item in answer.select(".messagelist li")]
    return texts(answer, ".messagelist li"), levels


def statuses(model) -> dict[str, str]:
    return {str(row): row.status for row in model.objects.all()}


@pytest.fixture
def sessions() -> list[Session]:
    """One in each status, named after it, and a published one that is never selected."""
    event = factories.event()
    factories.session(event, "not selected")
    named = ("draft", "published", "cancelled")
    return [factories.session(event, status, status=status) for status in named]


@pytest.mark.parametrize(
    ("action", "after", "message"),
    [
        (
            "publish",
            {"draft": "published", "published": "published", "cancelled": "cancelled"},
            "1 session published. 2 left unchanged.",
        ),
        (
            "unpublish",
            {"draft": "draft", "published": "draft", "cancelled": "draft"},
            "2 sessions unpublished. 1 left unchanged.",
        ),
        (
            "cancel",
            {"draft": "draft", "published": "cancelled", "cancelled": "cancelled"},
            "1 session cancelled. 2 left unchanged.",
        ),
        (
            "reinstate",
            {"draft": "draft", "published": "published", "cancelled": "published"},
            "1 session reinstated. 2 left unchanged.",
        ),
    ],
)
def test_an_action_changes_the_selected_sessions_it_applies_to(
    staff, sessions, action, after, message
):
    answer = run(staff, SESSIONS, action, sessions)

    assert answer == ([message], ["success"])
    assert statuses(Session) == {"not selected": "published", **after}


@pytest.mark.parametrize(
    ("action", "after", "message"),
    [
        ("publish", ["published", "published", "archived"], "1 event published. 2 left unchanged."),
        ("unpublish", ["draft", "draft", "draft"], "2 events unpublished. 1 left unchanged."),
    ],
)
def test_an_action_changes_the_selected_events_it_applies_to(staff, action, after, message):
    names = ["draft", "published", "archived"]
    events = [factories.event(status, status=status) for status in names]

    answer = run(staff, EVENTS, action, events)

    assert answer == ([message], ["success"])
    assert statuses(Event) == dict(zip(names, after, strict=True))


def test_an_action_that_applies_to_no_selected_row_warns(staff):
    session = factories.session(factories.event(), "Talk", status="draft")

    answer = run(staff, SESSIONS, "reinstate", [session])

    assert answer == (["0 sessions reinstated. 1 left unchanged."], ["warning"])
    assert statuses(Session) == {"Talk": "draft"}


def test_a_session_is_cancelled_without_a_reason_and_loses_its_reason_when_reinstated(staff):
    event = factories.event()
    plain = factories.session(event, "Plain")
    reasoned = factories.session(
        event, "Reasoned", status="cancelled", cancellation_reason_en="Strike"
    )

    run(staff, SESSIONS, "cancel", [plain])
    run(staff, SESSIONS, "reinstate", [reasoned])

    found = Session.objects.order_by("title_en")
    assert [(s.status, s.cancellation_reason_en or "", s.revision) for s in found] == [
        ("cancelled", "", 1),
        ("published", "", 1),
    ]


def test_a_bulk_action_is_one_act_of_whoever_ran_it(staff, sessions):
    run(staff, SESSIONS, "unpublish", sessions)

    act = Act.objects.latest_first()[0]
    assert (act.who, act.verb) == ("amina", "unpublished")
    assert sorted(change.name for change in act.changes.all()) == ["cancelled", "published"]


def test_all_rows_are_changed_or_none(sessions):
    first, second = Session.objects.filter(status="published")
    first.cancel()
    second.slug = first.slug

    with pytest.raises(IntegrityError), transaction.atomic():
        save_all([first, second])

    assert statuses(Session) == {"not selected": "published"} | {
        status: status for status in ("draft", "published", "cancelled")
    }


def test_actions_require_permission_to_change(client, sessions):
    viewer = get_user_model().objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename="view_session"))
    client.force_login(viewer)
    before = statuses(Session)

    offered = read(client.get(SESSIONS)).select("select[name=action] option")
    run(client, SESSIONS, "unpublish", sessions)

    assert (offered, statuses(Session)) == ([], before)


def test_each_row_costs_the_same_number_of_queries(staff):
    event, costs = factories.event(), []
    for count in (1, 1, 2, 3):
        rows = [factories.session(event) for _number in range(count)]
        with CaptureQueriesContext(connection) as captured:
            run(staff, SESSIONS, "unpublish", rows)
        costs.append(len(captured))

    assert costs[3] - costs[2] == costs[2] - costs[1] <= 16
