"""Scripts that help with typing: an end that follows its start, a calendar, a counter."""

import pytest

from programme.models import Session
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

ADD = "/admin/programme/session/add/"
FIELDS = ("starts_at_0", "starts_at_1", "ends_at_0", "ends_at_1")


def type_in(page, **values: str) -> None:
    """Types into fields and leaves them."""
    for name, value in values.items():
        page.locator(f"#id_{name}").fill(value)
        page.locator(f"#id_{name}").blur()


def end_of(page) -> list[str]:
    return [page.locator(f"#id_{name}").input_value() for name in FIELDS[2:]]


def test_the_end_follows_the_start_by_the_length_of_the_session_type(visitor):
    page = visitor.signs_in(ADD)

    type_in(page, starts_at_0="4/5/2027", starts_at_1="9h30")
    talk = end_of(page)
    page.locator("#id_kind").select_option("panel")
    panel = end_of(page)
    type_in(page, starts_at_1="11:30 pm")
    past_midnight = end_of(page)

    page.locator(".end-day summary").click()
    type_in(page, ends_at_0="6/5/2027", starts_at_1="10")
    days_later = end_of(page)

    assert (talk, panel, past_midnight, days_later) == (
        ["", "09:45"],
        ["", "10:30"],
        ["", "00:30"],
        ["Wed 5 May 2027", "11:00"],
    )


def test_an_end_typed_by_hand_keeps_its_distance_from_the_start(visitor):
    page = visitor.signs_in(ADD)
    type_in(page, starts_at_0="2027-05-04", starts_at_1="1000", ends_at_1="10.50")

    page.locator("#id_kind").select_option("panel")
    by_hand = end_of(page)
    type_in(page, starts_at_1="12", starts_at_0="5/5/2027")
    moved = end_of(page)

    assert (by_hand, moved) == (["", "10.50"], ["", "12:50"])


def test_a_session_that_is_moved_keeps_its_length(visitor):
    session = factories.session(factories.event(), "Talk", hours="09:00-09:40")
    page = visitor.signs_in(f"/admin/programme/session/{session.pk}/change/")

    type_in(page, starts_at_1="09:15")
    page.get_by_role("button", name="Save", exact=True).first.click()

    assert "was changed successfully" in page.locator(".messagelist").inner_text()
    moved = Session.objects.get()
    assert (moved.starts_at, moved.ends_at) == (factories.at("09:15"), factories.at("09:55"))


@pytest.mark.parametrize(
    ("locale", "shown"),
    [("fr-FR", "mer. 5 mai 2027"), ("ar-MA", "الأربعاء 5 ماي 2027")],
)
def test_a_date_is_written_as_the_form_shows_it(visitor, locale, shown):
    session = factories.session(factories.event(), "Talk", hours="09:00-09:40")
    page = visitor.signs_in()
    page.set_extra_http_headers({"Accept-Language": locale})
    page.goto(f"/admin/programme/session/{session.pk}/change/")

    page.locator(".end-day summary").click()
    type_in(page, ends_at_0="2027-05-05", starts_at_1="٠٩:١٥")

    assert end_of(page) == [shown, "09:55"]


def test_a_date_is_chosen_from_the_calendar_of_the_browser(visitor):
    page = visitor.signs_in("/admin/programme/event/add/")
    calendar = page.locator("#id_first_day ~ .date-picker__calendar")

    page.get_by_role("button", name="Choose a date, First day").click()
    calendar.evaluate(
        "field => { field.value = '2027-05-04'; field.dispatchEvent(new Event('change')); }"
    )

    assert page.locator("#id_first_day").input_value() == "Tue 4 May 2027"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("5/6/2027", "Sat 5 June 2027"), ("٥/٦/٢٠٢٧", "Sat 5 June 2027"), ("31/2/2027", "31/2/2027")],
)
def test_a_typed_date_is_written_with_its_weekday_and_month(visitor, typed, shown):
    page = visitor.signs_in("/admin/programme/event/add/")

    type_in(page, first_day=typed)

    assert page.locator("#id_first_day").input_value() == shown


def test_a_title_that_is_too_long_is_counted_and_not_cut(visitor):
    factories.event("Forum")
    page = visitor.signs_in(ADD)
    counter = page.locator(".field-title_en .counter")

    said = []
    for length in (150, 190, 205):
        page.locator("#id_title_en").fill("x" * length)
        said.append(counter.inner_text() if counter.count() else None)
    page.get_by_role("button", name="Save", exact=True).first.click()

    assert said == [None, "Characters left: 10", "Characters over the limit: 5"]
    assert page.locator(".field-title_en .errorlist").inner_text() == (
        "Ensure this value has at most 200 characters (it has 205)."
    )
    assert page.locator("#id_title_en").input_value() == "x" * 205
    assert counter.inner_text() == "Characters over the limit: 5"
