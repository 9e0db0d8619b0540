"""The sitemap: what changed when, and the same alternates as in the head of each page."""

import datetime as dt
import re

import pytest

from content.history.models import Act
from programme.models import FeedDates
from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db


def entries(client) -> dict[str, str]:
    """The text of each entry, by its address."""
    text = client.get("/sitemap.xml").content.decode().replace("http://127.0.0.1:8000", "")
    found = re.findall(r"<url>(.*?)</url>", text, re.DOTALL)
    return {re.search("<loc>(.*?)</loc>", one)[1]: one for one in found}


def alternates(entry: str) -> dict[str, str]:
    return dict(re.findall(r'hreflang="(.*?)" href="(.*?)"', entry))


def test_an_entry_has_the_alternates_of_the_head(client):
    forum = factories.event("Forum", name_fr="Le forum", slug="forum")
    factories.session(forum, title_en="", title_ar="جلسة", slug="talk")

    listed = entries(client)

    for path in ("/en/events/forum/", "/ar/events/forum/sessions/talk/", "/en/events/"):
        links = read(client.get(path)).select("link[rel=alternate][hreflang]")
        head = {a["hreflang"]: a["href"].removeprefix("http://127.0.0.1:8000") for a in links}
        assert alternates(listed[path]) == head


def test_events_and_sessions_say_when_they_changed(client):
    forum = factories.event("Forum", slug="forum")
    factories.session(forum, "Talk", slug="talk")
    FeedDates.objects.filter(kind="session").update(
        changed_at=dt.datetime(2026, 2, 3, tzinfo=dt.UTC)
    )

    listed = entries(client)

    assert "<lastmod>2026-02-03" in listed["/en/events/forum/sessions/talk/"]
    assert "<lastmod>" in listed["/en/events/forum/"]
    assert "<lastmod>" not in listed["/en/events/"]


def test_other_rows_say_when_what_is_public_of_them_changed(client):
    forum = factories.event("Forum", slug="forum")
    section = factories.section(forum, slug="part")
    hall, body = factories.room(forum, slug="hall"), factories.organization(slug="oecd")
    amina = factories.speaker("Amina", slug="amina", organization=body)
    talk = factories.session(forum, section=section, room=hall)
    factories.contribution(amina, session=talk)
    page = factories.page(slug="about")
    earlier = dt.datetime(2026, 2, 3, tzinfo=dt.UTC)
    Act.objects.update(at=earlier)
    amina.notes = "Only for the team"
    amina.save()

    paths = [f"/en/{row}" for row in ("speakers/amina/", "organizations/oecd/", "pages/about/")]
    paths += [f"/en/events/forum/{row}" for row in ("rooms/hall/", "sections/part/")]
    listed = entries(client)
    assert [re.search("<lastmod>(.{10})", listed[path])[1] for path in paths] == ["2026-02-03"] * 5
    page.body_en = "Another text"
    page.save()
    assert "<lastmod>2026-02-03" not in entries(client)["/en/pages/about/"]


def test_a_row_without_history_says_nothing(client):
    factories.page(slug="about")
    Act.objects.all().delete()

    assert "<lastmod>" not in entries(client)["/en/pages/about/"]
