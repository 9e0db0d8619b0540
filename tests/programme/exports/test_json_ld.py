"""What the pages tell machines of events, sessions, people and organizations."""

import datetime as dt
import json

import pytest
from django.utils import translation

from programme.exports import json_ld, source
from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db

SITE = "https://forum.example"
SCHEDULED = "https://schema.org/EventScheduled"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def forum():
    return factories.event(
        "Forum",
        slug="forum",
        last_day=factories.DAY + dt.timedelta(days=1),
        attendance_mode="hybrid",
        venue_name_en="House of the Region",
        address_en="1 Avenue\nTangier",
        stream_url="https://live.example/forum",
    )


PLACE = {"@type": "Place", "name": "House of the Region", "address": "1 Avenue, Tangier"}
STREAM = {"@type": "VirtualLocation", "url": "https://live.example/forum"}
FORUM = {
    "@type": "Event",
    "@id": f"{SITE}/en/events/forum/#event",
    "name": "Forum",
    "startDate": "2027-05-04",
    "endDate": "2027-05-05",
    "eventStatus": SCHEDULED,
    "location": [PLACE, STREAM],
    "url": f"{SITE}/en/events/forum/",
}
IMPACT = {
    "@type": "Organization",
    "name": "Impact",
    "alternateName": "IFD",
    "url": f"{SITE}/en/organizations/impact/",
}


def session_data(session, **more) -> json_ld.Data:
    event = source.event_value(session.event)
    return json_ld.session_data(source.session_value(session, event), site=SITE, **more)


def test_a_person_who_is_quoted_twice_is_named_once(client, forum):
    talk = factories.session(forum, slug="talk", hours="09:00-10:00")
    parts = [factories.contribution(factories.speaker(n), session=talk) for n in ("Amina", "Zaki")]
    for part in (parts[0], parts[0], parts[1]):
        factories.quote(part)

    page = read(client.get("/en/events/forum/sessions/talk/"))

    scripts = page.select('script[type="application/ld+json"]')
    [found] = [data for script in scripts if "performer" in (data := json.loads(script.string))]
    assert [person["name"] for person in found["performer"]] == ["Amina", "Zaki"]


def test_an_event_has_its_dates_places_people_organizations_and_sessions(forum):
    impact = factories.organization("Impact", slug="impact", acronym_en="IFD")
    factories.partnership(forum, impact, role="organizer")
    factories.partnership(forum, factories.organization("Fund", slug="fund"), role="funder")
    factories.partnership(forum, factories.organization("Radio", slug="radio"), role="partner")
    tarik = factories.speaker("Tarik", slug="tarik", function_en="Expert")
    factories.contribution(tarik, event=forum)
    factories.session(
        forum, "Opening", slug="opening", hours="09:00-09:30", attendance_mode="in_person"
    )

    event = source.event_value(forum)

    found = json_ld.event_data(
        event,
        site=SITE,
        description="About it.",
        partners=[
            (partnership.role, [source.organization_value(partnership.organization)])
            for partnership in forum.partnerships.in_protocol_order()
        ],
        people=map(source.part_value, forum.contributions.all()),
        sessions=[
            source.brief_session_value(row, event) for row in forum.sessions.select_related("room")
        ],
    )

    assert found == {
        "@context": "https://schema.org",
        **FORUM,
        "description": "About it.",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "organizer": [IMPACT],
        "funder": [
            {"@type": "Organization", "name": "Fund", "url": f"{SITE}/en/organizations/fund/"}
        ],
        "sponsor": [
            {"@type": "Organization", "name": "Radio", "url": f"{SITE}/en/organizations/radio/"}
        ],
        "performer": [
            {
                "@type": "Person",
                "name": "Tarik",
                "jobTitle": "Expert",
                "url": f"{SITE}/en/speakers/tarik/",
            }
        ],
        "subEvent": [
            {
                "@type": "Event",
                "@id": f"{SITE}/en/events/forum/sessions/opening/#event",
                "name": "Opening",
                "startDate": "2027-05-04T09:00+00:00",
                "endDate": "2027-05-04T09:30+00:00",
                "eventStatus": SCHEDULED,
                "location": [PLACE],
                "url": f"{SITE}/en/events/forum/sessions/opening/",
            }
        ],
    }


