"""The ways on from the page of a session: its forum, its section, before, after and beside it."""

import datetime as dt

import pytest

from tests import factories
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db


def shown(client, session):
    return read(client.get(session.get_absolute_url()))


def addresses(page, selector: str) -> list[str]:
    return [link["href"] for link in page.select(selector)]


def test_before_and_after_it_are_those_of_its_room(client):
    forum = factories.event(slug="forum")
    hall, attic = factories.room(forum, "Hall"), factories.room(forum, "Attic")
    talk = factories.session(forum, "Talk", hours="10:00-11:00", room=hall)
    for title, hours, room, fields in [
        ("Long before", "08:00-09:00", hall, {}),
        ("Just before", "09:00-10:00", hall, {}),
        ("Coffee", "09:45-10:00", hall, {"kind": "break"}),
        ("Just after", "11:15-12:00", hall, {}),
        ("Long after", "12:00-13:00", hall, {}),
        ("Secret before it", "09:30-10:00", hall, {"status": "draft"}),
        ("Later, elsewhere", "09:15-10:00", attic, {}),
        ("Sooner, elsewhere", "11:00-12:00", attic, {}),
    ]:
        factories.session(forum, title, hours=hours, room=room, **fields)

    page = shown(client, talk)

    assert texts(page, ".neighbours p") == ["Before, 09:00 Just before", "Next, 11:15 Just after"]


def test_at_the_end_of_a_room_and_of_a_day_the_programme_goes_on(client):
    forum = factories.event(last_day=factories.DAY + dt.timedelta(days=1))
    midnight, day = factories.at("00:00"), dt.timedelta(days=1)
    talk = factories.session(forum, hours="10:00-11:00", room=factories.room(forum))
    factories.session(forum, "First", hours="09:00-10:00")
    factories.session(forum, "Exhibition", starts_at=midnight, ends_at=midnight + day)
    tomorrow = factories.at("09:00") + day
    factories.session(forum, "Tomorrow", starts_at=tomorrow, ends_at=tomorrow + day / 24)

    page = shown(client, talk)

    assert texts(page, ".neighbours p") == [
        "Before, 09:00 First",
        "Next, Wednesday 5 May, 09:00 Tomorrow",
    ]


def test_without_times_the_order_is_that_of_the_programme(client):
    forum = factories.event(slug="forum")
    first = factories.section(forum, "First", position=1)
    second = factories.section(forum, "Second", position=2)
    for title, section, fields in [
        ("Later section", second, {"position": 1}),
        ("One", first, {"position": 1}),
        ("Two", first, {"position": 2}),
        ("Secret", first, {"position": 3, "status": "draft"}),
        ("Break", first, {"position": 4, "kind": "break"}),
        ("Three", first, {"position": 5}),
        ("Timed", first, {"hours": "09:00-10:00"}),
    ]:
        factories.session(forum, title, section=section, **fields)

    found = {
        title: texts(shown(client, forum.sessions.get(title_en=title)), ".neighbours p")
        for title in ("One", "Two", "Three")
    }

    assert found == {
        "One": ["Next Two"],
        "Two": ["Before One", "Next Three"],
        "Three": ["Before Two", "Next Later section"],
    }


def test_three_others_of_its_section_are_named_and_the_section_itself(client):
    forum = factories.event(slug="forum")
    part = factories.section(forum, "Commitments", slug="commitments")
    talk = factories.session(forum, "Talk", section=part)
    for title, status in [
        ("One", "published"),
        ("Secret", "draft"),
        ("Two", "cancelled"),
        ("Three", "published"),
        ("Four", "published"),
    ]:
        speaker = factories.speaker(f"Speaker of {title}")
        session = factories.session(forum, title, section=part, status=status)
        factories.contribution(speaker, session=session)
    factories.session(forum, "Of no section")

    page = shown(client, talk)

    assert texts(page, "#in-section ~ ul h3") == ["One", "Two", "Three"]
    assert "Speaker of One" in page.get_text()
    assert addresses(page, "#in-section ~ p a") == ["/en/events/forum/sections/commitments/"]


def test_a_session_of_no_section_has_no_others_in_it(client):
    forum = factories.event(slug="forum")
    talk = factories.session(forum, "Talk")
    factories.session(forum, "Of no section either")

    assert headings(shown(client, talk)) == ["h1 Talk", "h2 Speakers"]


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({}, []),
        ({"is_full": True}, ["Cancelled beside it", "Beside it"]),
        ({"status": "cancelled"}, ["Cancelled beside it", "Beside it"]),
    ],
)
def test_what_else_is_on_is_shown_to_those_who_cannot_come(client, fields, beside):
    forum = factories.event(slug="forum")
    hall, attic = factories.room(forum, "Hall"), factories.room(forum, "Attic")
    talk = factories.session(forum, "Talk", hours="10:00-11:00", room=hall, **fields)
    for title, hours, more in [
        ("Beside it", "10:30-11:30", {}),
        ("Cancelled beside it", "09:30-10:30", {"status": "cancelled"}),
        ("Secret beside it", "10:00-11:00", {"status": "draft"}),
        ("Ends as it starts", "09:00-10:00", {}),
        ("Starts as it ends", "11:00-12:00", {}),
    ]:
        factories.session(forum, title, hours=hours, room=attic, **more)
    factories.session(factories.event(), "Of another event", hours="10:00-11:00")

    page = shown(client, talk)

    assert texts(page, "#beside ~ ul h3") == beside


def test_what_takes_the_whole_day_is_before_after_and_beside_none(client):
    forum = factories.event(slug="open")
    midnight = factories.at("00:00")
    lasting = factories.session(
        forum, starts_at=midnight, ends_at=midnight + dt.timedelta(days=1), is_full=True
    )
    factories.session(forum, hours="09:00-10:00")

    page = shown(client, lasting)

    assert page.select(".neighbours, #beside") == []


def test_the_way_begins_at_the_forum_and_ends_at_the_day(client):
    forum = factories.event(slug="two-days", last_day=factories.DAY + dt.timedelta(days=1))
    talk = factories.session(forum, hours="17:00-18:00", section=factories.section(forum))

    page = shown(client, talk)

    assert addresses(page, ".breadcrumbs a") == [
        "/en/events/two-days/",
        "/en/events/two-days/agenda/",
        "/en/events/two-days/agenda/2027-05-04/",
    ]


def test_without_a_time_the_way_ends_at_the_section(client):
    forum = factories.event(slug="forum")
    talk = factories.session(forum, section=factories.section(forum, slug="part"))

    page = shown(client, talk)

    assert addresses(page, ".breadcrumbs a")[2:] == ["/en/events/forum/sections/part/"]


@pytest.mark.parametrize(
    ("organizers", "words"),
    [
        ([], "Part of Open Smart Regions, Tuesday 4 May 2027"),
        (["Impact"], "Part of Open Smart Regions, Tuesday 4 May 2027, organized by Impact"),
        (["B", "A"], "Part of Open Smart Regions, Tuesday 4 May 2027, organized by B, A"),
    ],
)
def test_a_session_names_its_forum_and_who_organized_it(client, organizers, words):
    forum = factories.event("Open Smart Regions")
    factories.partnership(forum, factories.organization("Partner"), role="partner")
    for name in organizers:
        factories.partnership(forum, factories.organization(name), role="organizer")
    talk = factories.session(forum, languages=["ar", "fr"])
    for language in talk.languages:
        factories.channel(talk, language)

    page = shown(client, talk)

    assert texts(page, ".session__event") == [words]
