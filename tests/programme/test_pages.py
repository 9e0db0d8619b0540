"""The public pages of an event, read as a visitor's browser reads them."""

import datetime as dt
import itertools

import pytest
from django.urls import reverse

from tests import factories
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return factories.event(
        "Open Smart Regions",
        slug="forum",
        tagline_en="Convergence for Openness",
        acronym="osr_2020",
    )


def test_the_first_page_is_the_current_event(client, forum):
    factories.event("Long ago", first_day=dt.date(2001, 1, 1), last_day=dt.date(2001, 1, 1))

    page = read(client.get("/en/"))

    assert page.h1.get_text(strip=True) == "Open Smart Regions"
    assert page.title.get_text() == "Open Smart Regions: Convergence for Openness"


def test_without_an_event_the_first_page_welcomes(client):
    page = read(client.get("/en/"))

    assert texts(page, "main") == [
        "Welcome The first event will be announced here. Ask us about it"
    ]


def test_the_first_page_lists_sections_partners_and_people_in_the_order_of_staff(client, forum):
    for position, title in [(2, "Orientations"), (1, "Commitments")]:
        part = factories.section(forum, title, position=position)
        factories.session(forum, section=part)
    factories.section(forum, "Of no session")
    for name, role in [("Impact", "organizer"), ("OECD", "partner"), ("NDI", "partner")]:
        factories.partnership(forum, factories.organization(name), role=role)
    factories.contribution(factories.speaker("Tarik"), event=forum, role="expert")

    page = read(client.get("/en/"))

    assert texts(page, ".section-list h3") == ["Commitments", "Orientations"]
    assert texts(page, ".plates__title") == ["Organizer", "Partners"]
    assert texts(page, ".plate__name") == ["Impact", "OECD", "NDI"]
    assert texts(page, ".person") == ["Tarik Expert"]


def test_the_agenda_without_times_reads_section_by_section(client, forum):
    commitments = factories.section(forum, "Commitments")
    orientations = factories.section(forum, "Orientations")
    factories.session(forum, "Second", section=orientations)
    first = factories.session(forum, "First", section=commitments)
    body = factories.organization("Administration Reform")
    ahmed = factories.speaker(
        "Ahmed", honorific_en="Mr.", function_en="General Secretary", organization=body
    )
    factories.contribution(ahmed, session=first)

    page = read(client.get("/en/events/forum/agenda/"))

    assert headings(page) == [
        "h1 Programme",
        "h2 Commitments",
        "h3 First",
        "h2 Orientations",
        "h3 Second",
    ]
    assert texts(page, ".person") == ["Mr. Ahmed General Secretary Administration Reform"]
    assert texts(page, "main time") == ["Tuesday 4 May 2027"]


def test_the_agenda_with_times_reads_day_by_day_and_hour_by_hour(client):
    forum = factories.event(slug="forum", last_day=factories.DAY + dt.timedelta(days=1))
    part = factories.section(forum, "Commitments")
    factories.session(forum, "Opening", hours="09:00-09:30")
    factories.session(forum, "Morocco", hours="09:30-10:00", section=part)
    tomorrow = factories.DAY + dt.timedelta(days=1)
    factories.session(
        forum,
        "Closing",
        starts_at=factories.at("17:00", day=tomorrow),
        ends_at=factories.at("18:00", day=tomorrow),
    )

    page = read(client.get("/en/events/forum/agenda/"))

    assert headings(page) == [
        "h1 Programme",
        "h2 Tuesday 4 May 2027",
        "h3 09:00–09:30 Tue 4 May",
        "h4 Opening",
        "h3 09:30–10:00 Tue 4 May",
        "h4 Morocco",
        "h2 Wednesday 5 May 2027",
        "h3 17:00–18:00 Wed 5 May",
        "h4 Closing",
    ]
    assert [a["href"] for a in page.select(".slot__section a")] == [part.get_absolute_url()]
    assert texts(page, ".time-zone") == ["Casablanca time (UTC+0)"]
    assert texts(page, ".day-tabs li") == ["Tue 4 May", "Wed 5 May", "All Whole programme"]


def test_sections_side_by_side_are_named_and_linked_by_each_session(client, forum):
    commitments = factories.section(forum, "Commitments")
    orientations = factories.section(forum, "Orientations")
    factories.session(forum, "Here", hours="09:00-10:00", section=commitments)
    factories.session(forum, "There", hours="09:00-10:00", section=orientations)

    page = read(client.get("/en/events/forum/agenda/"))

    assert headings(page)[2:] == ["h3 09:00–10:00 Tue 4 May", "h4 Here", "h4 There"]
    assert [(a.get_text(), a["href"]) for a in page.select(".session-row .section-label")] == [
        ("Commitments", commitments.get_absolute_url()),
        ("Orientations", orientations.get_absolute_url()),
    ]


