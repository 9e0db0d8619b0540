"""The people of a cell."""

import pytest

from programme.imports.people import read_people


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Amina Alami", [("", "Amina Alami", "", "", "speaker")]),
        (
            "Mr. Karim Ziani, Minister of Data, Government of Atlantis",
            [("Mr.", "Karim Ziani", "Minister of Data", "Government of Atlantis", "speaker")],
        ),
        ("Nadia Berrada (City of Fez)", [("", "Nadia Berrada", "", "City of Fez", "speaker")]),
        ("Omar Fassi, directeur", [("", "Omar Fassi", "directeur", "", "speaker")]),
        (
            "Amina Alami, Omar Fassi and Hind Tazi",
            [("", name, "", "", "speaker") for name in ("Amina Alami", "Omar Fassi", "Hind Tazi")],
        ),
        (
            "Amina Alami (Data House), Omar Fassi (City Lab)",
            [
                ("", "Amina Alami", "", "Data House", "speaker"),
                ("", "Omar Fassi", "", "City Lab", "speaker"),
            ],
        ),
        (
            "Modératrice : Hind Tazi, journaliste, Radio Une\nOmar Fassi",
            [
                ("", "Hind Tazi", "journaliste", "Radio Une", "moderator"),
                ("", "Omar Fassi", "", "", "speaker"),
            ],
        ),
        (
            "أمينة العلمي، مديرة، مرصد البيانات",
            [("", "أمينة العلمي", "مديرة", "مرصد البيانات", "speaker")],
        ),
        ("–", []),
    ],
)
def test_each_person_has_a_name_and_perhaps_a_function_and_an_organization(cell, expected):
    people = read_people(cell, "speaker")

    fields = ("honorific", "name", "function", "organization", "role")
    assert [tuple(getattr(one, field) for field in fields) for one in people] == expected
