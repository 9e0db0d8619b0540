"""Who is notified of a topic: the addresses of its team, as staff paste them."""

import pytest
from django.test import Client

from forum.contact.models import Team
from tests import factories
from tests.adminforms import filled, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

TEAMS = "/admin/contact/team/"


def change_page(team: Team) -> str:
    return f"{TEAMS}{team.pk}/change/"


def shown_rows(page) -> list[list[str]]:
    """The cells of the comparison, row by row."""
    return [texts(row, "th, td") for row in page.select("#conflict tbody tr")]


def recipients() -> list[str]:
    return Team.objects.values_list("recipients", flat=True).get().splitlines()


@pytest.fixture
def team() -> Team:
    return Team.objects.create(topic="press", recipients="press@forum.example")


@pytest.mark.parametrize(
    ("pasted", "addresses"),
    [
        ("nadia@example.org\u200e", ["nadia@example.org"]),
        ("\u202aa@x.org\u202c\r\n\r\n b@x.org", ["a@x.org", "b@x.org"]),
        ("a@x.org, b@x.org; c@x.org، d@x.org", ["a@x.org", "b@x.org", "c@x.org", "d@x.org"]),
        ("a@x.org\na@x.org\u200f", ["a@x.org"]),
        ("anna@faß.example\nanna@xn--fa-hia.example", ["anna@faß.example"]),
    ],
    ids=ascii,
)
def test_addresses_are_stored_as_lines_without_hidden_marks(staff, pasted, addresses):
    answer = send(staff, f"{TEAMS}add/", topic="press", recipients=pasted)

    assert (answer, recipients()) == ((302, []), addresses)


@pytest.mark.parametrize("wrong", ["nädia@x.org", "nadia@♥.org", "nadia", "Nadia <nadia@x.org>"])
def test_an_address_that_no_mail_can_be_sent_to_is_named(staff, wrong):
    status, errors = send(staff, f"{TEAMS}add/", topic="press", recipients=f"a@x.org\n{wrong}")

    named = f"“{wrong.split()[0]}” is not a valid e-mail address."
    assert (status, errors, Team.objects.count()) == (200, [named], 0)


def test_the_second_of_two_changes_is_shown_the_first_and_may_replace_it(staff, team):
    karim = Client()
    karim.force_login(factories.staff_user("karim", is_superuser=True))
    mine = filled(read(karim.get(change_page(team))))
    send(staff, change_page(team), recipients="radio@forum.example")

    page = read(karim.post(change_page(team), mine | {"recipients": "tv@forum.example"}))
    between = recipients()
    again = karim.post(change_page(team), filled(page))

    assert shown_rows(page) == [["Addresses", "radio@forum.example", "tv@forum.example"]]
    assert not texts(page, ".errorlist li")
    assert (between, again.status_code, recipients()) == (
        ["radio@forum.example"],
        302,
        ["tv@forum.example"],
    )


def test_a_form_submitted_twice_is_saved_without_a_word(staff, team):
    form = filled(read(staff.get(change_page(team)))) | {"recipients": "tv@forum.example"}

    statuses = [staff.post(change_page(team), form).status_code for _time in range(2)]

    assert (statuses, recipients()) == ([302, 302], ["tv@forum.example"])


@pytest.mark.parametrize("forged", ["", "0" * 64])
def test_a_form_with_a_forged_version_replaces_nothing_at_first(staff, team, forged):
    answer = send(staff, change_page(team), recipients="tv@forum.example", version=forged)

    assert (answer[0], recipients()) == (200, ["press@forum.example"])
