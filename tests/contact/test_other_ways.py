"""Topics with a hint each, and the other ways to reach the organizers beside and above the form."""

import pytest

from forum.contact.models import Topic
from tests import factories
from tests.contact.forms import ADDRESS, filled_in
from tests.html import read, texts

pytestmark = pytest.mark.django_db

REACHED = {
    "organizer_en": "The City of Fez",
    "address_en": "1 Rue Talaa\nFez",
    "public_email": "forum@fez.example",
    "public_phone": "+212 5 35 00 00 00",
}


def ways(place) -> list[str]:
    return [*texts(place, "a, bdi[dir]"), place.address.get_text(" ", strip=True)]


def test_each_topic_says_what_it_is_for(client):
    choices = read(client.get(ADDRESS)).select("#id_topic label")

    assert len(choices) == len(Topic.choices)
    assert [choice.select_one("input")["value"] for choice in choices] == Topic.values
    hints = [texts(choice, ".field__hint")[0] for choice in choices]
    assert hints == [topic.hint for topic in Topic]


def test_a_wrong_topic_is_named_in_the_summary_and_beside_the_topics(client):
    page = read(client.post(ADDRESS, filled_in(client, topic="lottery")), status=422)

    assert page.select_one(".notice a")["href"] == "#id_topic"
    assert texts(page, "#id_topic .field__error") == ["Choose a topic from the list."]


def test_the_summary_of_errors_takes_the_focus(client):
    page = read(client.post(ADDRESS, filled_in(client, text="")), status=422)

    summary = page.select_one("[role=alert]")
    assert (summary["tabindex"], summary.get("autofocus")) == ("-1", "")


def test_the_page_names_the_other_ways_that_there_are(client):
    factories.identity(**REACHED)

    aside = read(client.get(ADDRESS)).select_one("[aria-labelledby=other-ways]")

    assert ways(aside)[:2] == ["forum@fez.example", "+212 5 35 00 00 00"]
    assert aside.select_one("a")["href"] == "mailto:forum@fez.example"
    assert "1 Rue Talaa" in aside.address.get_text()


def test_without_any_there_is_no_such_part(client):
    factories.identity()

    assert read(client.get(ADDRESS)).select("#other-ways") == []


def test_who_has_sent_too_many_messages_is_offered_them(client, settings):
    settings.CONTACT_RATE_LIMIT = (0, 3600)
    settings.CONTACT_MIN_SECONDS = 0
    factories.identity(**REACHED)

    page = read(client.post(ADDRESS, filled_in(client)), status=429)

    assert texts(page, ".notice a") == ["forum@fez.example"]
    assert "1 Rue Talaa" in page.select_one(".notice address").get_text()
