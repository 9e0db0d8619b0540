"""The filters of an agenda, without a database: what passes, what is counted, what is not known."""

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from programme.agenda.filters import filter_sessions, sought_text

HALL = SimpleNamespace(pk=1, position=2, slug="hall", name_en="Hall")
ATTIC = SimpleNamespace(pk=2, position=1, slug="attic", name_en="Attic")
OECD = {"oecd": ("OECD", "en")}


@dataclass
class Talk:
    title: str
    day: int = 4
    room: SimpleNamespace | None = None
    languages: list[str] = field(default_factory=list)
    interpretation_languages: list[str] = field(default_factory=list)
    organizations: dict = field(default_factory=dict)
    attendance_mode: str = ""
    section = track = None
    is_sought: bool = True

    @property
    def starts_at(self) -> dt.datetime | None:
        return self.day and dt.datetime(2027, 5, self.day, 9, tzinfo=dt.UTC)

    def get_attendance_mode_display(self) -> str:
        return self.attendance_mode.capitalize()


TALKS = [
    Talk("Budgets", room=HALL, languages=["ar"], interpretation_languages=["fr"]),
    Talk("Contracts", room=HALL, languages=["fr"], organizations=OECD),
    Talk("Regions", room=ATTIC, languages=["fr"], day=5),
    Talk("Some time", day=0, languages=["en"], attendance_mode="online"),
]


def sifted(talks=TALKS, **query):
    lists = {name: value if isinstance(value, list) else [value] for name, value in query.items()}
    return filter_sessions(talks, lists, local_date=dt.datetime.date)


def titles(found) -> list[str]:
    return [talk.title for talk in found.sessions]


def counts(found) -> dict[str, dict[str, int]]:
    return {
        facet.name: {option.label: option.count for option in facet.options}
        for facet in found.facets
    }


def test_rooms_stand_in_the_order_of_staff_and_organizations_by_letter():
    bodies = {"oecd": ("OECD", "en"), "ministry": ("ministry", "en"), "acted": ("acted", "en")}
    found = sifted([Talk("One", room=HALL, organizations=bodies), Talk("Two", room=ATTIC)])

    names = {name: list(options) for name, options in counts(found).items()}
    assert names == {"room": ["Attic", "Hall"], "organization": ["acted", "ministry", "OECD"]}


def test_without_filters_everything_passes_and_is_counted():
    found = sifted()

    assert titles(found) == ["Budgets", "Contracts", "Regions", "Some time"]
    assert counts(found) == {
        "day": {"Tuesday 4 May": 2, "Wednesday 5 May": 1},
        "room": {"Attic": 1, "Hall": 2},
        "language": {"Arabic": 1, "French": 3, "English": 1},
    }
    assert (found.is_active, found.unknown, found.nearest_day) == (False, (), None)


def test_a_language_that_is_interpreted_can_be_followed_too():
    assert titles(sifted(language="fr")) == ["Budgets", "Contracts", "Regions"]


def test_values_of_one_facet_widen_and_those_of_several_narrow():
    both_rooms = sifted(room=["hall", "attic"])
    narrow = sifted(room=["hall", "attic"], language="ar")

    assert titles(both_rooms) == ["Budgets", "Contracts", "Regions"]
    assert titles(narrow) == ["Budgets"]


def test_a_count_is_what_there_would_be_with_the_other_filters_as_they_are():
    found = sifted(room="attic")

    assert counts(found) == {
        "day": {"Tuesday 4 May": 0, "Wednesday 5 May": 1},
        "room": {"Attic": 1, "Hall": 2},
        "language": {"Arabic": 0, "French": 1, "English": 0},
    }


def test_a_facet_with_one_value_is_offered_only_when_it_is_chosen():
    assert "format" not in counts(sifted())
    assert counts(sifted(attendance="online"))["attendance"] == {"Online": 1}
    assert titles(sifted(organization="oecd")) == ["Contracts"]


def test_a_text_passes_what_it_finds():
    talks = [Talk("Budgets"), Talk("Contracts", is_sought=False)]

    assert titles(sifted(talks, q="budget")) == ["Budgets"]
    assert titles(sifted(talks, q="?!")) == ["Budgets", "Contracts"]


def test_each_chosen_value_has_an_address_without_it():
    found = sifted(room=["hall"], language="fr", q="open data", tz="Africa/Lagos")

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
def test_what_is_not_known_is_left_out_and_named(query, unknown):
    found = sifted(**query)

    assert found.unknown == unknown
    assert titles(found)[:2] == ["Budgets", "Contracts"]


def test_the_same_sessions_have_an_address_as_a_list_and_as_a_grid():
    found = sifted(room=["hall"], view="grid", tz="Africa/Lagos")

    assert found.as_list == "?room=hall&tz=Africa%2FLagos"
    assert found.as_grid == "?room=hall&tz=Africa%2FLagos&view=grid"
    assert found.clear == "?tz=Africa%2FLagos&view=grid"


def test_where_nothing_passes_the_nearest_day_that_has_something_is_offered():
    found = sifted(day="2027-05-04", room="attic")

    assert titles(found) == []
    assert (found.nearest_day.label, found.nearest_day.count) == ("Wednesday 5 May", 1)
    assert found.nearest_day.address == "?day=2027-05-05&room=attic"


def test_a_text_of_any_length_is_sought_by_its_beginning():
    assert sought_text({"q": ["  open \0 data  ", "more"]}) == "open data"
    assert len(sought_text({"q": ["x" * 10_000]})) == 200
    assert sought_text({}) == sought_text({"q": ["…"]}) == ""