def test_times_carry_the_offset_of_their_day(client):
    forum = factories.event(
        slug="forum", first_day=dt.date(2020, 11, 20), last_day=dt.date(2020, 11, 20)
    )
    factories.session(forum, "Opening", hours="09:00-09:30")

    page = read(client.get("/en/events/forum/agenda/"))

    hours = [time["datetime"] for time in page.select(".slot__time time")]
    assert hours == ["2020-11-20T09:00+01:00", "2020-11-20T09:30+01:00"]
    assert texts(page, ".time-zone") == ["Casablanca time (UTC+1)"]


def test_a_session_across_midnight_says_when_it_ends(client, forum):
    factories.session(
        forum,
        "Night of open data",
        starts_at=factories.at("23:30"),
        ends_at=factories.at("00:30", day=factories.DAY + dt.timedelta(days=1)),
    )

    page = read(client.get("/en/events/forum/agenda/"))

    assert texts(page, "main h2") == ["Tuesday 4 May 2027"]
    assert texts(page, ".slot__time .hours") == ["23:30–00:30 (ends Wednesday 5 May)"]


def test_a_cancelled_session_stays_in_its_place_with_the_word(client, forum):
    factories.session(forum, "First", hours="09:00-10:00")
    factories.session(
        forum,
        "Second",
        hours="09:00-10:00",
        status="cancelled",
        cancellation_reason_en="The speaker is ill.",
        slug="second",
    )

    agenda = read(client.get("/en/events/forum/agenda/"))
    page = read(client.get("/en/events/forum/sessions/second/"))

    assert texts(agenda, ".session-list li h4, .session-row__status") == [
        "First",
        "Cancelled The speaker is ill.",
        "Second",
    ]
    assert texts(page, ".session-status p")[0] == "This session is cancelled. The speaker is ill."
    assert page.title.get_text().startswith("Cancelled: Second")


def test_an_agenda_without_sessions_says_so(client, forum):
    page = read(client.get("/en/events/forum/agenda/"))

    assert texts(page, ".empty-state") == [
        "The programme is being prepared and will be published here. Ask us about it"
    ]


def test_a_session_shows_all_that_staff_entered(client, forum):
    hall = factories.room(forum, "Medina")
    talk = factories.session(
        forum,
        "Open budgets",
        hours="09:00-09:45",
        room=hall,
        kind="panel",
        track=factories.track(forum, "Budgets"),
        languages=["ar", "fr"],
        interpretation_languages=["en"],
        has_sign_language=True,
        attendance_mode="hybrid",
        abstract_en="How **budgets** open.",
        slug="budgets",
    )
    factories.contribution(factories.speaker("Lex"), session=talk, role="moderator")
    factories.document("The slides", session=talk, kind="slides", language="fr")
    factories.document("Not yet", session=talk, is_published=False)

    page = read(client.get("/en/events/forum/sessions/budgets/"))

    assert texts(page, "main dl > div") == [
        "When Tuesday 4 May 2027 09:00–09:45 Casablanca time (UTC+0)",
        "Where Medina",
        "Languages Spoken in Arabic, French Interpretation: English Sign language",
        "Attendance In person and online",
    ]
    assert texts(page, ".session__kind") == ["Panel Budgets"]
    assert str(page.select_one(".prose p")) == "<p>How <strong>budgets</strong> open.</p>"
    assert texts(page, ".person") == ["Lex Moderator"]
    assert texts(page, ".document-list li") == ["The slides Slides French"]


def test_people_stand_in_the_order_of_protocol(client, forum):
    talk = factories.session(forum, slug="panel")
    for position, name in [(3, "Aziza"), (1, "Zineb"), (2, "Malika")]:
        factories.contribution(factories.speaker(name), session=talk, position=position)

    page = read(client.get("/en/events/forum/sessions/panel/"))

    assert texts(page, ".person") == ["Zineb", "Malika", "Aziza"]