def test_unknown_facts_of_an_event_are_left_out():
    bare = factories.event("Bare", slug="bare")

    assert json_ld.event_data(source.event_value(bare), site=SITE) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{SITE}/en/events/bare/#event",
        "name": "Bare",
        "startDate": "2027-05-04",
        "endDate": "2027-05-04",
        "eventStatus": SCHEDULED,
        "url": f"{SITE}/en/events/bare/",
    }


def test_an_event_with_very_many_sessions_lists_none(forum):
    factories.session(forum, "Talk")
    event = source.event_value(forum)
    talk = source.brief_session_value(forum.sessions.select_related("room").get(), event)

    most = json_ld.event_data(event, site=SITE, sessions=[talk] * 60)
    more = json_ld.event_data(event, site=SITE, sessions=[talk] * 61)

    assert (len(most["subEvent"]), "subEvent" in more) == (60, False)


def test_a_session_has_its_times_with_their_offset_its_people_and_its_event(forum):
    talk = factories.session(
        forum,
        "Open regions",
        slug="talk",
        hours="09:00-10:00",
        room=factories.room(forum, "Carthage"),
        track=factories.track(forum, "Data"),
        languages=["ar", "fr"],
        attendance_mode="hybrid",
        stream_url="https://live.example/talk",
    )
    impact = factories.organization("Impact", slug="impact", acronym_en="IFD")
    amina = factories.speaker("Amina", slug="amina", honorific_en="Dr.")
    factories.contribution(amina, session=talk, function_en="Minister", organization=impact)
    factories.contribution(factories.speaker("Zaki", slug="zaki"), session=talk, role="moderator")

    found = session_data(talk, description="Its abstract.")

    assert found == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{SITE}/en/events/forum/sessions/talk/#event",
        "name": "Open regions",
        "startDate": "2027-05-04T09:00+00:00",
        "endDate": "2027-05-04T10:00+00:00",
        "eventStatus": SCHEDULED,
        "location": [
            {"@type": "Place", "name": "Carthage", "address": "1 Avenue, Tangier"},
            {"@type": "VirtualLocation", "url": "https://live.example/talk"},
        ],
        "url": f"{SITE}/en/events/forum/sessions/talk/",
        "description": "Its abstract.",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "inLanguage": ["ar", "fr"],
        "keywords": "Data",
        "performer": [
            {
                "@type": "Person",
                "honorificPrefix": "Dr.",
                "name": "Amina",
                "jobTitle": "Minister",
                "affiliation": IMPACT,
                "url": f"{SITE}/en/speakers/amina/",
            }
        ],
        "contributor": [{"@type": "Person", "name": "Zaki", "url": f"{SITE}/en/speakers/zaki/"}],
        "superEvent": FORUM,
    }


def test_a_cancelled_session_without_times_keeps_the_days_of_its_event(forum):
    lost = factories.session(
        forum, "Lost", slug="lost", status="cancelled", attendance_mode="online"
    )

    found = session_data(lost)

    assert found == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": f"{SITE}/en/events/forum/sessions/lost/#event",
        "name": "Lost",
        "startDate": "2027-05-04",
        "endDate": "2027-05-05",
        "eventStatus": "https://schema.org/EventCancelled",
        "location": [STREAM],
        "url": f"{SITE}/en/events/forum/sessions/lost/",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "superEvent": FORUM,
    }


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hours": "11:00-11:45"}, ("11:00", "Rescheduled", "09:00")),
        ({"hours": "11:00-11:45", "status": "cancelled"}, ("11:00", "Cancelled", "09:00")),
        ({"hours": None}, ("", "Scheduled", None)),
    ],
    ids=["moved", "moved and cancelled", "without a time any more"],
)
def test_a_session_that_was_moved_names_its_former_start(forum, change, told):
    start, status, former = told
    was = factories.session(forum, hours="09:00-09:45").starts_at
    moved = factories.session(forum, **change)
    factories.public_change(moved, "time", former_starts_at=was)

    found = session_data(forum.sessions.with_places().with_former_start().get(pk=moved.pk))

    day = "2027-05-04"
    assert found["startDate"] == (f"{day}T{start}+00:00" if start else day)
    assert found["eventStatus"] == f"https://schema.org/Event{status}"
    assert found.get("previousStartDate") == (former and f"{day}T{former}+00:00")


