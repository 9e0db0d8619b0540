"""Where readers find a person who had to withdraw, and where they do not."""

import json

import pytest
from django.utils import timezone

from programme.models import Contribution, PublicChange
from tests import factories
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

ABSENT = [
    "/en/events/forum/agenda/",
    "/en/events/forum/speakers/",
    "/en/events/forum/organizations/",
    "/en/events/forum/agenda.ics",
    "/en/events/forum/sessions/talk/calendar.ics",
]


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum")


@pytest.fixture
def talk(forum):
    """A session from which Amina had to withdraw, and in which Zaki speaks."""
    talk = factories.session(forum, "Talk", slug="talk", hours="09:00-10:00")
    parts = (("Amina", "Ministry"), ("Zaki", "Council"))
    for name, organization in parts:
        body = factories.organization(organization, slug=organization.lower())
        person = factories.speaker(name, slug=name.lower(), organization=body)
        factories.contribution(person, session=talk, function_en=f"Head of {organization}")
    withdraw(talk.contributions.get(speaker__slug="amina"))
    return talk


def withdraw(part) -> None:
    part.withdraw()
    part.save()


def test_the_page_of_the_session_names_them_apart_from_those_who_speak(client, talk):
    page = read(client.get("/en/events/forum/sessions/talk/"))

    assert headings(page)[1:3] == ["h2 Speakers", "h3 Had to withdraw"]
    assert texts(page, ".speaker-list .person__name") == ["Zaki"]
    assert texts(page, ".withdrawn .person") == ["Amina Head of Ministry Ministry"]


@pytest.mark.parametrize("address", ABSENT)
def test_they_are_not_among_the_people_of_lists_and_calendars(client, talk, address):
    content = client.get(address).content.decode()

    assert "Zaki" in content or "Council" in content
    assert "Amina" not in content
    assert "Ministry" not in content


def test_they_are_no_performers(client, talk):
    page = read(client.get("/en/events/forum/sessions/talk/"))

    data = json.loads(page.find("script", type="application/ld+json").string)
    assert [person["name"] for person in data["performer"]] == ["Zaki"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("speakers/amina", ["Had to withdraw Talk"]),
        ("organizations/ministry", ["Forum Talk Amina Head of Ministry Had to withdraw"]),
    ],
)
def test_pages_of_the_person_and_the_organization_stay_and_say_so(client, talk, address, words):
    talk.summary_en = "It was kept without them."
    talk.save()

    page = read(client.get(f"/en/{address}/"))

    assert texts(page, ".years__withdrawn, .intervention") == words


def test_search_finds_the_person_but_not_the_session_by_their_name(client, talk):
    page = read(client.get("/en/search/?q=Amina"))
    agenda = read(client.get("/en/events/forum/agenda/?q=Amina"))

    assert headings(page)[1:] == ["h2 Speakers (1)", "h3 Amina"]
    assert texts(agenda, ".session-row__title") == []


@pytest.mark.parametrize("address", ["agenda", "sessions/talk"])
@pytest.mark.parametrize("is_told", [True, False])
def test_no_speakers_are_announced_after_a_withdrawal(client, forum, address, is_told):
    future = forum.first_day.replace(year=timezone.now().year + 2)
    forum.first_day = forum.last_day = future
    forum.save()
    talk = factories.session(forum, "Talk", slug="talk", hours="09:00-10:00")
    awaited = client.get(f"/en/events/forum/{address}/").content.decode()
    withdraw(factories.contribution(factories.speaker("Amina"), session=talk))
    if not is_told:
        PublicChange.objects.all().delete()

    page = client.get(f"/en/events/forum/{address}/").content.decode()

    assert "Speakers to be announced." in awaited
    assert "Speakers to be announced." not in page


def test_the_page_of_the_event_names_those_of_its_own_people_apart(client, forum):
    for name in ("Amina", "Zaki"):
        factories.contribution(factories.speaker(name), event=forum, role="expert")
    withdraw(forum.contributions.first())

    page = read(client.get("/en/events/forum/"))

    assert texts(page, "#people ~ .faces .person__name") == ["Zaki"]
    assert texts(page, ".withdrawn .person__name") == ["Amina"]
    assert "Amina" not in page.find("script", type="application/ld+json").string


def test_what_changed_tells_of_many_withdrawals_of_one_person_in_one_line(client, forum):
    amina = factories.speaker("Amina")
    talks = [factories.session(forum, f"Talk {number}") for number in range(3)]
    for talk in talks:
        factories.contribution(amina, session=talk)
    PublicChange.objects.all().delete()

    Contribution.objects.filter(speaker=amina).change(withdrawn_at=timezone.now())

    page = read(client.get("/en/events/forum/changes/"))
    assert headings(page)[2:] == ["h3 Speakers", "h4 Amina had to withdraw from 3 sessions"]
    assert texts(page, ".change-group__list li") == ["Talk 0", "Talk 1", "Talk 2"]
