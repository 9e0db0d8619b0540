"""In French a day, a language or a zone that begins a line begins with a capital."""

import pytest

from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def forum():
    forum = factories.event(slug="forum", last_day=factories.DAY.replace(day=5))
    factories.session(forum, slug="talk", hours="09:00-10:00", languages=["fr", "ar"])
    factories.session(forum, hours="10:00-11:00", languages=["ar"])
    return forum


def test_the_agenda(client):
    page = read(client.get("/fr/events/forum/agenda/?q=session"))

    assert texts(page, ".day__title") == ["Mardi 4 mai 2027"]
    assert texts(page, ".time-zone") == ["Casablanca (UTC+0)"]
    assert texts(page, ".day-tabs a")[0] == "mar. 4 mai"
    assert texts(page, "label:has([name=language])") == ["Arabe (2)", "Français (1)"]


def test_a_session(client):
    page = read(client.get("/fr/events/forum/sessions/talk/"))

    facts = texts(page, ".facts dd")
    assert facts[0] == "Mardi 4 mai 2027 09:00–10:00 Casablanca (UTC+0)"
    assert facts[-1] == "En français, arabe"
    assert texts(page, ".breadcrumbs a")[-1] == "Mardi 4 mai"


def test_a_list_of_events(client):
    page = read(client.get("/fr/events/"))

    [days] = texts(page, ".timeline__facts .facts__item:first-child")
    assert days == "4–5 mai 2027"
