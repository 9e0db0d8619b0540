"""The agenda as plain text: short, and in the reader's direction."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(settings):
    settings.SITE_URL = "https://forum.example"
    return factories.event("Forum", slug="forum", name_ar="المنتدى", venue_name_en="Palais")


def lines(client, language: str = "en") -> list[str]:
    answer = client.get(f"/{language}/events/forum/agenda.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return answer.content.decode().splitlines()


def test_a_session_is_one_line_under_its_day(client, forum):
    talk = factories.session(forum, "Talk", hours="09:00-10:00", room=factories.room(forum, "Hall"))
    for name in ("Lex", "Amina"):
        factories.contribution(factories.speaker(name), session=talk)
    factories.session(forum, "Panel", hours="11:00-12:00", status="cancelled")
    start = forum.midnight(factories.DAY)
    factories.session(forum, "Fair", starts_at=start, ends_at=start.replace(day=5))
    factories.session(forum, "Some time")

    assert lines(client) == [
        "Forum",
        "Tuesday 4 May 2027 · Palais",
        "https://forum.example/en/events/forum/agenda/",
        "",
        "== Tuesday 4 May 2027 ==",
        "All day Fair",
        "09:00-10:00 Talk · Hall · Lex, Amina",
        "11:00-12:00 Cancelled: Panel",
        "",
        "== Time to be announced ==",
        "Some time",
    ]


def test_a_line_of_another_script_reads_from_the_right_in_arabic(client, forum):
    factories.session(forum, "Talk", hours="09:00-10:00")
    factories.session(forum, "Second", title_ar="جلسة", hours="10:00-11:00")

    shown = lines(client, "ar")

    assert shown[0] == "المنتدى"
    assert shown[5:] == ["\u200f09:00-10:00 Talk", "10:00-11:00 جلسة"]


def test_a_line_has_at_most_170_bytes(client, forum):
    title = "الحكومة المفتوحة وميزانية المواطن في الجماعات الترابية " * 3
    talk = factories.session(
        forum, title_en="", title_ar=title.strip(), hours="09:00-10:00", room=factories.room(forum)
    )
    for name in ("الأستاذة أمينة بنعلي", "الدكتور يوسف العلوي"):
        factories.contribution(factories.speaker(name_en="", name_ar=name), session=talk)

    line = lines(client, "ar")[5]

    assert len(f"{line}\n".encode()) <= 170
    assert "…" in line
