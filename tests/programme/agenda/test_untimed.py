"""A programme without times: sections in their order, each session beside its cast."""

import pytest

from tests import factories
from tests.html import headings, read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

AGENDA = "/en/events/forum/agenda/"


@pytest.fixture
def forum():
    return factories.event(slug="forum")


def test_sections_are_numbered_and_people_without_a_session_come_last(client, forum):
    second = factories.section(forum, "Orientations", position=2, objective_en="To compare.")
    first = factories.section(forum, "Commitments", position=1)
    for part, name in ((second, "Basma"), (first, "Zaki")):
        talk = factories.session(forum, f"Talk of {name}", section=part)
        factories.contribution(factories.speaker(name), session=talk)
    factories.contribution(factories.speaker("Tarik"), event=forum, role="expert")

    page = read(client.get(AGENDA))

    assert headings(page) == [
        "h1 Programme",
        "h2 Commitments",
        "h3 Talk of Zaki",
        "h2 Orientations",
        "h3 Talk of Basma",
        "h2 With the participation of",
    ]
    assert texts(page, ".untimed__number") == ["1", "2"]
    assert texts(page, ".untimed__objective") == ["To compare."]
    assert texts(page, ".cast .person") == ["Zaki", "Basma", "Tarik Expert"]


def test_a_section_shows_its_objective_and_moderators_above_its_sessions(client, forum):
    part = factories.section(forum, "Commitments", objective_en="To **agree**.")
    factories.contribution(factories.speaker("Amina"), section=part, role="moderator")
    for number in range(2):
        talk = factories.session(forum, f"Talk {number}", section=part)
        factories.contribution(factories.speaker(f"Guest {number}"), session=talk)

    page = read(client.get(AGENDA))

    order = ".untimed__title, .untimed__objective, .untimed__session, .person"
    assert texts(page, order) == [
        "Commitments",
        "To agree.",
        "Amina Moderator",
        "Talk 0",
        "Guest 0",
        "Talk 1",
        "Guest 1",
    ]
    assert texts(page, ".untimed__moderators .person") == ["Amina Moderator"]
    assert texts(page, ".untimed__objective strong") == ["agree"]


def test_a_role_that_the_function_names_is_not_said_twice(client, forum):
    factories.session(forum)
    tarik = factories.speaker("Tarik", function_en="Open Government Expert")
    factories.contribution(tarik, event=forum, role="expert")

    page = read(client.get(AGENDA))

    assert texts(page, ".cast .person") == ["Tarik Open Government Expert"]


def test_arches_stand_only_in_a_forum_with_a_photo(client, forum):
    talk = factories.session(forum)
    factories.contribution(factories.speaker("Basma"), session=talk)
    without = read(client.get(AGENDA)).select(".arch")
    factories.contribution(factories.speaker("Zaki", photo=factories.picture()), session=talk)

    page = read(client.get(AGENDA))

    assert without == []
    assert [arch.name for arch in page.select(".cast .arch")] == ["span", "img"]


def test_a_cancelled_session_says_so_before_its_title(client, forum):
    factories.session(
        forum, "Budgets", status="cancelled", cancellation_reason_en="The speaker is ill."
    )
    factories.session(forum, "Data", languages=["ar", "fr"])

    page = read(client.get(AGENDA))

    assert headings(page)[1:] == ["h2 Budgets", "h2 Data"]
    assert texts(page, ".untimed__status") == ["Cancelled The speaker is ill."]
    assert texts(page, ".untimed__notes") == ["Arabic, French"]


def test_it_asks_six_times_at_most_for_any_number(client, forum, django_assert_max_num_queries):
    for _number in range(3):
        talk = factories.session(forum, section=factories.section(forum))
        factories.contribution(factories.speaker(photo=factories.picture()), session=talk)
        factories.contribution(factories.speaker(), event=forum)
    client.get(AGENDA)

    with django_assert_max_num_queries(6):
        client.get(AGENDA)
