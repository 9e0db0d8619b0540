"""Whoever adds a person or an organization is told of records with a like name."""

import pytest

from tests import factories
from tests.adminforms import send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/speakers/speaker/"
BODIES = "/admin/speakers/organization/"


def warnings(staff, address: str) -> list[str]:
    isolates = dict.fromkeys(map(ord, "\u2068\u2069"))
    return [text.translate(isolates) for text in texts(read(staff.get(address)), ".warning")]


def test_a_second_person_of_the_name_is_saved_and_the_first_is_named(staff):
    factories.speaker("Karim Ziani", function_en="Mayor")

    send(staff, f"{PEOPLE}add/", name_en="Karim Ziani")

    assert warnings(staff, PEOPLE) == [
        "There is another record with a like name: Karim Ziani · Mayor. Compare and merge…"
    ]


def test_a_second_organization_of_the_name_is_told_of_too(staff):
    factories.organization("Association of Open Regions", country="MA")

    send(staff, f"{BODIES}add/", name_en="Association of Open Regions", country="MA")

    [warning] = warnings(staff, BODIES)
    assert warning.startswith("There is another record with a like name: Association of Open")


def test_a_new_name_is_told_of_nothing(staff):
    factories.speaker("Karim Ziani")

    send(staff, f"{PEOPLE}add/", name_en="Salma Bennani")

    assert warnings(staff, PEOPLE) == []
