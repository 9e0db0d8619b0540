"""Public pages from a copy, and 304: fast, current, and the same for everybody."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.page_cache import memory as memory_cache
from forum.page_cache.middleware import SHARED
from tests import factories
from tests.factories import at
from tests.html import read, texts

pytestmark = pytest.mark.django_db

AGENDA = "/en/events/forum/agenda/"


@pytest.fixture(autouse=True)
def memory(settings):
    settings.CACHES = {"default": {"BACKEND": "forum.page_cache.memory.BoundedMemoryCache"}}
    cache.clear()


@pytest.fixture
def forum():
    forum = factories.event("Forum", slug="forum")
    factories.session(forum, "Talk", slug="talk", hours="09:00-10:00")
    factories.contribution(factories.speaker("Amina", slug="amina"), event=forum)
    factories.page("About", slug="about")
    return forum


def set_clock(monkeypatch, moment: dt.datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def sql_of(client, path: str, **options) -> tuple[int, int]:
    """The number of queries and the status of an answer."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, **options)
    return len(queries), response.status_code


PAGES = [
    "/en/",
    "/fr/events/",
    "/en/events/forum/",
    AGENDA,
    f"{AGENDA}?view=grid",
    f"{AGENDA}2027-05-04/",
    "/ar/events/forum/changes/",
    "/en/events/forum/agenda.ics",
    "/en/events/forum/agenda/2027-05-04.ics",
    "/en/events/forum/sessions/talk/",
    "/en/events/forum/sessions/talk/calendar.ics",
    "/en/events/forum/speakers/",
    "/en/events/forum/organizations/",
    "/en/speakers/amina/",
    "/en/pages/about/",
    "/en/search/",
    "/sitemap.xml",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_read_again_with_one_query(client, forum, path):
    first = client.get(path)
    cached = sql_of(client, path)
    again = client.get(path)
    known = sql_of(client, path, headers={"If-None-Match": first["ETag"]})

    for answer in (first, again):
        del answer["X-Request-ID"]
    assert (first.content, first.headers) == (again.content, again.headers)
    assert (cached, known) == ((1, 200), (1, 304))
    assert first["Cache-Control"] == SHARED
    assert first["Vary"] == "Accept-Encoding"
    assert not first.cookies


def test_a_copy_is_sent_compressed_to_those_who_can_read_it(client, forum):
    plain = client.get(AGENDA)
    packed = client.get(AGENDA, headers={"Accept-Encoding": "br, gzip"})

    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content)
    assert packed["ETag"] == plain["ETag"]


def test_head_is_answered_like_get(client, forum):
    page = client.get(AGENDA)

    head = client.head(AGENDA)

    assert (head.content, head["Content-Length"]) == (b"", str(len(page.content)))
    assert head["ETag"] == page["ETag"]


def test_a_change_is_seen_at_once(client, forum):
    known = {"If-None-Match": client.get(AGENDA)["ETag"]}
    talk = forum.sessions.get()
    talk.title_en = "Another talk"
    talk.save()

    page = client.get(AGENDA, headers=known)

    assert page.status_code == 200
    assert "Another talk" in page.content.decode()


def test_a_change_that_nobody_sees_leaves_the_copies(client, forum):
    known = {"If-None-Match": client.get(AGENDA)["ETag"]}
    factories.session(forum, "Still secret", status="draft")

    assert sql_of(client, AGENDA, headers=known) == (1, 304)


def test_a_page_that_is_hidden_is_gone_at_once(client, forum):
    known = {"If-None-Match": client.get(AGENDA)["ETag"]}
    forum.unpublish()
    forum.save()

    assert client.get(AGENDA, headers=known).status_code == 410


@pytest.mark.parametrize(
    ("path", "moments"),
    [
        (AGENDA, ["08:59", "09:00", "10:00"]),
        ("/en/events/forum/", ["08:59", "09:00", "10:00"]),
        ("/en/", ["08:59", "09:00", "10:00"]),
        ("/en/events/forum/sessions/talk/", ["08:44", "08:45", "09:00", "10:00"]),
    ],
)
def test_the_clock_alone_makes_a_new_page(client, forum, monkeypatch, path, moments):
    tags = []
    for clock in moments:
        set_clock(monkeypatch, at(clock))
        tags.append(client.get(path)["ETag"])
        set_clock(monkeypatch, at(clock) + dt.timedelta(seconds=59))
        known = client.get(path, headers={"If-None-Match": tags[-1]})
        assert known.status_code == 304

    assert len(set(tags)) == len(moments)


def test_the_first_page_changes_at_midnight_in_the_zone_of_the_event(client, monkeypatch):
    factories.event("Tokyo", slug="tokyo", time_zone="Asia/Tokyo", first_day=dt.date(2027, 5, 4))
    set_clock(monkeypatch, dt.datetime(2027, 5, 2, 14, 59, tzinfo=dt.UTC))
    two_days = client.get("/en/").content.decode()
    set_clock(monkeypatch, dt.datetime(2027, 5, 2, 15, 0, tzinfo=dt.UTC))

    one_day = client.get("/en/").content.decode()

    assert ("in 2 days" in two_days, "tomorrow" in one_day) == (True, True)


