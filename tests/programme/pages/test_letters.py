"""Lists of people by the letters of their family names, in the order of the reader's alphabet."""

from string import ascii_uppercase
from types import SimpleNamespace

import pytest

from programme.pages.letters import ARABIC, FEW, Letter, LetterGroup, directory, in_letter_order
from speakers.faces import Face
from speakers.names import NameParts, letter_of


def person(family: str, given: str = ""):
    parts = NameParts(given, family)
    name = (f"{given} {family}".strip(), "en")
    return SimpleNamespace(name=name, parts=parts, face=Face(1, letter_of(family)))


def families(people) -> list[str]:
    return [person.parts.family for person in people]


MIXED = [person(name) for name in ("2027", "الوزاني", "Benmoussa", "بنموسى", "Abouzeid", "Çelik")]


@pytest.mark.parametrize(
    ("reader", "names"),
    [
        ("en", ["Abouzeid", "Benmoussa", "Çelik", "بنموسى", "الوزاني", "2027"]),
        ("ar", ["بنموسى", "الوزاني", "Abouzeid", "Benmoussa", "Çelik", "2027"]),
    ],
)
def test_names_in_the_readers_script_come_first_and_those_without_letter_last(reader, names):
    assert families(in_letter_order(MIXED, reader)) == names


def test_arabic_names_of_a_letter_stand_by_family_name_without_article_then_given_name():
    people = [person("الفاسي", "نادية"), person("فهمي"), person("الفاسي", "أحمد")]

    ordered = in_letter_order(people, "ar")

    assert [person.name[0] for person in ordered] == ["أحمد الفاسي", "نادية الفاسي", "فهمي"]


def test_latin_names_of_a_letter_keep_the_order_of_their_sort_keys():
    people = [person("Zed"), person("Adam", "Zoé"), person("Abel")]

    assert families(in_letter_order(people, "fr")) == ["Adam", "Abel", "Zed"]


@pytest.mark.parametrize("count", [0, 1, FEW - 1])
def test_few_people_stand_in_one_list_without_letters(count):
    people = [person("Adam")] * count

    found = directory(people, "en")

    assert (found.count, found.letters) == (count, ())
    assert found.groups == ((LetterGroup(None, tuple(people)),) if count else ())


@pytest.mark.parametrize(
    ("reader", "alphabet", "used"),
    [("en", ascii_uppercase, "ABCبو#"), ("ar", ARABIC, "بوABC#")],
)
def test_many_people_stand_by_letters_with_the_whole_alphabet_to_choose_from(
    reader, alphabet, used
):
    people = in_letter_order(MIXED * 5, reader)

    found = directory(people, reader)

    assert [group.letter for group in found.groups] == list(map(Letter, used))
    assert [len(group.people) for group in found.groups] == [5] * 6
    others = [Letter(sign, is_used=True) for sign in used if sign not in alphabet]
    own = [Letter(sign, is_used=sign in used) for sign in alphabet]
    assert list(found.letters) == own + others
