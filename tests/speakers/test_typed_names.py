"""Names that may be the same person's, and honorifics that are typed with a name."""

import pytest

from speakers.look_alikes import look_alikes
from speakers.models import Organization, Speaker
from speakers.typed_names import Match, match_names, split_honorific
from tests import factories


@pytest.mark.parametrize(
    ("typed", "honorific", "name"),
    [
        ("Ms. Salma Bennani", "Ms.", "Salma Bennani"),
        ("H.E. Mr. Karim Ziani", "H.E. Mr.", "Karim Ziani"),
        ("Mme Salma Bennani", "Mme", "Salma Bennani"),
        ("M. Karim Ziani", "M.", "Karim Ziani"),
        ("M. Ziani", "", "M. Ziani"),
        ("د. سلمى بناني", "د.", "سلمى بناني"),
        ("السيدة سلمى بناني", "السيدة", "سلمى بناني"),
        ("Dr", "", "Dr"),
        ("Drissa Touré", "", "Drissa Touré"),
        ("Prince Hassan", "", "Prince Hassan"),
    ],
)
def test_honorifics_at_the_beginning_are_told_from_the_name(typed, honorific, name):
    assert split_honorific(typed) == (honorific, name)


@pytest.mark.parametrize(
    ("typed", "name", "expected"),
    [
        ("karim  ZIANI", "Karim Ziani", Match.SAME),
        ("Ziani Karim", "Karim Ziani", Match.SAME),
        ("Fatima Elhassani", "Fatima El Hassani", Match.SAME),
        ("فاطمة الحسني", "فاطمه الحسني", Match.SAME),
        ("K. Ziani", "Karim Ziani", Match.NEAR),
        ("Karim Ziane", "Karim Ziani", Match.NEAR),
        ("Mohammed Alami", "Mohamed Alami", Match.NEAR),
        ("Mouhamad Alami", "Mohamed Alami", Match.NEAR),
        ("Kareem Ziany", "Karim Ziani", Match.NEAR),
        ("Karim Ziani", "Karim Ahmed Ziani", Match.NEAR),
        ("Ziani", "Karim Ziani", Match.NEAR),
        ("Karim Alami", "Karim Ziani", Match.NONE),
        ("K. A.", "Karim Alami", Match.NONE),
        ("Ministry of Health", "Ministry of Finance", Match.NONE),
        ("Ministry", "Ministry of Finance", Match.NONE),
        ("", "Karim Ziani", Match.NONE),
        ("…", "Karim Ziani", Match.NONE),
    ],
)
def test_names_are_the_same_near_or_neither(typed, name, expected):
    assert (match_names(typed, name), match_names(name, typed)) == (expected, expected)


@pytest.mark.django_db
def test_look_alikes_are_found_in_every_language_the_likest_first(django_assert_num_queries):
    near = factories.speaker("Karim Ziane")
    same = factories.speaker("Kareem Ziyani", name_ar="كريم الزياني", name_fr="Karim Ziani")
    factories.speaker("Karim Alami")

    with django_assert_num_queries(2):
        found = look_alikes(Speaker.objects.all(), "Karim Ziani")

    assert found == [(same, Match.SAME), (near, Match.NEAR)]
    assert look_alikes(Speaker.objects.all(), "كريم الزياني") == [(same, Match.SAME)]
    assert look_alikes(Speaker.objects.all(), "…") == []


@pytest.mark.django_db
def test_an_organization_is_found_by_its_acronym():
    body = factories.organization("Organisation for Co-operation", acronym_en="OECD")

    found = look_alikes(Organization.objects.all(), "oecd", titles=("name", "acronym"))

    assert found == [(body, Match.SAME)]