def test_a_person_and_an_organization_have_their_own_addresses_elsewhere():
    impact = factories.organization(
        "Impact", slug="impact", acronym_en="IFD", website="https://impact.example/"
    )
    amina = factories.speaker(
        "Amina",
        slug="amina",
        function_en="Minister",
        organization=impact,
        links="https://amina.example/\nhttps://social.example/amina",
    )

    person = json_ld.person_data(source.person_value(amina), site=SITE, description="Her life.")
    body = json_ld.organization_data(source.organization_value(impact), site=SITE)

    assert person == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Amina",
        "jobTitle": "Minister",
        "affiliation": IMPACT,
        "url": f"{SITE}/en/speakers/amina/",
        "description": "Her life.",
        "sameAs": ["https://amina.example/", "https://social.example/amina"],
    }
    assert body == {
        "@context": "https://schema.org",
        **IMPACT,
        "sameAs": "https://impact.example/",
    }


def test_pictures_are_named_by_their_whole_address():
    forum = factories.event(slug="forum", picture=factories.picture())
    amina = factories.speaker(photo=factories.picture())
    impact = factories.organization(logo=factories.picture())

    images = [
        json_ld.event_data(source.event_value(forum), site=SITE)["image"],
        json_ld.person_data(source.person_value(amina), site=SITE)["image"],
        json_ld.organization_data(source.organization_value(impact), site=SITE)["logo"],
    ]

    assert images == [
        SITE + forum.picture.url,
        SITE + amina.photo.url,
        SITE + impact.logo.url,
    ]


def test_names_are_in_the_language_of_the_page():
    forum = factories.event("Forum", slug="forum", name_fr="Le forum", name_ar="المنتدى")

    with translation.override("ar"):
        found = json_ld.event_data(source.event_value(forum), site=SITE)

    assert (found["name"], found["url"]) == ("المنتدى", f"{SITE}/ar/events/forum/")


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/en/", "Event", "</script><b> & co"),
        ("/en/events/forum/", "Event", "</script><b> & co"),
        ("/en/events/forum/sessions/talk/", "Event", "Talk </script>"),
        ("/en/speakers/amina/", "Person", "Amina"),
        ("/en/organizations/impact/", "Organization", "Impact"),
    ],
)
def test_a_page_carries_its_data_where_nothing_in_them_can_end_the_block(client, path, kind, name):
    forum = factories.event("</script><b> & co", slug="forum")
    impact = factories.organization("Impact", slug="impact")
    factories.session(forum, "Talk </script>", slug="talk")
    factories.contribution(
        factories.speaker("Amina", slug="amina", organization=impact), event=forum
    )

    blocks = read(client.get(path)).select('head script[type="application/ld+json"]')

    data = [json.loads(block.string) for block in blocks]
    assert [(one["@type"], one["name"]) for one in data] == [(kind, name)]
    assert not set("<>&") & set(blocks[0].string)


def test_a_session_has_the_picture_and_the_organizers_of_its_event(client):
    forum = factories.event(
        "Forum", slug="forum", address_en="12 Street,\nRabat", venue_name_en="X"
    )
    forum.picture = factories.picture()
    forum.save()
    factories.partnership(forum, factories.organization("Impact"), role="organizer")
    factories.session(forum, slug="talk", hours="09:00-10:00")

    scripts = read(client.get("/en/events/forum/sessions/talk/")).select("script[type$=json]")

    [found] = [data for one in scripts if "superEvent" in (data := json.loads(one.string))]
    assert found["image"].endswith(forum.picture.url)
    assert found["organizer"] == [{"@type": "Organization", "name": "Impact"}]
    assert found["location"][0]["address"] == "12 Street, Rabat"
