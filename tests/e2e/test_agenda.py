"""A visitor finds sessions in a large agenda, without any script, and shares what they found."""

import pytest

from forum.seeds import showcase

pytestmark = pytest.mark.django_db(transaction=True)


def test_filters_are_found_used_shared_and_removed_without_a_script(visitor):
    showcase.load(sessions=60, speakers=20)
    page = visitor.opens("/en/events/showcase/agenda/", width=360, java_script_enabled=False)
    everything = page.get_by_role("status").inner_text()

    page.get_by_text("Filter sessions").click()
    page.get_by_label("Atlas").check()
    page.get_by_role("button", name="Show sessions").click()
    found = page.get_by_role("status").inner_text()
    shared = visitor.opens(page.url.removeprefix(visitor.url), java_script_enabled=False)

    assert shared.get_by_role("status").inner_text() == found != everything
    assert shared.get_by_label("Atlas").is_checked()

    shared.get_by_role("link", name="Remove filter: Atlas").click()

    assert shared.get_by_role("status").inner_text() == everything


def test_no_agenda_is_wider_than_the_smallest_screen(visitor):
    showcase.load(sessions=60, speakers=20)

    page = visitor.opens("/ar/events/showcase/agenda/?room=atlas", width=320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
