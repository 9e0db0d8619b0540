"""The page of a forum that is over: its record."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.html import headings, read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOME = "/en/events/forum/"


@pytest.fixture
def forum():
    day = dt.date(2020, 11, 20)
    return factories.event("Regions", slug="forum", first_day=day, last_day=day)


def test_a_section_lists_its_sessions_with_what_came_out_of_them(client, forum):
    part = factories.section(forum, "Commitments")
    factories.session(forum, "Budgets", section=part, summary_en="Three towns begin.")
    factories.session(forum, "Parliaments", section=part)
    factories.session(forum, "Draft", section=part, status="draft", summary_en="Secret.")

    page = read(client.get(HOME))

    assert headings(page)[1:3] == ["h2 What was said", "h3 Commitments"]
    assert texts(page, ".section-list__sessions li") == [
        "Budgets Three towns begin.",
        "Parliaments",
    ]


def test_a_long_section_lists_first_what_has_a_summary(client, forum):
    part = factories.section(forum, "Commitments")
    for number in range(1, 8):
        factories.session(forum, f"Talk {number}", section=part)
    factories.session(forum, "Last", section=part, summary_en="Agreed.")

    page = read(client.get(HOME))

    assert texts(page, ".section-list__sessions a") == [
        *(f"Talk {number}" for number in range(1, 6)),
        "Last",
    ]
    assert texts(page, ".section-list__more") == ["and 2 more sessions"]


def test_recordings_and_documents_of_all_its_sessions_are_gathered(client, forum):
    talk = factories.session(forum, "Budgets")
    factories.document("Slides", session=talk, kind="slides")
    factories.document("Video", session=talk, kind="recording")
    factories.document("Unfinished", session=talk, is_published=False)
    factories.document("The report", event=forum, kind="outcome")

    page = read(client.get(HOME))

    links = texts(page, ".document-list li > a:first-child")
    assert links == ["The report", "Video", "Slides"]


def test_a_quote_is_shown_with_its_speaker_and_session(client, forum):
    amina = factories.speaker("Amina")
    talk = factories.session(forum, "Budgets")
    factories.contribution(amina, session=talk)
    talk.quotes.create(speaker=amina, text_en="A promise is a date.")

    page = read(client.get(HOME))

    assert texts(page, ".quote blockquote") == ["A promise is a date."]
    assert texts(page, ".quote figcaption a") == ["Amina", "Budgets"]


def test_everybody_who_took_part_comes_in_the_order_of_the_programme(client, forum):
    last = factories.section(forum, "Last", position=2)
    first = factories.section(forum, "First", position=1)
    for name, part in (("Zineb", last), ("Basma", first)):
        factories.contribution(
            factories.speaker(name), session=factories.session(forum, section=part)
        )
    factories.contribution(factories.speaker("Tarik"), event=forum, role="expert")

    page = read(client.get(HOME))

    assert texts(page, "#people ~ ul .person__name") == ["Basma", "Zineb", "Tarik"]


def test_numbers_are_left_out_where_there_is_little_to_count(client, forum):
    factories.session(forum, section=factories.section(forum))

    page = read(client.get(HOME))

    assert page.select(".figures") == []


def fill(forum) -> None:
    part = factories.section(forum)
    body = factories.organization()
    talk = factories.session(forum, section=part, summary_en="Agreed.")
    amina = factories.speaker(organization=body)
    for target in ({"session": talk}, {"section": part}, {"event": forum}):
        factories.contribution(amina, **target)
        factories.document(**target)
    factories.partnership(forum, body)
    talk.quotes.create(speaker=amina, text_en="A promise is a date.")


def asked(client) -> int:
    client.get(HOME)
    with CaptureQueriesContext(connection) as captured:
        client.get(HOME)
    return len(captured)


def test_the_record_asks_as_often_for_three_of_everything_as_for_one(client, forum):
    fill(forum)
    once = asked(client)
    fill(forum)
    fill(forum)

    assert (asked(client), once) == (once, 9)
