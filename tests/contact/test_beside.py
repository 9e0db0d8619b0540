"""Beside a message is the list it was opened from, and links to the previous and next one."""

from urllib.parse import quote

import pytest
from django.test import Client

from forum.contact.models import Message
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def address(message: Message, filters: str = "") -> str:
    query = f"?_changelist_filters={quote(filters, safe='')}" if filters else ""
    return f"/admin/contact/message/{message.pk}/change/{query}"


def names(page) -> list[str]:
    return texts(page, ".message-list__name")


def links(page) -> dict[str, str]:
    return {link["rel"][0]: link["href"] for link in page.select(".object-tools a[rel]")}


def messages(*given: str, **fields) -> list[Message]:
    """Each an hour younger than the one before it: the oldest waits longest."""
    hours = range(8, 8 + len(given))
    return [
        factories.message(name=name, received_at=factories.at(f"{hour:02}:00"), **fields)
        for name, hour in zip(given, hours, strict=True)
    ]


def test_the_message_is_marked_in_its_list_between_its_neighbours(staff):
    first, second, third = messages("Nadia", "Paul", "Salma")

    page = read(staff.get(address(second)))

    assert names(page) == ["Nadia", "Paul", "Salma"]
    assert texts(page, ".message-list [aria-current] .message-list__name") == ["Paul"]
    assert links(page) == {"prev": address(first), "next": address(third)}


def test_the_ends_of_the_list_have_one_neighbour(staff):
    first, last = messages("Nadia", "Paul")

    assert links(read(staff.get(address(first)))) == {"next": address(last)}
    assert links(read(staff.get(address(last)))) == {"prev": address(first)}


def test_filters_and_search_of_the_list_are_kept(staff):
    first, second = messages("Nadia", "Paul", topic="press")
    messages("Salma", topic="general")

    page = read(staff.get(address(first, "topic__exact=press&folder=awaiting")))

    assert names(page) == ["Nadia", "Paul"]
    assert links(page) == {"next": address(second, "topic__exact=press&folder=awaiting")}


def test_after_a_message_that_has_left_its_list_comes_the_first(staff):
    [answered] = messages("Nadia", state="answered")
    [first, _second] = messages("Paul", "Salma")

    page = read(staff.get(address(answered, "folder=awaiting")))

    assert (names(page), page.select(".message-list [aria-current]")) == (["Paul", "Salma"], [])
    assert links(page) == {"next": address(first, "folder=awaiting")}


def test_of_a_long_list_those_around_the_message_are_shown(staff):
    rows = messages(*(f"Sender {number}" for number in range(16)))

    page = read(staff.get(address(rows[12])))

    assert names(page) == [f"Sender {number}" for number in range(1, 16)]


@pytest.mark.parametrize(
    "filters",
    [
        *("p=x", "folder=nothing", "x" * 500, "o=9"),
        *("state__exact=%00", f"assignee__id__exact={'9' * 30}"),
    ],
)
def test_filters_that_mean_nothing_break_nothing(staff: Client, filters):
    [message] = messages("Nadia")

    assert staff.get(address(message, filters)).status_code in {200, 400}


def test_a_page_takes_as_many_queries_beside_three_messages_as_beside_one(
    staff, django_assert_max_num_queries
):
    [message] = messages("Nadia")
    staff.get(address(message))
    with django_assert_max_num_queries(19) as one:
        staff.get(address(message))
    messages("Paul", "Salma", assignee=factories.staff_user("karim"))

    with django_assert_max_num_queries(19) as three:
        staff.get(address(message))

    assert len(one) == len(three)
