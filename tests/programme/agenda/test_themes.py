"""The address of an agenda that is filtered by a theme, as readers share it."""

import pytest

from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FILTERED = "/en/events/forum/agenda/?theme=open-data"


@pytest.fixture
def forum():
    return factories.event(slug="forum")


def test_a_theme_that_is_renamed_keeps_its_address(client, forum):
    theme = factories.track(forum, "Open Data")
    factories.session(forum, "Budgets", track=theme)
    factories.session(forum, "Farewell", track=factories.track(forum, "Other"))
    theme.name_en = "Data for All"
    theme.save()

    page = read(client.get(FILTERED))

    assert texts(page, ".untimed__session") == ["Budgets"]
    assert texts(page, ".chips__chip") == ["Remove filter: Data for All"]


def test_two_themes_with_nearly_one_name_have_two_addresses(client, forum):
    for title, name in (("Budgets", "Open Data"), ("Contracts", "Open data")):
        factories.session(forum, title, track=factories.track(forum, name))

    found = {
        slug: texts(read(client.get(f"/en/events/forum/agenda/?theme={slug}")), "h3, h4, h2")
        for slug in ("open-data", "open-data-2")
    }

    assert [track.slug for track in forum.tracks.in_staff_order()] == list(found)
    assert {slug: titles[:1] for slug, titles in found.items()} == {
        "open-data": ["Budgets"],
        "open-data-2": ["Contracts"],
    }
