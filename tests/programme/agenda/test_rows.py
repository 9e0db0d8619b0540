"""The rows of an agenda are written without templates: whatever staff type in them stays words."""

import datetime as dt

import pytest

from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOSTILE = """<b id="x">&'</b></li><script>"""

PLACES = {
    ".session-row__title": ["Talk", "Lost", "Moved"],
    ".session-row__status": ["Reason", "Attic"],
    ".session-row__facts": ["Hall"],
    ".session-row__people": ["Dr", "Amina"],
    ".slot__section": ["Section"],
    ".break": ["Coffee", "Attic"],
}
"""Where a row, or the head of its section, says what."""


def hostile(word: str) -> str:
    return f"{word} {HOSTILE}"


@pytest.fixture
def forum():
    """Everything that a row can say, in words that would break it."""
    forum = factories.event("Open Regions", slug="forum")
    part = factories.section(forum, hostile("Section"))
    hall = factories.room(forum, hostile("Hall"))
    attic = factories.room(forum, hostile("Attic"))
    theme = factories.track(forum, hostile("Theme"))
    both = {"hours": "09:00-10:00", "room": hall, "section": part, "track": theme}
    talk = factories.session(forum, hostile("Talk"), **both)
    reason = {"status": "cancelled", "cancellation_reason_en": hostile("Reason")}
    factories.session(forum, hostile("Lost"), **both, **reason)
    moved = factories.session(forum, hostile("Moved"), hours="11:00-12:00", room=hall)
    factories.session(forum, hostile("Coffee"), hours="10:00-11:00", room=attic, kind="break")
    factories.public_change(moved, "room", former_room=attic)
    factories.public_change(moved, "time", former_starts_at=factories.at("08:00"))
    speaker = factories.speaker(
        hostile("Amina"),
        honorific_en=hostile("Dr"),
        organization=factories.organization(hostile("Institute")),
    )
    factories.contribution(speaker, session=talk, function_en=hostile("Director"))
    return forum


@pytest.fixture(autouse=True)
def before(monkeypatch):
    now = factories.at("07:00") - dt.timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


@pytest.mark.parametrize("query", ["", "?view=grid", "?q=Talk&tz=Africa/Lagos"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_html_typed_in_any_field_is_shown_as_text(client, forum, language, query):
    page = read(client.get(f"/{language}/events/forum/agenda/{query}"))

    assert [script.get("src") for script in page.select("script")] == ["/static/js/site.js"]
    assert page.select("main b") == []
    assert hostile("Talk") in texts(page, ".session-row__title")


def test_every_field_of_a_row_is_shown_as_it_was_typed(client, forum):
    page = read(client.get("/en/events/forum/agenda/"))

    shown = {place: " ".join(texts(page, place)) for place in PLACES}
    lost = {
        place: [w for w in words if hostile(w) not in shown[place]]
        for place, words in PLACES.items()
    }
    assert lost == {place: [] for place in PLACES}


def test_the_head_of_a_slot_names_the_day_in_the_zone_of_the_event(client):
    tokyo = factories.event(slug="tokyo", time_zone="Asia/Tokyo")
    factories.session(tokyo, hours="08:00-09:00")

    page = read(client.get(tokyo.get_agenda_url()))

    assert texts(page, ".slot__day") == ["Tue 4 May"]
