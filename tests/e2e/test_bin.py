"""The bin in a real browser: a deleted session comes back with its people."""

import pytest

from programme.models import Session
from tests import factories
from tests.e2e.test_history import Clicks

pytestmark = pytest.mark.django_db(transaction=True)


def a_session_with_twelve_people() -> Session:
    session = factories.session(factories.event("Forum"), "Opening", hours="09:00-09:30")
    for number in range(12):
        factories.contribution(factories.speaker(f"Guest {number}"), session=session)
    return session


def what_it_holds(session: Session) -> tuple[str, list[tuple[int, str]]]:
    people = session.contributions.order_by("pk").values_list("pk", "speaker__name_en")
    return session.title_en, list(people)


def test_a_deleted_session_with_twelve_people_is_restored_in_three_clicks(visitor):
    session = a_session_with_twelve_people()
    before = what_it_holds(session)
    page = visitor.signs_in(f"/admin/programme/session/{session.pk}/delete/")
    page.get_by_role("button", name="Put in the bin").click()
    page.locator(".messagelist").wait_for()
    deleted = not Session.objects.exists()
    page.goto("/admin/")
    clicks = Clicks(page)

    clicks.on("link", "Bin", within="#rail-menu")
    clicks.on("button", "Restore")

    page.get_by_text("“Opening” has been restored.").wait_for()
    assert deleted
    assert what_it_holds(Session.objects.get()) == before
    assert clicks.count <= 3
