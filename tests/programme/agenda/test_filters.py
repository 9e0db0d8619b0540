"""The filters of an agenda, without a database: which sessions pass, the counts, unknown values."""

import datetime as dt

import pytest

from programme.agenda.filter_query import search_text
from programme.agenda.filters import filter_sessions
from programme.agenda.sessions import ListedRoom, ListedSession, ListedTrack

HALL = ListedRoom(1, "hall", 2, ("Hall", "en"))
ATTIC = ListedRoom(2, "attic", 1, ("Attic", "en"))
OECD = {"oecd": ("OECD", "en")}


def talk(title: str, day: int = 4, **facts) -> ListedSession:
    start = dt.datetime(2027, 5, day, 9, tzinfo=dt.UTC) if day else None
    end = start and start + dt.timedelta(hours=1)
    slug = title.lower()
    return ListedSession(
        pk=0, slug=slug, title=(title, "en"), starts_at=start, ends_at=end, **facts
    )


TALKS = [
    talk("Budgets", room=HALL, languages=("ar",), interpretation_languages=("fr",)),
    talk("Contracts", room=HALL, languages=("fr",), organizations=OECD),
    talk("Regions", room=ATTIC, languages=("fr",), day=5),
    talk(
        "Some time", day=0, languages=("en",), attendance_mode="online", attendance_label="Online"
    ),
]


def filtered(talks=TALKS, **query):
    lists = {name: value if isinstance(value, list) else [value] for name, value in query.items()}
    return filter_sessions(talks, lists, zone=dt.UTC, dates=[])


def titles(found) -> list[str]:
    return [session.title[0] for session in found.sessions]


def counts(found) -> dict[str, dict[str, int]]:
    return {
        facet.name: {option.label: option.count for option in facet.options}
        for facet in found.facets
    }


def test_rooms_are_in_staff_order_and_organizations_by_letter():
    bodies = {"oecd": ("OECD", "en"), "ministry": ("ministry", "en"), "acted": ("acted", "en")}
    found = filtered([talk("One", room=HALL, organizations=bodies), talk("Two", room=ATTIC)])

    names = {name: list(options) for name, options in counts(found).items()}
    assert names == {"room": ["Attic", "Hall"], "organization": ["acted", "ministry", "OECD"]}


def test_without_filters_everything_passes_and_is_counted():
    found = filtered()

    assert titles(found) == ["Budgets", "Contracts", "Regions", "Some time"]
    assert counts(found) == {
        "day": {"Tuesday 4 May": 2, "Wednesday 5 May": 1},
        "room": {"Attic": 1, "Hall": 2},
        "language": {"Arabic": 1, "French": 3, "English": 1},
    }
    assert (found.is_active, found.unknown, found.nearest_day) == (False, (), None)


def test_a_language_that_is_interpreted_can_be_followed_too():
    assert titles(filtered(language="fr")) == ["Budgets", "Contracts", "Regions"]


def test_values_of_one_facet_widen_and_those_of_several_narrow():
    both_rooms = filtered(room=["hall", "attic"])
    narrow = filtered(room=["hall", "attic"], language="ar")

    assert titles(both_rooms) == ["Budgets", "Contracts", "Regions"]
    assert titles(narrow) == ["Budgets"]


def test_a_count_is_what_there_would_be_with_the_other_filters_as_they_are():
    found = filtered(room="attic")

    assert counts(found) == {
        "day": {"Tuesday 4 May": 0, "Wednesday 5 May": 1},
        "room": {"Attic": 1, "Hall": 2},
        "language": {"Arabic": 0, "French": 1, "English": 0},
    }


def test_a_facet_with_one_value_is_offered_only_when_it_is_chosen():
    assert "format" not in counts(filtered())
    assert counts(filtered(attendance="online"))["attendance"] == {"Online": 1}
    assert titles(filtered(organization="oecd")) == ["Contracts"]


def test_a_text_passes_what_it_finds():
    talks = [talk("Budgets"), talk("Contracts", is_found=False)]

    assert titles(filtered(talks, q="budget")) == ["Budgets"]
    assert titles(filtered(talks, q="?!")) == ["Budgets", "Contracts"]


def test_each_chosen_value_has_an_address_without_it():
    found = filtered(room=["hall"], language="fr", q="open data", tz="Africa/Lagos")

    assert {option.label: option.address for option in found.chosen} == {
        "Hall": "?language=fr&q=open+data&tz=Africa%2FLagos",
        "French": "?room=hall&q=open+data&tz=Africa%2FLagos",
    }
    assert found.without_text == "?room=hall&language=fr&tz=Africa%2FLagos"
    assert found.clear == "?tz=Africa%2FLagos"
    assert found.words == ["Hall", "French", "open data"]


@pytest.mark.parametrize(
    ("query", "unknown"),
    [
        ({"day": "99999"}, ("day=99999",)),
        ({"page": "-1", "room": ["hall", "cellar"]}, ("page=-1", "room=cellar")),
        ({"room": "\0"}, ("room=",)),
        ({"q": "\0?"}, ("q=?",)),
        ({"room": "x" * 10_000}, ("room=" + "x" * 55,)),
        ({"day": [str(number) for number in range(500)]}, ("day=0", "day=1", "day=2")),
        ({"utm_source": "mail", "fbclid": "x", "room": "", "view": "grid"}, ()),
        ({"view": "map", "days": "some"}, ("view=map", "days=some")),
    ],
)
def test_unknown_parts_of_the_address_are_ignored_and_named(query, unknown):
    found = filtered(**query)

    assert found.unknown == unknown
    assert titles(found)[:2] == ["Budgets", "Contracts"]


def test_the_same_sessions_have_an_address_as_a_list_and_as_a_grid():
    found = filtered(room=["hall"], view="grid", tz="Africa/Lagos")

    assert found.as_list == "?room=hall&tz=Africa%2FLagos"
    assert found.as_grid == "?room=hall&tz=Africa%2FLagos&view=grid"
    assert found.clear == "?tz=Africa%2FLagos&view=grid"


def test_where_no_session_passes_the_nearest_day_with_sessions_is_offered():
    found = filtered(day="2027-05-04", room="attic")

    assert titles(found) == []
    assert (found.nearest_day.label, found.nearest_day.count) == ("Wednesday 5 May", 1)
    assert found.nearest_day.address == "?day=2027-05-05&room=attic"


def test_the_beginning_of_a_long_text_is_searched_for():
    assert search_text({"q": ["  open \0 data  ", "more"]}) == "open data"
    assert len(search_text({"q": ["x" * 10_000]})) == 200
    assert search_text({}) == search_text({"q": ["…"]}) == ""


def test_two_themes_whose_names_differ_in_a_capital_have_two_addresses():
    one = ListedTrack(1, "open-data", 1, ("Open Data", "en"))
    other = ListedTrack(2, "open-data-2", 2, ("Open data", "en"))
    talks = [talk("Budgets", track=one), talk("Contracts", track=other)]

    found = filtered(talks, theme="open-data-2")

    assert counts(found)["theme"] == {"Open Data": 1, "Open data": 1}
    assert titles(found) == ["Contracts"]
