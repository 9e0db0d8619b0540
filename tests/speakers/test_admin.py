"""The form of a person in the admin."""

import pytest

from speakers.models import Speaker
from tests import factories
from tests.adminforms import filled, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

ADD = "/admin/speakers/speaker/add/"
ASKED = "“Ms.” belongs in the field for the honorific, not in the name."


def test_an_honorific_in_a_name_is_asked_about_before_it_is_in_the_address(staff):
    form = filled(read(staff.get(ADD))) | {"name_en": "Ms. Salma Bennani", "name_fr": "Salma B."}

    page = read(staff.post(ADD, form))
    asked = texts(page, ".form-question label")
    right = staff.post(ADD, filled(page) | {"is_name_right": "on"})

    assert texts(page, ".errorlist li") == [ASKED]
    assert asked == ["The name is right as it is. Save it."]
    assert (right.status_code, Speaker.objects.get().name_en) == (302, "Ms. Salma Bennani")


def test_a_name_that_nobody_changes_is_not_asked_about(staff):
    person = factories.speaker("Ms. Salma Bennani")

    answer = send(staff, f"/admin/speakers/speaker/{person.pk}/change/", function_en="Director")

    assert answer == (302, [])
