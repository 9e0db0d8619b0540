"""The facts of a session: languages, taking part, filming, registration, and what remains."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories
from tests.html import headings, read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADDRESS = "/en/events/forum/sessions/talk/"
NOW = dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
LINK = "https://example.org/register"


@pytest.fixture(autouse=True)
def three_days_before(monkeypatch):
    """It is three days before the forum."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum", last_day=factories.DAY + DAY)


def talk(forum, **fields):
    return factories.session(forum, "Talk", slug="talk", **({"hours": "09:00-10:00"} | fields))


def fact(page, name: str) -> str:
    """What the page says under this name."""
    pairs = page.select(".facts > div")
    found = [texts(pair, "dd")[0] for pair in pairs if pair.dt.get_text().strip() == name]
    return "".join(found)


def test_each_language_names_its_channel(client, forum):
    session = talk(forum, languages=["ar"], interpretation_languages=["fr", "en"])
    factories.channel(session, "fr", number="2")
    factories.channel(session, "en", url="https://example.org/en")

    page = read(client.get(ADDRESS))

    assert fact(page, "Languages") == (
        "Spoken in Arabic Interpretation: French (channel 2), English (listen online)"
    )
    assert [link["href"] for link in page.select(".facts dd a")] == ["https://example.org/en"]


def test_channels_are_gone_with_the_session(client, forum, monkeypatch):
    session = talk(forum, languages=["ar", "fr"])
    factories.channel(session, "fr", number="2")
    monkeypatch.setattr(timezone, "now", lambda: NOW + 7 * DAY)

    page = read(client.get(ADDRESS))

    assert fact(page, "Languages") == "Spoken in Arabic, French"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"attendance_mode": "in_person"}, "In person"),
        ({"attendance_mode": "online"}, "Online The link will be here before the session starts."),
        (
            {"attendance_mode": "online", "stream_url": "https://example.org/"},
            "Online Follow the session online",
        ),
        ({"attendance_mode": "online", "status": "cancelled"}, "Online"),
    ],
)
def test_a_session_says_how_to_take_part_and_when_the_link_will_come(client, forum, fields, words):
    talk(forum, **fields)

    assert fact(read(client.get(ADDRESS)), "Attendance") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("unknown", ""),
        ("yes", "You may film and record."),
        ("no", "Please do not film or record."),
    ],
)
def test_a_session_says_whether_it_may_be_filmed_if_that_is_known(client, forum, value, words):
    talk(forum, may_be_recorded=value)

    assert fact(read(client.get(ADDRESS)), "Filming") == words


def test_whether_it_may_be_filmed_is_said_beside_how_to_attend(client, forum):
    talk(forum, may_be_recorded="yes", attendance_mode="in_person")

    page = read(client.get(ADDRESS))

    assert fact(page, "Attendance") == "In person You may film and record."
    assert fact(page, "Filming") == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, ""),
        ({"registration_url": LINK}, "Register"),
        (
            {"registration_url": LINK, "registration_closes_at": NOW + DAY},
            "Register until 2 May 2027, 12:00",
        ),
        (
            {"registration_url": LINK, "registration_opens_at": NOW + DAY},
            "Registration opens on 2 May 2027, 12:00",
        ),
        ({"registration_closes_at": NOW + DAY}, "The link to register will be here."),
        (
            {"registration_url": LINK, "registration_closes_at": NOW},
            "Registration is closed.",
        ),
        (
            {"registration_url": LINK, "is_full": True},
            "All seats are taken. Ask whether a seat is free",
        ),
        ({"is_full": True}, "Ask whether a seat is free"),
        (
            {"registration_url": LINK, "registration_note_en": "Bring an identity card."},
            "Register Bring an identity card.",
        ),
        ({"registration_url": LINK, "status": "cancelled"}, ""),
    ],
)
def test_registration_says_what_one_can_do_now(client, forum, fields, words):
    talk(forum, **fields)

    page = read(client.get(ADDRESS))

    assert fact(page, "Registration") == words
    shows_link = bool(page.select(f'.facts a[href="{LINK}"]'))
    assert shows_link == words.startswith("Register ") or words == "Register"


