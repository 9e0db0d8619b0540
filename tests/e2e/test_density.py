"""How much of a programme is seen at once, on a phone and on a desk, in each language."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from programme.models import Event
from tests import factories, policy_forum

pytestmark = pytest.mark.django_db(transaction=True)

LANGUAGES = ("en", "fr", "ar")
PHONE, DESK = (360, 740), (1440, 900)
BAR = 57
HOME, DAY = "/{}/events/forum/", f"/{{}}/events/forum/agenda/{policy_forum.DAY}/"


@pytest.fixture
def forum() -> Event:
    return policy_forum.load()


@pytest.fixture
def on_the_day(monkeypatch):
    now = factories.at("10:41", day=policy_forum.DAY)
    monkeypatch.setattr(timezone, "now", lambda: now)


def opened(visitor, path: str, size: tuple[int, int]) -> Page:
    page = visitor.opens("/healthz", width=size[0])
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.goto(path)
    return page


ROWS_WITHIN = """(height) => Array.from(
  document.querySelectorAll("main :is(.session-row, .timetable__session)"),
  (row) => row.getBoundingClientRect(),
).filter((row) => row.height && row.bottom <= height).length"""


def rows_within(height: int, visitor, path: str, size: tuple[int, int]) -> dict[str, int]:
    """How many sessions are whole within this height of the page, by language."""
    return {
        language: opened(visitor, path.format(language), size).evaluate(ROWS_WITHIN, height)
        for language in LANGUAGES
    }


def test_the_live_page_names_a_session_high_on_a_phone(visitor, forum, on_the_day):
    section = factories.section(forum, "Commitments and how they are kept")
    forum.sessions.change(section=section)
    first = "main :is(.session-row, .timetable__session) a"
    tops = {
        language: opened(visitor, HOME.format(language), PHONE)
        .locator(first)
        .first.bounding_box()["y"]
        for language in LANGUAGES
    }

    assert max(tops.values()) <= 220, tops


@pytest.mark.parametrize("path", [HOME, DAY])
def test_three_screens_of_a_phone_hold_twelve_sessions_while_it_runs(
    visitor, forum, on_the_day, path
):
    found = rows_within(3 * PHONE[1] - BAR, visitor, path, PHONE)

    assert min(found.values()) >= 12, found


def test_three_screens_of_a_phone_hold_twelve_sessions_of_another_day(visitor, forum):
    found = rows_within(3 * PHONE[1], visitor, DAY, PHONE)

    assert min(found.values()) >= 12, found


@pytest.mark.parametrize("plenaries", [0, 2])
def test_a_desk_shows_a_day_of_parallel_sessions_whole(visitor, forum, plenaries):
    for session in forum.sessions.filter(is_plenary=True)[plenaries:]:
        session.delete()

    found = rows_within(DESK[1], visitor, DAY, DESK)

    assert min(found.values()) >= 24, found


def test_a_desk_shows_the_timetable_of_a_day_whole(visitor, forum):
    found = rows_within(DESK[1], visitor, f"{DAY}?view=grid", DESK)

    assert found == {"en": 26, "fr": 26, "ar": 26}


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_filters_show_their_first_session_on_the_first_screen(visitor, forum, on_the_day, size):
    query = "?room=atlas&room=rif&language=ar&language=fr&q=e"
    path = f"/{{}}/events/forum/agenda/{query}"

    for language in LANGUAGES:
        page = opened(visitor, path.format(language), size)
        title = page.locator(".session-row__title").first.bounding_box()

        assert title["y"] + title["height"] <= size[1] - BAR, language


def test_a_day_loads_no_typeface(visitor, forum):
    page = opened(visitor, DAY.format("en"), DESK)
    page.wait_for_load_state("networkidle")

    loaded = page.evaluate("performance.getEntriesByType('resource').map((file) => file.name)")

    assert [name for name in loaded if ".woff" in name] == []


def test_a_session_with_every_fact_says_early_what_it_is_about(visitor, forum):
    session = forum.sessions.get(slug="participatory-budgets-seen-from-the-village")
    tell_everything(session)

    for language in LANGUAGES:
        page = opened(visitor, f"/{language}/events/forum/sessions/{session.slug}/", PHONE)
        heading = page.locator(".session__body h2").first.bounding_box()

        assert page.locator(".session-facts dt").count() == 5
        assert heading["y"] <= 800, language


def tell_everything(session) -> None:
    """Its way, step-free access and plan, channels, how to attend, filming and registration."""
    room = session.room
    room.directions_en = "Ground floor, straight ahead from the garden entrance."
    room.directions_fr = "Rez-de-chaussée, tout droit depuis l’entrée du jardin."
    room.directions_ar = "الطابق الأرضي، على الامتداد من مدخل الحديقة."
    room.accessibility_en = "No steps from the garden. Six wheelchair spaces."
    room.accessibility_fr = "Sans marche depuis le jardin. Six places pour fauteuils roulants."
    room.accessibility_ar = "بلا درجات من جهة الحديقة. ستة أماكن للكراسي المتحركة."
    room.plan = factories.picture(name="plan.png")
    room.save()
    factories.channel(session, "fr", number="2")
    factories.channel(session, "en", number="3")
    session.attendance_mode = "hybrid"
    session.may_be_recorded = "yes"
    session.registration_url = "https://example.org/register"
    session.registration_opens_at = timezone.now() - dt.timedelta(days=1)
    session.registration_closes_at = factories.at("18:00")
    session.abstract_en = "Nine communes let residents decide."
    session.abstract_fr = "Neuf communes laissent décider leurs habitants."
    session.abstract_ar = "تسع جماعات تترك القرار لسكانها."
    session.save()
