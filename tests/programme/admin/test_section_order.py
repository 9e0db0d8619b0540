"""The order of a section's sessions: a page with buttons and numbers, and the ways to it."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programme.models import Event, Section
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def section_with(*titles: str) -> Section:
    section = factories.section(factories.event("Forum"), "Debates")
    for title in titles:
        factories.session(section.event, title, section=section)
    return section


def page_of(event: Event, section: Section | None) -> str:
    key = section.pk if section else "none"
    return f"/admin/programme/section-order/?event={event.pk}&section={key}"


def order(section: Section) -> list[str]:
    return [str(one) for one in section.sessions.order_by("position", "pk")]


def posted(staff, address: str, **changes: str):
    """Send the page with the numbers it shows, but for some changes."""
    form = read(staff.get(address)).select_one("#changelist-form")
    values = {field["name"]: field["value"] for field in form.select("input[type=number]")}
    seen = {"order_seen": form.select_one("[name=order_seen]")["value"]}
    return staff.post(address, {**values, **seen, **changes})


def key_of(section: Section, title: str) -> int:
    return section.sessions.get(title_en=title).pk


def test_a_session_goes_to_the_place_that_is_typed(staff):
    section = section_with("Water", "Roads", "Schools")
    address = page_of(section.event, section)

    typed = {f"{key_of(section, 'Schools')}-position": "1", "save_order": "1"}
    response = posted(staff, address, **typed)

    page = read(staff.get(response["Location"]))
    assert order(section) == ["Schools", "Water", "Roads"]
    assert texts(page, "#result_list tbody th") == ["Schools", "Water", "Roads"]
    assert texts(page, ".messagelist li") == ["The new order is saved. See the change, or undo it"]


def test_readers_see_sessions_without_a_time_in_this_order(staff, client):
    section = section_with("Water", "Roads")
    key = key_of(section, "Roads")

    response = posted(staff, page_of(section.event, section), move_up=str(key))

    public = read(client.get(f"/en{section.get_absolute_url().removeprefix('/en')}"))
    shown = [title for title in texts(public, "main h3") if title in {"Water", "Roads"}]
    assert (shown, response["Location"].partition("#")[2]) == (["Roads", "Water"], f"place-{key}")


def test_the_sessions_of_no_section_have_an_order_too(staff):
    section = section_with("Water", "Roads")
    for title in ("Opening", "Closing"):
        factories.session(section.event, title)
    address = page_of(section.event, None)
    closing = section.event.sessions.get(title_en="Closing").pk

    posted(staff, address, move_up=str(closing))

    page = read(staff.get(address))
    assert texts(page, "#result_list tbody th") == ["Closing", "Opening"]
    assert texts(page, ".day-tabs a") == ["Debates", "Without a section"]
    assert texts(page, ".day-tabs [aria-current]") == ["Without a section"]
    assert order(section) == ["Water", "Roads"]


def test_a_hundred_and_twenty_sessions_are_on_one_page(staff):
    section = section_with(*(f"Talk {number}" for number in range(120)))
    last = key_of(section, "Talk 119")

    typed = {f"{last}-position": "2", "save_order": "1"}
    posted(staff, page_of(section.event, section), **typed)

    assert order(section)[:3] == ["Talk 0", "Talk 119", "Talk 1"]


@pytest.mark.parametrize("query", ["section__id__exact={}", "day=none"])
def test_lists_of_one_section_and_of_sessions_not_placed_lead_to_the_order(staff, query):
    section = section_with("Water")

    page = read(staff.get(f"/admin/programme/session/?{query.format(section.pk)}"))

    [link] = [link for link in page.select(".object-tools a") if "section-order" in link["href"]]
    assert staff.get(link["href"]).status_code == 200
    assert texts(read(staff.get("/admin/programme/session/")), "a[href*=section-order]") == []


def test_a_section_that_cannot_be_is_none_in_the_list_of_what_is_not_placed(staff):
    event = factories.event("Forum")
    factories.session(event)

    answer = staff.get("/admin/programme/session/?day=none&section__id__exact=abc", follow=True)

    assert answer.status_code == 200


def test_the_form_of_a_section_leads_to_the_order(staff):
    section = section_with("Water")

    page = read(staff.get(f"/admin/programme/section/{section.pk}/change/"))

    [link] = page.select("a[href*=section-order]")
    assert link["href"] == page_of(section.event, section)


@pytest.mark.parametrize(
    ("role", "status"), [("Scheduler", 200), ("Editor", 200), ("Translator (French)", 403)]
)
def test_who_plans_or_edits_sessions_may_order_them(client, role, status):
    section = section_with("Water", "Roads")
    user = factories.staff_user("karim")
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)

    assert client.get(page_of(section.event, section)).status_code == status


@pytest.mark.parametrize("query", ["?event=x&section=-1", "?section=99999", ""])
def test_an_unknown_section_shows_the_first_one(staff, query):
    section_with("Water", "Roads")

    page = read(staff.get(f"/admin/programme/section-order/{query}"))

    assert texts(page, ".day-tabs [aria-current]") == ["Debates"]


def test_without_an_event_the_page_asks_for_one(staff):
    response = staff.get("/admin/programme/section-order/", follow=True)

    assert texts(read(response), ".messagelist li") == ["Choose an event first."]


def test_the_page_takes_as_many_queries_for_three_sessions_as_for_one(staff):
    section = section_with()
    address = page_of(section.event, section)
    staff.get(address)

    counts = []
    for number in range(3):
        room = factories.room(section.event)
        factories.session(section.event, f"Talk {number}", section=section, room=room)
        with CaptureQueriesContext(connection) as captured:
            staff.get(address)
        counts.append(len(captured))

    assert counts[0] == counts[2] <= 12
