"""The acronym of an event is made where nobody gives one."""

import datetime as dt

import pytest

from programme.models import Event
from programme.models.acronyms import acronym_from

DAY = dt.date(2027, 5, 4)


@pytest.mark.parametrize(
    ("slug", "acronym"),
    [
        ("open-smart-regions", "osr_2027"),
        ("open-smart-regions-2027", "osr_2027"),
        ("showcase", "showcase_2027"),
        ("2027", "event_2027"),
        ("x", "x_2027"),
        ("w" * 80, f"{'w' * 30}_2027"),
    ],
)
def test_an_acronym_is_made_of_initials_and_the_year(slug, acronym):
    assert acronym_from(slug, 2027) == acronym


@pytest.mark.django_db
def test_an_acronym_that_is_taken_gets_a_number():
    for _number in range(3):
        Event(name_en="Open Smart Regions", first_day=DAY, last_day=DAY).save()

    assert list(Event.objects.order_by("pk").values_list("acronym", flat=True)) == [
        "osr_2027",
        "osr_2027_2",
        "osr_2027_3",
    ]
