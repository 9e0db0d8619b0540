"""The form of a session leads to those before and after it in the list."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.utils.http import urlencode

from content.admin.forms import LIST_FILTERS
from programme.admin.neighbours import neighbours
from programme.models import Session
from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    """Three sessions, of which the second alone is in a room; and another event with one."""
    event = factories.event("Forum", slug="forum")
    hall = factories.room(event, "Atlas")
    factories.session(factories.event("Other", slug="other"), "Elsewhere")
    names = ("Opening", "Roads", "Budgets")
    return [
        factories.session(event, name, hours=f"1{place}:00-1{place}:30", room=room)
        for place, (name, room) in enumerate(zip(names, (None, hall, None), strict=True))
    ]


def form_of(session, **filters) -> str:
    query = f"?{urlencode({LIST_FILTERS: urlencode(filters)})}" if filters else ""
    return f"/admin/programme/session/{session.pk}/change/{query}"


def ways(page) -> dict[str, str]:
    return {link["rel"][0]: link["href"] for link in page.select(".object-tools [rel]")}


def test_it_leads_through_the_programme_of_its_event(staff, forum):
    first, second, third = forum

    found = [ways(read(staff.get(form_of(one)))) for one in forum]

    assert found == [
        {"next": form_of(second)},
        {"prev": form_of(first), "next": form_of(third)},
        {"prev": form_of(second)},
    ]


def test_it_leads_through_the_list_from_which_it_was_opened(staff, forum):
    first, second, third = forum
    gaps = {"conflict": "no_room"}

    assert ways(read(staff.get(form_of(first, **gaps)))) == {"next": form_of(third, **gaps)}
    assert ways(read(staff.get(form_of(second, **gaps)))) == {"next": form_of(first, **gaps)}


@pytest.mark.parametrize("filters", ["p=x", "o=9", "x" * 500, "conflict=nothing", "e=1"])
def test_a_list_that_means_nothing_breaks_nothing(staff, forum, filters):
    address = f"{form_of(forum[0])}?{urlencode({LIST_FILTERS: filters})}"

    assert ways(read(staff.get(address))).keys() == {"next"}


def test_a_form_without_a_list_needs_one_query_for_its_neighbours(
    staff, forum, django_assert_num_queries
):
    of_sessions = admin.site.get_model_admin(Session)
    request = RequestFactory().get(form_of(forum[1]))

    with django_assert_num_queries(1):
        assert all(neighbours(of_sessions, request, forum[1]))
