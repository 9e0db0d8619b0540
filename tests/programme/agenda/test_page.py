"""The page of an agenda: its filters, what is on now, its days, and addresses nobody made."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories
from tests.html import headings, read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TOMORROW = factories.DAY + dt.timedelta(days=1)
TABS = ["Tue 4 May", "Wed 5 May", "All Whole programme", "To be announced"]


@pytest.fixture
def forum():
    """Two days, two rooms, three sessions, and one that has no time yet."""
    event = factories.event("Open Regions", slug="forum", last_day=TOMORROW)
    hall, attic = factories.room(event, "Hall"), factories.room(event, "Attic")
    budgets = factories.session(event, "Budgets", hours="09:00-10:00", room=hall, languages=["fr"])
    factories.session(event, "Contracts", hours="09:00-10:00", room=attic, languages=["ar"])
    factories.session(
        event,
        "Regions",
        room=hall,
        starts_at=factories.at("09:00", day=TOMORROW),
        ends_at=factories.at("10:00", day=TOMORROW),
    )
    factories.session(event, "Some time", attendance_mode="online")
    body = factories.organization("OECD")
    factories.contribution(factories.speaker("Amina", organization=body), session=budgets)
    return event


@pytest.fixture
def clock(monkeypatch):
    """Sets what time it is, in the zone of the event."""

    def sets(time: str, day: dt.date = factories.DAY) -> None:
        monkeypatch.setattr(timezone, "now", lambda: factories.at(time, day=day))

    return sets


def tell_as_of_now(event) -> None:
    """Give what readers were told of moves the time that the clock was set to."""
    event.public_changes.filter(kind__in=["time", "room"]).update(at=timezone.now())


def agenda(client, query=""):
    return read(client.get(f"/en/events/forum/agenda/{query}"))


def titles(page) -> list[str]:
    return texts(page, ".session-row__title")


def test_a_filtered_agenda_shows_the_sessions_that_pass_and_their_number(client, forum):
    page = agenda(client, "?room=hall&language=fr")

    assert titles(page) == ["Budgets"]
    assert texts(page, "[role=status]") == ["1 session"]
    assert (
        page.title.get_text()
        == "Programme: \u2068Hall\u2069, \u2068French\u2069 (1 session) – Open Regions"
    )
    assert texts(page, ".chips a") == [
        "Remove filter: Hall",
        "Remove filter: French",
        "Clear filters",
    ]
    assert page.select_one("link[rel=canonical]")["href"].endswith("/en/events/forum/agenda/")
    assert page.select_one("meta[name=robots]")["content"] == "noindex, follow"


def test_the_answer_to_a_form_begins_with_the_number_of_its_sessions(client, forum):
    page = agenda(client, "?room=hall&q=")

    first = page.select_one("#agenda-results > *")
    assert (first.get("role"), first.get_text(strip=True)) == ("status", "2 sessions")
    assert page.select_one("form[data-filter]")["action"].endswith("/agenda/#agenda-results")


def test_the_form_shows_the_chosen_values_and_the_count_of_each(client, forum):
    page = agenda(client, "?room=hall&q=amina")

    form = page.select_one("form[data-filter]")
    assert not page.select_one("details.filters").has_attr("open")
    assert texts(form, "legend") == ["Day", "Room", "Sessions I can follow in"]
    assert texts(form, "label.filters__value") == [
        "Tuesday 4 May (1)",
        "Wednesday 5 May (0)",
        "Hall (1)",
        "Attic (0)",
        "Arabic (0)",
        "French (1)",
    ]
    assert [box["value"] for box in form.select("input[checked]")] == ["hall"]
    assert form.select_one("[name=q]")["value"] == "amina"
    assert texts(form, "button") == ["Show sessions"]


def test_where_no_session_matches_there_are_other_links(client, forum):
    page = agenda(client, f"?room=attic&day={TOMORROW}")

    assert titles(page) == []
    assert texts(page, "#agenda-results :is([role=status], li a, p a)") == [
        "No sessions match. Remove a filter:",
        "Remove filter: Wednesday 5 May",
        "Remove filter: Attic",
        "Clear filters",
        "Tuesday 4 May: 1 session",
    ]


def test_an_agenda_of_few_sessions_offers_no_filters(client, forum):
    page = agenda(client)

    assert page.select("form[data-filter], [role=status], meta[name=robots]") == []
    assert titles(page) == ["Budgets", "Contracts", "Regions", "Some time"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?day=99999", "day=99999"),
        ("?page=-1", "page=-1"),
        ("?room=%00", "room="),
        ("?room=%ff%fe", "room=��"),
        ("?section=" + "x" * 10_000, "section=" + "x" * 52),
        ("?q=%00", "q="),
    ],
)
def test_unknown_parts_of_the_address_are_ignored_with_a_notice(client, forum, query, said):
    page = agenda(client, query)

    assert texts(page, "#agenda-results .notice") == [
        f"This part of the link was not recognised and has been ignored: {said}"
    ]
    assert len(titles(page)) == 4


def test_a_notice_says_that_only_the_beginning_of_a_long_text_was_used(client, forum):
    page = agenda(client, "?q=budgets+" + "x" * 10_000)

    [notice] = texts(page, "#agenda-results .notice")
    assert notice.endswith("been ignored: q=budgets " + "x" * 50)
    assert titles(page) == []


def test_a_filter_does_not_find_drafts(client, forum):
    secret = factories.session(
        forum, "Still secret", status="draft", room=factories.room(forum, "Vault")
    )

    page = agenda(client, "?room=vault&q=secret")

    assert secret.title_en not in page.select_one("#agenda-results").get_text()
    assert "Vault" not in page.get_text()


def test_running_sessions_are_marked_and_earlier_ones_folded(client, forum, clock):
    factories.session(forum, "Late", hours="10:30-11:00")
    factories.session(forum, "Later", hours="11:00-11:30")
    clock("10:45")

    page = agenda(client)

    assert texts(page, "[aria-current=time] .session-row__title") == ["Late"]
    assert texts(page, "#now .slot__time > :not([hidden])") == [
        "10:30–11:00",
        "Now",
        "ends in 15 min",
        "Tue 4 May",
    ]
    assert texts(page, ".next-mark:not([hidden])") == ["Next"]
    assert texts(page, ".day__fold > summary") == ["Earlier today: 2 sessions"]
    assert texts(page, ".agenda-tools a")[0] == "Now"
    slot = page.select_one("#now")
    assert (slot["data-starts"], slot["data-ends"]) == (
        "2027-05-04T10:30+00:00",
        "2027-05-04T11:00+00:00",
    )


def test_cancelled_past_and_all_day_sessions_are_not_on_now(client, forum, clock):
    factories.session(forum, "Short", hours="10:30-10:40")
    factories.session(forum, "Long", hours="10:30-12:00")
    factories.session(forum, "Gone", hours="10:35-12:00", status="cancelled")
    midnight = factories.at("00:00")
    factories.session(
        forum, "Exhibition", starts_at=midnight, ends_at=midnight + dt.timedelta(days=1)
    )
    clock("10:45")

    page = agenda(client)

    on = page.select(".session-row:has(.now-mark:not([hidden]))")
    assert [texts(card, ".session-row__title") for card in on] == [["Long"]]
    assert texts(page, "#now .slot__time > time") == ["10:30"]
    assert texts(page, ".day__fold > summary") == ["Earlier today: 2 sessions", "All day: 1"]
    assert texts(page, ".slot--all-day .session-row__title") == ["Exhibition"]


def test_the_timetable_marks_the_row_that_is_on_now_and_links_to_it(client, forum, clock):
    hall = factories.room(forum, "Hall")
    factories.session(forum, "Late", hours="10:30-11:00", room=hall)
    clock("10:45")

    page = agenda(client, "?view=grid")

    assert texts(page, "th#now") == ["10:30–11:00 Now"]
    assert page.select("th#now [data-now][hidden]") == []
    assert texts(page, ".agenda-tools a")[0] == "Now"


def test_before_the_event_nothing_ticks(client, forum, clock):
    clock("10:45", day=dt.date(2027, 4, 1))

    page = agenda(client)

    assert page.select("[data-starts], .now-mark, .next-mark, .day__fold, #now") == []


def test_a_session_that_has_moved_says_so_there_and_where_it_was(client, forum, clock):
    clock("08:00", day=dt.date(2027, 5, 3))
    session = forum.sessions.get(title_en="Budgets")
    session.starts_at, session.ends_at = factories.at("14:00"), factories.at("15:00")
    session.room = forum.rooms.get(slug="attic")
    session.save()
    tell_as_of_now(forum)

    page = agenda(client)
    clock("09:00", day=factories.DAY)
    a_day_later = agenda(client)

    assert texts(page, ".session-row--moved a") == ["Budgets"]
    assert texts(page, ".session-row__status") == [
        "Moved to 14:00",
        "New room, was Hall · New time, was 09:00",
    ]
    assert a_day_later.select(".session-row--moved") == []


def test_the_states_of_a_session_are_words(client, forum):
    factories.session(
        forum,
        "Everything",
        hours="12:00-13:00",
        kind="panel",
        is_plenary=True,
        is_full=True,
        attendance_mode="online",
        languages=["ar", "fr"],
        interpretation_languages=["en"],
        has_sign_language=True,
        has_captions=True,
    )
    recorded = factories.session(forum, "Recorded", hours="13:00-14:00")
    factories.document(session=recorded, kind="recording")

    page = agenda(client)

    rows = {row.h4.get_text(): row for row in page.select(".session-row") if row.h4}
    assert texts(rows["Everything"], "p") == [
        "Full",
        "Online Arabic, French, interpretation into English sign language captions",
        "Speakers to be announced.",
    ]
    assert "session-row--plenary" in rows["Everything"]["class"]
    languages = rows["Everything"].select_one(".languages")
    assert (languages["data-spoken"], languages["data-into"]) == ("AR, FR", "EN")
    assert texts(rows["Recorded"], ".session-row__facts") == ["Recording available"]


def test_an_agenda_with_times_says_where_they_are_still_to_come(client, forum):
    page = agenda(client)

    assert headings(page)[-2:] == ["h2 Time to be announced", "h3 Some time"]


def test_a_day_of_the_event_without_sessions_says_so(client):
    event = factories.event(slug="forum", last_day=TOMORROW)
    factories.session(event, "Budgets", hours="09:00-10:00")

    page = agenda(client)

    assert texts(page, ".day__title, .empty-state") == [
        "Tuesday 4 May 2027",
        "Wednesday 5 May 2027",
        "There are no sessions on this day.",
    ]


def test_a_day_has_an_address_with_ways_to_the_others(client, forum):
    page = agenda(client, f"{TOMORROW}/")

    assert titles(page) == ["Regions"]
    assert texts(page, "[aria-label=Days] a") == TABS
    assert texts(page, "[aria-label=Days] [aria-current]") == ["Wed 5 May"]
    assert texts(page, "[aria-label='Other days'] a") == ["Previous day: Tuesday 4 May"]
    assert page.title.get_text() == "Programme: Wednesday 5 May – Open Regions"


@pytest.mark.parametrize("day", ["2027-05-09", "2027-02-31", "9999-99-99"])
def test_a_day_outside_the_event_is_not_found(client, forum, day):
    assert client.get(f"/en/events/forum/agenda/{day}/").status_code == 404


def test_above_sixty_sessions_a_page_shows_one_day(client, forum, monkeypatch):
    monkeypatch.setattr("programme.agenda.page.MOST_ON_A_PAGE", 3)

    page = agenda(client)
    whole = agenda(client, "?days=all")
    found = agenda(client, "?room=hall")

    assert titles(page) == ["Budgets", "Contracts"]
    assert texts(page, "[aria-label='Days'] a") == TABS
    assert titles(whole) == ["Budgets", "Contracts", "Regions", "Some time"]
    assert titles(found) == ["Budgets", "Regions"]


def test_a_filter_that_finds_too_much_for_a_page_links_to_other_days(client, forum, monkeypatch):
    monkeypatch.setattr("programme.agenda.page.MOST_ON_A_PAGE", 1)

    page = agenda(client, "?room=hall&tz=Asia/Tokyo")

    query = "?room=hall&tz=Asia%2FTokyo"
    assert titles(page) == ["Budgets"]
    assert texts(page, "[role=status]") == ["1 session on this day, of 2"]
    assert [link["href"] for link in page.select("[aria-label=Days] a")] == [
        f"/en/events/forum/agenda/2027-05-04/{query}",
        f"/en/events/forum/agenda/2027-05-05/{query}",
        f"/en/events/forum/agenda/{query}&days=all",
        f"/en/events/forum/agenda/{query}&days=untimed",
    ]
    assert titles(agenda(client, f"2027-05-05/{query}")) == ["Regions"]
    assert titles(agenda(client, f"{query}&days=all")) == ["Budgets", "Regions"]


def test_where_too_much_is_found_the_first_day_with_results_is_shown(client, forum, monkeypatch):
    monkeypatch.setattr("programme.agenda.page.MOST_ON_A_PAGE", 1)
    second = factories.at("11:00", day=dt.date(2027, 5, 5))
    factories.session(forum, "Late", starts_at=second, ends_at=second + dt.timedelta(hours=1))

    page = agenda(client, "?day=2027-05-05")
    other = agenda(client, "2027-05-04/?day=2027-05-05")

    assert titles(page) == ["Regions", "Late"]
    assert next(link["href"] for link in page.select("[aria-label=Days] a")) == (
        "/en/events/forum/agenda/2027-05-04/"
    )
    assert texts(other, "#agenda-results > .empty-state") == ["There are no sessions on this day."]


def test_a_row_names_two_people_and_a_plenary_six(client, forum):
    plenary = factories.session(forum, "Opening", hours="08:00-09:00", is_plenary=True)
    session = forum.sessions.get(title_en="Contracts")
    for name, role in [("Zineb", "chair"), ("ليلى", "speaker"), ("Ahmed", "speaker")]:
        factories.contribution(factories.speaker(name), session=session, role=role)
    for number in range(7):
        factories.contribution(factories.speaker(f"N{number}"), session=plenary)

    page = agenda(client)

    assert texts(page, ".session-row__people")[:3] == [
        "N0, N1, N2, N3, N4, N5 and 1 more",
        "Amina",
        "Zineb (Chair), ليلى and 1 more",
    ]
    assert [str(name) for name in page.select(".session-row__people bdi")] == ["<bdi>ليلى</bdi>"]


def test_texts_of_staff_are_never_html(client, forum):
    session = factories.session(forum, "<b>Bold</b> & more", hours="15:00-16:00")
    session.room = factories.room(forum, "<i>Room</i>")
    session.save()
    factories.contribution(factories.speaker("<s>Name</s>"), session=session)

    page = agenda(client)

    assert page.select(".session-row :is(b, i, s)") == []
    assert "<b>Bold</b> & more" in titles(page)


def test_a_timetable_shows_each_day_and_below_it_the_sessions_without_a_time(client, forum):
    page = agenda(client, "?view=grid")

    assert [texts(row, "th, td .session-row__title") for row in page.select("tr")] == [
        ["When", "Hall", "Attic"],
        ["09:00–10:00", "Budgets", "Contracts"],
        ["When", "Hall"],
        ["09:00–10:00", "Regions"],
    ]
    assert texts(page, "#untimed .session-row__title") == ["Some time"]
    assert page.select(".empty-state") == []
    assert [link["href"] for link in page.select(".day-tabs a")] == [
        "/en/events/forum/agenda/2027-05-04/?view=grid",
        "/en/events/forum/agenda/2027-05-05/?view=grid",
        "/en/events/forum/agenda/?view=grid",
        "/en/events/forum/agenda/?days=untimed",
    ]


def test_a_timetable_keeps_the_filters_and_links_back_to_the_list(client, forum):
    page = agenda(client, "?room=attic&view=grid")

    assert titles(page) == ["Contracts"]
    assert [(link.get_text(), link["href"]) for link in page.select("a.view-switch")] == [
        ("List", "/en/events/forum/agenda/?room=attic"),
    ]
    back = agenda(client, "?room=attic").select_one("a.view-switch")
    assert back["href"] == "/en/events/forum/agenda/?room=attic&view=grid"


def test_an_event_without_rooms_offers_no_timetable_and_shows_the_list(client):
    event = factories.event("Open Regions", slug="forum")
    factories.session(event, "Budgets", hours="09:00-10:00")

    page = agenda(client, "?view=grid")

    assert titles(page) == ["Budgets"]
    assert page.select(".view-switch, table, .empty-state") == []


def test_the_timetable_names_the_row_that_is_on_now(client, forum, clock):
    clock("09:30")

    page = agenda(client, "?view=grid")

    assert texts(page, "th[aria-current=time]") == ["09:00–10:00 Now"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2027-05-04", "2027-05-04", "Tuesday 4 May 2027"),
        ("2027-05-04", "2027-05-06", "4–6 May 2027"),
        ("2027-04-30", "2027-05-02", "30 April–2 May 2027"),
        ("2027-12-30", "2028-01-02", "30 December 2027–2 January 2028"),
    ],
)
def test_the_days_of_the_event_are_above_its_agenda(client, first, last, words):
    days = {"first_day": dt.date.fromisoformat(first), "last_day": dt.date.fromisoformat(last)}
    factories.event(slug="forum", **days)

    page = agenda(client)

    assert texts(page, ".agenda-head__when") == [words]
    assert {time["datetime"] for time in page.select(".agenda-head__when time")} == {first, last}


def test_a_room_folds_earlier_sessions_and_marks_running_ones(client, forum, clock):
    hall = forum.rooms.get(slug="hall")
    factories.session(forum, "Late", hours="10:30-11:00", room=hall)
    clock("10:45")

    page = read(client.get("/en/events/forum/rooms/hall/?tz=Asia/Tokyo"))

    assert texts(page, ".day__fold .session-row__title") == ["Budgets"]
    assert texts(page, "#now .session-row__title") == ["Late"]
    assert texts(page, "#now .hours__other") == ["(Tokyo: 19:30–20:00)"]
    assert texts(page, ".empty-state") == []
    assert page.select_one("#now a")["href"].endswith("/sessions/late/?tz=Asia%2FTokyo")


def test_a_session_that_got_another_day_names_the_day_it_was_on(client, forum, clock):
    clock("08:00", day=dt.date(2027, 5, 2))
    tomorrow = factories.at("09:00") + dt.timedelta(days=1)
    session = forum.sessions.get(title_en="Budgets")
    session.starts_at, session.ends_at = tomorrow, tomorrow + dt.timedelta(hours=1)
    session.save()
    tell_as_of_now(forum)

    page = agenda(client)

    assert texts(page, ".session-row__status") == [
        "Moved to Wednesday 5 May, 09:00",
        "New time, was Tuesday 4 May, 09:00",
    ]
