"""Pages of the admin hold no attribute where HTML has none."""

import pytest
from django.contrib.auth import get_user_model

from content.history.acts import act
from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db


def test_what_is_said_of_a_password_is_no_disabled_control(staff):
    account = factories.staff_user("karim")

    page = read(staff.get(f"/admin/auth/user/{account.pk}/change/"))

    assert page.select_one("div#id_password") is not None
    assert page.select("div[disabled]") == []


def test_no_help_describes_a_hidden_field(staff):
    announcement = factories.announcement(factories.event())

    page = read(staff.get(f"/admin/programme/announcement/{announcement.pk}/change/"))

    assert page.select_one("input[type=hidden][name=initial-date]") is not None
    assert page.select("input[type=hidden][aria-describedby]") == []


def test_the_moment_of_a_deletion_is_one_that_browsers_can_read(staff):
    room = factories.room(factories.event())
    with act(get_user_model().objects.get(username="amina")):
        room.delete()

    page = read(staff.get("/admin/bin/"))

    [moment] = [time["datetime"] for time in page.select("main time")]
    assert len(moment) == len("2026-11-27T01:39:50+0000")


def test_each_table_of_translations_that_scrolls_can_be_reached_and_has_a_name(staff):
    event = factories.event()
    pages = [
        read(staff.get("/admin/programme/event/translations/")),
        read(staff.get(f"/admin/programme/event/{event.pk}/translations/")),
    ]

    boxes = [
        (box.get("tabindex"), box.get("aria-label"))
        for page in pages
        for box in page.select(".coverage")
    ]

    assert boxes == [("0", "Events"), ("0", "Outside events"), ("0", "Translations")]