def test_the_date_on_a_printed_page_changes_at_midnight_too(client, monkeypatch):
    factories.event("Tokyo", slug="tokyo", time_zone="Asia/Tokyo", first_day=dt.date(2027, 5, 4))
    dates = []
    for moment in (at("14:59", zone=dt.UTC), at("15:00", zone=dt.UTC)):
        set_clock(monkeypatch, moment)
        for path in ("speakers", "changes"):
            page = read(client.get(f"/en/events/tokyo/{path}/"))
            dates.append(texts(page, ".print-header p")[0][-10:])

    assert dates == ["4 May 2027"] * 2 + ["5 May 2027"] * 2


def test_the_header_of_a_page_of_no_event_is_the_same_after_the_event(client, forum, monkeypatch):
    factories.event("The next one", first_day=dt.date(2028, 1, 1), last_day=dt.date(2028, 1, 1))
    set_clock(monkeypatch, at("23:59"))
    during = read(client.get("/en/pages/about/")).select_one(".site-header")
    set_clock(monkeypatch, at("00:00", day=dt.date(2027, 5, 5)))

    after = read(client.get("/en/pages/about/")).select_one(".site-header")

    assert after == during
    assert during.select('a[href*="/events/forum/"]') == []
    assert "The next one" not in during.get_text()


@pytest.mark.parametrize(
    "query", ["utm_source=x", "x=1", "q=talk", "view=grid&view=grid", "zone=UTC"]
)
def test_unknown_parameters_make_no_copies(client, forum, query):
    first = client.get(f"{AGENDA}?{query}")
    again = sql_of(client, f"{AGENDA}?{query}")
    known = sql_of(client, f"{AGENDA}?{query}", headers={"If-None-Match": first["ETag"]})

    assert len(cache._cache) == 0
    assert again[0] > 1
    assert known == (1, 304)


def test_a_tag_is_good_for_its_own_address_alone(client, forum):
    known = {"If-None-Match": client.get(AGENDA)["ETag"]}

    other = client.get("/en/events/forum/", headers=known)
    junk = client.get("/en/events/nowhere/", headers=known)

    assert (other.status_code, junk.status_code) == (200, 404)


@pytest.mark.parametrize(
    "tag", ['"0--"', 'W/"0--00000000000000000000000000000000"', "rubbish", '"', "é"]
)
def test_a_forged_tag_gets_the_page(client, forum, tag):
    assert client.get(AGENDA, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "rubbish", [b"", b"\x00", b"{}\n", b"[1,2]\nx", b"[0,null,{},1]\n\x1f\x8b"]
)
def test_rubbish_in_the_cache_is_a_miss(client, forum, rubbish):
    page = client.get(AGENDA)
    for key in list(cache._cache):
        cache.set(key.split(":", 2)[2], rubbish)

    assert client.get(AGENDA).content == page.content


def test_a_copy_of_another_page_is_a_miss(client, forum):
    pages = [client.get(path).content for path in (AGENDA, "/en/search/")]
    keys = [key.split(":", 2)[2] for key in cache._cache]
    for key, other in zip(keys, [cache.get(key) for key in reversed(keys)], strict=True):
        cache.set(key, other)

    assert [client.get(path).content for path in (AGENDA, "/en/search/")] == pages


def test_copies_take_so_much_memory_and_no_more(monkeypatch):
    monkeypatch.setattr(memory_cache, "MOST_BYTES", 10_000)
    for key in "abc":
        cache.set(key, b"x" * 4_000)
    first = [key for key in "abc" if cache.get(key)]
    cache.set("larger", b"x" * 11_000)

    assert (first, len(cache._cache), len(cache._expire_info)) == (["b", "c"], 0, 0)


def test_contact_and_admin_are_never_kept(client, staff, forum):
    answers = [client.get("/en/contact/"), staff.get("/admin/"), staff.get("/en/contact/")]

    assert [("no-store" in a["Cache-Control"], a.has_header("ETag")) for a in answers] == [
        (True, False)
    ] * 3
    assert len(cache._cache) == 0


def test_a_page_that_is_not_there_is_not_kept(client, forum):
    client.get("/en/events/nowhere/")

    assert len(cache._cache) == 0


def test_staff_and_visitors_share_copies(client, staff, forum):
    page = staff.get(AGENDA)

    assert sql_of(client, AGENDA) == (1, 200)
    assert not page.cookies


def test_a_foreign_host_gets_no_copy(client, forum):
    client.get(AGENDA)

    assert client.get(AGENDA, headers={"Host": "evil.example"}).status_code == 400


def test_the_sitemap_is_in_no_language(client, forum):
    arabic = client.get("/sitemap.xml", headers={"Accept-Language": "ar"})
    other = client.get("/sitemap.xml")

    assert [page.has_header("Content-Language") for page in (arabic, other)] == [False, False]
    assert other.content == arabic.content


def test_each_language_has_its_own_copy(client, forum):
    english, french = client.get(AGENDA), client.get("/fr/events/forum/agenda/")

    assert english["ETag"] != french["ETag"]
    assert (english["Content-Language"], french["Content-Language"]) == ("en", "fr")
    assert Client().get("/fr/events/forum/agenda/").content == french.content