def test_a_page_kept_before_registration_closed_changes_at_that_moment(client, forum, monkeypatch):
    talk(forum, registration_url=LINK, registration_closes_at=NOW + DAY / 4)
    tags = [client.get(ADDRESS)["ETag"]]
    for later in (DAY / 8, DAY / 4):
        monkeypatch.setattr(timezone, "now", lambda later=later: NOW + later)
        tags.append(client.get(ADDRESS)["ETag"])

    assert (tags[0] == tags[1], tags[1] == tags[2]) == (True, False)
    assert fact(read(client.get(ADDRESS)), "Registration") == "Registration is closed."


@pytest.mark.parametrize(
    ("others", "last_day", "words"),
    [
        ("09:00-10:00", 1, "To be announced (the forum runs 4–5 May 2027)"),
        ("09:00-10:00", 0, "Tuesday 4 May 2027 Time to be announced"),
        ("", 1, "Tuesday 4 to Wednesday 5 May 2027"),
    ],
)
def test_without_a_time_it_does_not_last_as_long_as_the_forum(client, others, last_day, words):
    forum = factories.event(slug="forum", last_day=factories.DAY + last_day * DAY)
    talk(forum, hours="")
    factories.session(forum, hours=others)
    factories.session(factories.event(), hours="09:00-10:00")

    page = read(client.get(ADDRESS))

    assert fact(page, "When") == words
    assert page.select("form, a[href$='.ics']") == []


def test_the_subtitle_is_below_the_title(client, forum):
    talk(forum, subtitle_en="What the third year changed", kind="panel")

    page = read(client.get(ADDRESS))

    assert texts(page, "h1 ~ p") == ["What the third year changed", "Panel"]


def test_quotes_name_who_said_it_and_when(client, forum):
    session = talk(forum)
    amina = factories.contribution(factories.speaker("Amina", slug="amina"), session=session)
    zaki = factories.contribution(factories.speaker("Zaki"), session=session)
    factories.contribution(amina.speaker, session=session, role="chair")
    factories.quote(zaki, "First.", position=1)
    factories.quote(amina, "Second.", position=2, minute="14:20")
    factories.quote(amina, "Third.", position=3)
    elsewhere = factories.session(forum)
    factories.quote(factories.contribution(amina.speaker, session=elsewhere), "Elsewhere.")

    page = read(client.get(ADDRESS))

    assert texts(page, ".quote") == ["First. Zaki", "Second. Amina at 14:20", "Third. Amina"]
    assert texts(page, ".person__name") == ["Amina", "Zaki", "Amina"]


def test_what_somebody_said_goes_with_them(client, forum):
    session = talk(forum)
    part = factories.contribution(factories.speaker("Amina"), session=session)
    factories.quote(part, "Said.")
    part.withdraw()
    part.save()

    assert headings(read(client.get(ADDRESS))) == ["h1 Talk", "h2 Speakers", "h3 Had to withdraw"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"summary_en": "It was kept.", "abstract_en": "About it."}, "It was kept."),
        ({"abstract_en": "About *it*."}, "About it."),
        ({}, "4 May 2027 · Amina, Zaki · Forum"),
    ],
)
def test_shared_links_say_what_was_said_else_who_speaks_where(client, forum, fields, words):
    session = talk(forum, **fields)
    for name in ("Amina", "Zaki"):
        factories.contribution(factories.speaker(name), session=session)

    page = read(client.get(ADDRESS))

    assert page.select_one('meta[name="description"]')["content"] == words


def test_its_theme_has_the_edge_of_its_row(client, forum):
    talk(forum, track=factories.track(forum, "Budgets", colour="#9c443b"))

    page = read(client.get(ADDRESS))
    row = read(client.get("/en/events/forum/agenda/")).select_one(".session-row")

    [theme] = page.select(".session__kind [class*=theme-]")
    assert (theme.get_text(), theme["class"]) == ("Budgets", ["session__theme", "theme-3"])
    assert "theme-3" in row["class"]


def test_a_theme_without_a_colour_has_no_edge(client, forum):
    talk(forum, track=factories.track(forum, "Budgets", colour=""))

    page = read(client.get(ADDRESS))

    assert texts(page, ".session__kind") == ["Budgets"]
    assert page.select(".session__theme") == []


def test_its_people_stand_beside_arches_of_88_pixels(client, forum):
    person = factories.speaker("Salma", photo=factories.picture())
    session = talk(forum)
    for one in (person, factories.speaker("Grace")):
        factories.contribution(one, session=session)

    page = read(client.get(ADDRESS))

    assert [arch["class"][:2] for arch in page.select(".arch")] == [["arch", "arch--row"]] * 2
