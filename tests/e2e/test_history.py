"""The history as staff use it: how many clicks an undo takes, with script and without."""

import re

import pytest
from django.forms import model_to_dict

from content.history.acts import act
from content.history.models import Act, Verb
from content.saving import save_all
from programme.models import Session
from tests import factories
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)


class Clicks:
    """Clicks on a page, and counts."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, role: str, name: str | re.Pattern, *, within: str = "main, #content") -> None:
        self.count += 1
        place = self.page.locator(within).first
        place.get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()


def fourteen_sessions() -> list[Session]:
    event = factories.event("Forum")
    return [factories.session(event, f"Talk {n}", hours="09:00-09:30") for n in range(14)]


def values() -> list[dict]:
    """What the sessions hold, but for what only counts."""
    sessions = Session.objects.order_by("pk")
    return [model_to_dict(row, exclude=["revision", "changed_at", "moved_at"]) for row in sessions]


def move(sessions: list[Session]) -> None:
    with act(verb=Verb.MOVED):
        for row in sessions:
            row.starts_at, row.ends_at = factories.at("09:15"), factories.at("09:45")
        save_all(sessions)


def test_an_act_over_14_sessions_is_undone_from_the_first_page_in_two_clicks(visitor):
    sessions = fourteen_sessions()
    before = values()
    move(sessions)
    clicks = Clicks(visitor.signs_in())

    clicks.on("button", "Undo all 14")

    clicks.page.get_by_text("Undone: The system moved 14 sessions by 15 minutes").wait_for()
    assert values() == before
    assert clicks.count <= 2


def test_who_changed_a_title_is_found_and_it_is_put_back_in_four_clicks(visitor):
    session = factories.session(factories.event("Forum"), "Opening")
    with act(factories.staff_user("karim")):
        session.title_en = "Welcome"
        session.save()
    page = visitor.signs_in("/admin/programme/session/")
    clicks = Clicks(page)

    clicks.on("link", "Welcome")
    clicks.on("link", re.compile("all 2 changes"))
    page.wait_for_url("**/history/")
    told = page.locator(".act-what").first.inner_text()
    with page.expect_navigation():
        clicks.on("button", "Undo")

    session.refresh_from_db()
    assert told.startswith("karim changed the title in English")
    assert session.title_en == "Opening"
    assert clicks.count <= 4


def test_the_button_says_that_it_is_busy_and_is_pressed_once(visitor):
    move(fourteen_sessions())
    page = visitor.signs_in()
    page.wait_for_load_state()
    page.route("**/undo/", lambda route: route.fulfill(status=204))
    form = page.locator(".just-done form").first

    form.get_by_role("button").click()

    form.locator("progress").wait_for()
    assert form.get_by_role("status").inner_text().startswith("Please wait…")
    assert form.get_by_role("button").is_disabled()


def test_undo_and_filter_work_without_script(visitor):
    session = factories.session(factories.event("Forum"), "Opening")
    with act():
        session.title_en, session.kind = "Welcome", "panel"
        session.save()
    with_script = visitor.signs_in()
    page = visitor.opens(
        f"/admin/programme/session/{session.pk}/history/",
        java_script_enabled=False,
        storage_state=with_script.context.storage_state(),
    )

    page.get_by_label("Field").select_option("title")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**?field=title")
    labels = page.locator(".differences dt").all_inner_texts()
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").first.click()

    session.refresh_from_db()
    assert labels == ["Title in English"]
    assert (session.title_en, session.kind) == ("Opening", "talk")
    assert page.url.endswith("?field=title")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_pages_of_the_history_are_for_everybody_and_fit_the_window(visitor, width, scheme):
    sessions = fourteen_sessions()
    move(sessions)
    sessions[0].title_en = "Anticonstitutionnellement" * 8
    sessions[0].save()
    signed_in = visitor.session()
    moved = Act.objects.get(verb=Verb.MOVED)
    own = f"/admin/programme/session/{sessions[0].pk}/history/"
    restoring = f"/admin/history/{moved.pk}/restore/programme.session/{sessions[0].pk}/"

    for address in (own, restoring, "/admin/history/", f"/admin/history/{moved.pk}/"):
        page = visitor.opens(address, width=width, color_scheme=scheme, storage_state=signed_in)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert violations(page) == [], address
