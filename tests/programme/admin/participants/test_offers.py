"""What the box of people offers while a name is typed."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from tests import factories

pytestmark = pytest.mark.django_db

BUDGETS = "at this time in “\u2068Budgets\u2069”, 09:30–10:15"
PEOPLE = "/admin/speakers/speaker/offers/"
ORGANIZATIONS = "/admin/speakers/organization/offers/"


@pytest.fixture
def forum():
    day = factories.DAY
    return factories.event("Forum", first_day=day, last_day=day + dt.timedelta(days=1))


@pytest.fixture
def karim(forum):
    body = factories.organization("Ministry of Finance")
    person = factories.speaker(
        "Karim Ziani", honorific_en="Mr.", function_en="Director", organization=body
    )
    for title, hours in (("Budgets", "09:30-10:15"), ("Roads", "14:00-15:00")):
        factories.contribution(person, session=factories.session(forum, title, hours=hours))
    return person


def ask(client, q: str, **values: object) -> dict:
    return client.get(PEOPLE, {"q": q, **values}).json()


def test_people_are_offered_with_their_office_and_their_sessions_here(staff, forum, karim):
    answer = ask(staff, "zia", event=forum.pk)

    assert answer == {
        "name": "zia",
        "honorific": "",
        "may_add": True,
        "offers": [
            {
                "id": karim.pk,
                "name": "Mr. Karim Ziani",
                "office": "Director, Ministry of Finance",
                "sessions": "2 sessions here",
                "clash": "",
                "is_near": False,
                "face": {"css": f"arch arch--line {karim.face.tint}", "photo": "", "letter": "Z"},
            }
        ],
    }


@pytest.mark.parametrize("typed", ["Ms. Karim Ziani", "K. Ziani", "Kareem Ziany", "ziani karim"])
def test_near_duplicates_are_pointed_out(staff, karim, typed):
    answer = ask(staff, typed)

    assert [(offer["id"], offer["is_near"]) for offer in answer["offers"]] == [(karim.pk, True)]


def test_an_honorific_is_told_from_the_name(staff):
    answer = ask(staff, " Ms.  Salma Bennani ")

    assert answer == {"name": "Salma Bennani", "honorific": "Ms.", "may_add": True, "offers": []}


@pytest.mark.parametrize(
    ("typed", "clash"),
    [
        ({"starts_at_1": "10h"}, BUDGETS),
        (
            {"starts_at_1": "9:00", "ends_at_1": "9:31"},
            BUDGETS,
        ),
        (
            {"starts_at_1": "9:00", "kind": "panel"},
            BUDGETS,
        ),
        ({"starts_at_1": "9:00"}, ""),
        ({"starts_at_1": "10:15"}, ""),
        ({"starts_at_1": "25:00"}, ""),
        ({"starts_at_1": ""}, ""),
        ({"starts_at_1": "10:00", "starts_at_0": "5/5/2027"}, ""),
        ({"starts_at_1": "10:00", "starts_at_0": "soon"}, ""),
    ],
)
def test_a_clash_at_the_time_of_the_form_is_named(staff, forum, karim, typed, clash):
    day = {"starts_at_0": "Tue 4 May 2027"}

    (offer,) = ask(staff, "ziani", event=forum.pk, **(day | typed))["offers"]

    assert offer["clash"] == clash


def test_the_session_of_the_form_is_no_clash_with_itself(staff, forum, karim):
    own = forum.sessions.get(title_en="Budgets")
    at = {"starts_at_0": "2027-05-04", "starts_at_1": "09:30"}

    (offer,) = ask(staff, "ziani", event=forum.pk, session=own.pk, **at)["offers"]

    assert (offer["clash"], offer["sessions"]) == ("", "2 sessions here")


def test_offers_take_a_constant_number_of_queries(staff, forum, karim, django_assert_num_queries):
    at = {"event": forum.pk, "starts_at_0": "2027-05-04", "starts_at_1": "09:30"}
    ask(staff, "karim a", **at)
    counts = []
    for number in range(3):
        person = factories.speaker(f"Karim A{number}")
        factories.contribution(person, session=forum.sessions.first())
        with django_assert_num_queries(7):
            counts.append(len(ask(staff, "karim a", **at)["offers"]))

    assert counts == [2, 3, 4]


@pytest.mark.parametrize("q", ["", "x", "…", "k" * 5000, "\u0000".replace("\x00", "'")])
def test_any_text_may_be_typed(staff, karim, q):
    assert staff.get(PEOPLE, {"q": q, "event": "x", "session": "²"}).status_code == 200


@pytest.mark.parametrize(
    ("role", "statuses", "may_add"),
    [
        ("Editor", [200, 200], True),
        ("Translator (French)", [200, 200], False),
        ("Scheduler", [403, 403], None),
        ("Helpdesk", [403, 403], None),
    ],
)
def test_only_staff_who_see_people_are_offered_any(client, karim, role, statuses, may_add):
    user = get_user_model().objects.create_user("someone", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)

    answers = [client.get(address, {"q": "ziani"}) for address in (PEOPLE, ORGANIZATIONS)]

    assert [answer.status_code for answer in answers] == statuses
    if may_add is not None:
        assert answers[0].json()["may_add"] is may_add


def test_visitors_are_asked_to_log_in_and_nothing_is_posted(client, staff, karim):
    assert staff.post(PEOPLE, {"q": "ziani"}).status_code == 405
    client.logout()
    assert client.get(PEOPLE, {"q": "ziani"}).status_code == 302


def test_organizations_are_offered_by_their_names(staff, karim):
    factories.organization("Ministry of Health")

    assert staff.get(ORGANIZATIONS, {"q": "financ"}).json() == {"offers": ["Ministry of Finance"]}