def test_the_speakers_are_listed_once_by_name_with_their_function_on_the_day(client, forum):
    fatima = factories.speaker("Fatima El Hassani", function_en="President")
    for title in ("One", "Two"):
        factories.contribution(fatima, session=factories.session(forum, title))
    factories.contribution(factories.speaker("Lex Adams"), session=factories.session(forum))
    factories.contribution(
        factories.speaker("Elsewhere"), session=factories.session(factories.event())
    )
    fatima.function_en = "Minister"
    fatima.save()

    page = read(client.get("/en/events/forum/speakers/"))

    assert texts(page, ".person") == ["Lex Adams", "Fatima El Hassani President"]
    assert "2 people" in page.main.get_text()


def test_in_arabic_the_speakers_stand_in_the_order_of_the_names_that_are_read(client, forum):
    names = [("Amina", "هدى"), ("Zineb", "أحمد"), ("Malika", "باسم"), ("Basma", "")]
    for name, arabic in names:
        factories.contribution(factories.speaker(name, name_ar=arabic), event=forum)

    page = read(client.get("/ar/events/forum/speakers/"))

    assert texts(page, ".person__name") == ["أحمد", "باسم", "هدى", "Basma"]


def test_the_organizations_are_named_once_partners_first(client, forum):
    oecd, impact = factories.organization("OECD"), factories.organization("Impact")
    factories.partnership(forum, impact, role="organizer")
    factories.partnership(forum, oecd)
    factories.partnership(forum, oecd, role="funder")
    kaduna = factories.organization("Kaduna State")
    for body in (kaduna, oecd):
        talk = factories.session(forum)
        factories.contribution(factories.speaker(organization=body), session=talk)
    factories.organization("Of nobody")

    page = read(client.get("/en/events/forum/organizations/"))

    assert headings(page) == [
        "h1 Organizations",
        "h2 Organizer",
        "h2 Partner",
        "h2 Organizations of the speakers",
    ]
    assert texts(page, ".plate__name") == ["Impact", "OECD", "Kaduna State"]


def test_all_events_are_listed_the_latest_first(client, forum):
    factories.event("Older", first_day=dt.date(2019, 1, 1), last_day=dt.date(2019, 1, 2))
    factories.event("Draft", status="draft")

    page = read(client.get("/en/events/"))

    assert texts(page, ".timeline h2") == ["Open Smart Regions", "Older"]
    assert texts(page, ".timeline__facts .facts__item") == [
        "Tuesday 4 May 2027",
        "1–2 January 2019",
    ]


def test_the_short_address_of_the_agenda_leads_to_that_of_the_current_event(client, forum):
    response = client.get("/en/agenda/")

    assert (response.status_code, response["Location"]) == (302, "/en/events/forum/agenda/")


def test_the_short_address_of_the_agenda_leads_home_without_an_event(client):
    response = client.get("/en/agenda/")

    assert (response.status_code, response["Location"]) == (302, "/en/")


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "A & B", "“Quotes” and 'more'"])
def test_titles_are_shown_as_they_were_typed(client, forum, title):
    factories.session(forum, title, slug="talk")

    page = read(client.get("/en/events/forum/sessions/talk/"))

    assert page.h1.get_text(strip=True) == title
    assert page.main.script is None


def test_a_title_in_another_language_is_shown_and_marked(client, forum):
    talk = factories.session(forum, slug="talk")
    talk.title_en, talk.title_ar = "", "الحكومة المنفتحة"
    talk.full_clean()
    talk.save()

    page = read(client.get("/en/events/forum/agenda/"))

    assert str(page.select_one(".untimed h2 bdi")) == (
        '<bdi dir="rtl" lang="ar">الحكومة المنفتحة</bdi>'
    )


@pytest.mark.parametrize("name", ["event", "agenda", "speaker-list", "organization-list"])
def test_unknown_and_draft_events_are_not_found(client, name):
    draft = factories.event(status="draft")

    statuses = [
        client.get(reverse(name, args=[slug])).status_code for slug in ("unknown", draft.slug)
    ]

    assert statuses == [404, 404]


def test_the_title_of_a_session_tells_it_from_another_of_the_same_name(client, forum):
    for hours in ("10:30-11:00", "15:30-16:00"):
        factories.session(forum, "Coffee", hours=hours)

    titles = [
        read(client.get(session.get_absolute_url())).title.get_text()
        for session in forum.sessions.public().in_agenda_order()
    ]

    assert titles == [
        "Coffee, 4 May 10:30 – Open Smart Regions",
        "Coffee, 4 May 15:30 – Open Smart Regions",
    ]


