"""What is saved where visitors do not look for it: staff are told."""

import datetime as dt

import pytest
from django.test import Client

from tests import factories
from tests.adminforms import send
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def warnings(staff: Client) -> list[str]:
    """Without the marks that keep the direction of names."""
    found = texts(read(staff.get("/admin/forum/page/")), ".messagelist .warning")
    return [text.translate({0x2068: None, 0x2069: None}) for text in found]


def test_a_page_that_the_header_has_no_room_for_is_named(staff):
    for number, title in enumerate(["About", "Projects", "Press", "Careers"], start=2):
        factories.page(title_en=title, menu_position=number, status="published")
    latest = factories.page(title_en="Visa", status="published")
    form = f"/admin/forum/page/{latest.pk}/change/"

    told = []
    for changes in ({"menu_position": "1"}, {"title_en": "Visas"}):
        send(staff, form, **changes)
        told.append(warnings(staff))

    named = "The header has room for three pages. In the footer only: Press, Careers."
    assert told == [[named], []]


def test_an_announcement_of_another_event_than_the_first_page_shows_is_pointed_out(staff):
    past, later = dt.date(2001, 5, 4), dt.date(2091, 5, 4)
    shown = factories.event("Showcase", first_day=later, last_day=later)
    gone = factories.event("Regions", first_day=past, last_day=past)
    for event in (shown, gone):
        row = factories.announcement(event)
        send(staff, f"/admin/programme/announcement/{row.pk}/change/", title_en="Badges")

    assert warnings(staff) == [
        "The first page of the site shows Showcase. This announcement is only on the page of "
        "Regions."
    ]