def test_the_page_of_an_event_shows_all_that_staff_entered(client):
    forum = factories.event(
        "Open Smart Regions",
        slug="forum",
        patronage_en="Under the High Patronage of somebody",
        tagline_en="Convergence",
        introduction_en="# Aim\n\nOpenness.",
        venue_name_en="Palais",
        address="1 Rue de la Paix",
        directions_en="By **tram**.",
        map_url="https://example.org/map",
        stream_url="https://example.org/live",
        attendance_mode="hybrid",
        last_day=factories.DAY + dt.timedelta(days=1),
        picture=factories.picture(),
    )

    page = read(client.get(forum.get_absolute_url()))

    assert headings(page) == [
        "h1 Open Smart Regions",
        "h2 About the forum",
        "h3 Aim",
        "h2 How to get there",
        "h2 Get in touch",
    ]
    assert texts(page, ".cover__patronage") == ["Under the High Patronage of somebody"]
    assert texts(page, ".facts dd") == [
        "Tuesday 4 to Wednesday 5 May 2027",
        "Palais",
        "In person and online Follow the event online",
    ]
    assert texts(page, ".place__address > *") == ["Palais", "1 Rue de la Paix", "Map"]
    image = page.select_one(".cover__image")
    assert (image["alt"], image["width"], image["height"]) == ("", "8", "8")


def test_a_room_shows_how_to_find_enter_and_follow_it(client, forum):
    hall = factories.room(
        forum,
        "Great hall",
        capacity=200,
        directions_en="Second floor.",
        accessibility_en="There is a *lift*.",
        stream_url="https://example.org/hall",
    )
    factories.session(forum, room=hall)

    page = read(client.get(hall.get_absolute_url()))

    assert headings(page)[:2] == ["h1 Great hall", "h2 Programme"]
    assert texts(page, ".page-head dl > div") == [
        "Seats 200",
        "How to get there Second floor.",
        "Accessibility There is a lift.",
        "Online Follow this room online",
    ]


def test_an_agenda_of_several_days_has_links_to_each(client):
    forum = factories.event(slug="forum", last_day=factories.DAY + dt.timedelta(days=1))
    for day in (0, 1):
        start = factories.at("09:00", day=factories.DAY + dt.timedelta(days=day))
        factories.session(forum, starts_at=start, ends_at=start + dt.timedelta(hours=1))

    page = read(client.get(forum.get_agenda_url()))

    links = page.select(".day-tabs a")[:2]
    assert [link.get_text(strip=True) for link in links] == ["Tue 4 May", "Wed 5 May"]
    assert [client.get(link["href"]).status_code for link in links] == [200, 200]


def test_no_heading_level_is_skipped_on_any_page(client, forum):
    part = factories.section(forum, objective_en="# Why")
    hall = factories.room(forum, "Hall")
    talk = factories.session(forum, section=part, room=hall, hours="09:00-10:00", abstract_en="# A")
    factories.session(forum, section=part)
    amina = factories.speaker(biography_en="## Life", organization=factories.organization())
    factories.contribution(amina, session=talk)
    rows = [forum, talk, hall, amina, amina.organization]

    for address in ["/en/events/", forum.get_agenda_url(), *(r.get_absolute_url() for r in rows)]:
        levels = [int(heading[1]) for heading in headings(read(client.get(address)))]

        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert levels[0] == 1
        assert max(steps, default=0) <= 1, address


def test_marks_in_a_text_stay_words_in_the_head_of_the_page(client, forum):
    words = """The "open" way & its 'price' < 3 "><script>alert(1)</script>"""
    session = factories.session(forum, abstract_en=words)

    page = read(client.get(session.get_absolute_url()))

    assert page.select_one("meta[name=description]")["content"] == words
    assert [script["src"] for script in page.select("script[src]")] == ["/static/js/site.js"]


def test_the_agenda_shows_another_zone_beside_and_offers_its_calendar(client, forum):
    factories.session(forum, hours="09:00-10:00")

    page = read(client.get(f"{forum.get_agenda_url()}?tz=Africa/Lagos&room=hall"))

    assert texts(page, ".slot__time .hours") == ["09:00–10:00 (Lagos: 10:00–11:00)"]
    kept = [(field["name"], field["value"]) for field in page.select("input[type=hidden]")]
    assert kept == [("room", "hall")]
    link = page.find("a", string="Calendar of the whole programme")
    assert link["href"] == "/en/events/forum/agenda.ics"


def test_an_agenda_without_times_offers_neither_zones_nor_a_calendar(client, forum):
    factories.session(forum)

    page = read(client.get(f"{forum.get_agenda_url()}?tz=Mars/Phobos"))

    assert page.select(".time-zone-picker, a[href$='.ics']") == []
