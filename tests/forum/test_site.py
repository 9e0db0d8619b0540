"""The site as a whole: language choice, health checks, errors, files, headers and menus."""

import datetime as dt
import json
import os
import re
import subprocess
import sys

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

PUBLIC = ["/en/", "/en/events/", "/en/contact/", "/en/nothing/", "/en/events/forum/agenda/"]
POLICY = {
    "default-src 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "manifest-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
}


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum")


@pytest.mark.parametrize(
    ("languages", "first_page"),
    [
        ("en", "/en/"),
        ("fr-FR,fr;q=0.9", "/fr/"),
        ("fr-MA", "/fr/"),
        ("ar-MA,fr;q=0.8", "/ar/"),
        ("ar,en;q=0.5", "/ar/"),
        ("de,ar;q=0.3", "/ar/"),
        ("*", "/en/"),
        ("xx", "/en/"),
        ("", "/en/"),
        ("\xff;q=x", "/en/"),
    ],
)
def test_the_root_redirects_to_the_language_of_the_browser(client, languages, first_page):
    response = client.get("/", headers={"Accept-Language": languages})

    assert (response.status_code, response["Location"]) == (302, first_page)
    assert "Accept-Language" in response["Vary"]


def test_an_address_without_its_last_slash_redirects(client, forum):
    response = client.get("/en/events/forum")

    assert (response.status_code, response["Location"]) == (301, "/en/events/forum/")


def test_robots_txt_excludes_the_admin_and_names_the_sitemap(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode() == (
        "User-agent: *\nDisallow: /admin/\nSitemap: http://127.0.0.1:8000/sitemap.xml\n"
    )


def test_the_sitemap_lists_every_public_page(client, forum):
    body = factories.organization(slug="impact")
    amina = factories.speaker(slug="amina", organization=body)
    hall = factories.room(forum, slug="hall")
    part = factories.section(forum, slug="part")
    talk = factories.session(forum, slug="talk", room=hall, section=part)
    factories.section(forum, slug="empty")
    factories.contribution(amina, session=talk)
    factories.page(slug="about")
    factories.session(forum, slug="secret", status="draft")
    factories.speaker(slug="nobody")

    listed = re.findall(
        r"<loc>http://127.0.0.1:8000(.*?)</loc>", client.get("/sitemap.xml").content.decode()
    )

    assert {f"/{code}/contact/" for code in ("en", "fr", "ar")} <= set(listed)
    assert sorted(address for address in listed if address.startswith("/en/")) == [
        "/en/",
        "/en/contact/",
        "/en/events/",
        "/en/events/forum/",
        "/en/events/forum/agenda/",
        "/en/events/forum/organizations/",
        "/en/events/forum/rooms/hall/",
        "/en/events/forum/sections/part/",
        "/en/events/forum/sessions/talk/",
        "/en/events/forum/speakers/",
        "/en/organizations/",
        "/en/organizations/impact/",
        "/en/pages/about/",
        "/en/speakers/",
        "/en/speakers/amina/",
    ]
    assert {client.get(address).status_code for address in listed} == {200}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_checks_answer_ok(client, path):
    response = client.get(path)

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_the_health_check_says_what_time_it_is_and_is_never_kept(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: factories.at("10:41"))

    response = client.head("/healthz")

    assert response["Date"] == "Tue, 04 May 2027 10:41:00 GMT"
    assert "no-store" in response["Cache-Control"]


def test_a_site_without_its_database_is_alive_but_not_ready(client, monkeypatch):
    def refuse(*args, **options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)

    answers = {path: client.get(path).status_code for path in ("/healthz", "/readyz")}

    assert answers == {"/healthz": 200, "/readyz": 503}


REQUEST_WITHOUT_DATABASE = """
import json, time
from forum import settings
OPTIONS = settings.DATABASES["default"]["OPTIONS"]
from tests import settings as test_settings
settings.STORAGES, settings.WHITENOISE_AUTOREFRESH = test_settings.STORAGES, True
settings.DATABASES["default"]["OPTIONS"] = OPTIONS
import django
django.setup()
from django.test import Client
site, answers = Client(SERVER_NAME="127.0.0.1", raise_request_exception=False), {}
for path in ("/healthz", "/readyz", "/ar/", "/admin/login/"):
    start = time.monotonic()
    response = site.get(path)
    answers[path] = [response.status_code, "الصفحة" in response.content.decode()]
    assert time.monotonic() - start < 4, path
print(json.dumps(answers))
"""


def test_pages_say_within_seconds_that_postgresql_is_down():
    ended = subprocess.run(  # noqa: S603  the arguments are those of this file
        [sys.executable, "-c", REQUEST_WITHOUT_DATABASE],
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "forum.settings",
            "SECRET_KEY": "x" * 50,
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        },
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(ended.stdout) == {
        "/healthz": [200, False],
        "/readyz": [503, False],
        "/ar/": [503, True],
        "/admin/login/": [200, False],
    }


@pytest.mark.parametrize("path", ["/", "/en/", "/robots.txt", "/healthz", "/sitemap.xml"])
def test_pages_answer_head_requests(client, path):
    response = client.head(path)

    assert response.status_code in {200, 302}
    assert response.content == b""


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/events/", "/healthz", "/readyz", "/robots.txt", "/sitemap.xml"]
)
def test_read_only_pages_refuse_post(client, path):
    assert client.post(path).status_code == 405


def test_a_page_not_found_keeps_the_menu_and_links_to_other_pages(client, forum):
    page = read(client.get("/en/nothing/"), status=404)

    assert [link["href"] for link in page.select("main a")] == ["/en/events/", "/en/contact/"]
    assert page.select_one("main search form")["action"] == "/en/search/"
    assert page.select_one("header nav a")
    assert page.select_one("meta[name=robots]")["content"] == "noindex"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/en", (301, "/en/")),
        ("/ar", (301, "/ar/")),
        ("/en/events/forum/agenda", (301, "/en/events/forum/agenda/")),
        ("/xx/", (404, None)),
        ("/EN/", (404, None)),
        ("/fr-FR/", (404, None)),
        ("//en/", (404, None)),
        ("/en//events/", (404, None)),
        ("/en/events/forum/agenda/extra/", (404, None)),
        ("/en/events/FORUM/", (404, None)),
        ("/healthz/", (404, None)),
        ("/index.php", (404, None)),
    ],
)
def test_a_nearly_right_address_redirects_and_a_wrong_one_is_not_found(client, forum, path, answer):
    response = client.get("/", PATH_INFO=path)

    assert (response.status_code, response.get("Location")) == answer


@pytest.mark.parametrize("path", ["/xx/", "/EN/", "/xx/events/forum/", "/en/nothing/"])
def test_a_page_not_found_links_to_the_home_page_in_every_language(client, forum, path):
    page = read(client.get(path), status=404)

    offered = [link["href"] for link in page.select(".language-switch a")]
    assert offered == ["/en/", "/fr/", "/ar/"]
    assert {client.get(address).status_code for address in offered} == {200}


HEADINGS = {
    "fr": {
        400: "Cette adresse ou ce formulaire est illisible",
        403: "Ce formulaire a expiré",
        404: "Nous ne trouvons pas cette page",
        410: "Cette page a été retirée",
        500: "Une erreur s’est produite",
    },
    "ar": {
        400: "لا يمكن قراءة هذا العنوان أو هذه الاستمارة",
        403: "انتهت صلاحية هذه الاستمارة",
        404: "لا نجد هذه الصفحة",
        410: "سُحبت هذه الصفحة",
        500: "حدث خلل",
    },
}


@pytest.mark.parametrize("language", HEADINGS)
def test_error_pages_are_in_the_language_of_the_reader(forum, monkeypatch, language):
    factories.session(forum, slug="talk").delete()
    accepts = {"HTTP_ACCEPT_LANGUAGE": language}
    site = Client(raise_request_exception=False, enforce_csrf_checks=True, **accepts)
    foreign = Client(SERVER_NAME="evil.example", **accepts)
    answers = [
        foreign.get(f"/{language}/"),
        site.post("/admin/login/", {}),
        site.get(f"/{language}/nothing/"),
        site.get(f"/{language}/events/forum/sessions/talk/"),
    ]
    monkeypatch.setattr("programme.models.Event.objects.public", lambda: 1 / 0, raising=False)
    answers.append(site.get(f"/{language}/"))

    said = {}
    for answer in answers:
        page = read(answer, status=answer.status_code)
        said[answer.status_code] = page.h1.get_text()
        assert page.html["lang"] == language

    assert said == HEADINGS[language]


def test_the_page_for_a_server_error_needs_no_database(client, settings, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("programme.models.Event.objects.public", lambda: 1 / 0, raising=False)

    page = read(client.get("/en/"), status=500)

    assert page.h1.get_text() == "Something went wrong"
    assert page.html["lang"] == "en"
    assert page.select_one("main a")["href"] == "/en/"


def test_the_page_for_a_server_error_is_in_every_language_the_readers_first(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("programme.models.Event.objects.public", lambda: 1 / 0, raising=False)

    page = read(client.get("/ar/"), status=500)

    parts = [(part["lang"], part["dir"], part.a["href"]) for part in page.select(".error")]
    assert parts == [("ar", "rtl", "/ar/"), ("en", "ltr", "/en/"), ("fr", "ltr", "/fr/")]
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")


def test_an_unknown_host_is_refused_with_a_page_of_the_site():
    page = read(Client(SERVER_NAME="evil.example").get("/en/"), status=400)

    assert page.h1.get_text() == "This address or form cannot be read"


@pytest.mark.parametrize(
    "path",
    [
        "/en/events/%00/",
        "/en/events/x%0d%0aSet-Cookie:%20a=b/",
        "/en/speakers/../../etc/passwd/",
        "/media/../manage.py",
        "/media/%2e%2e/manage.py",
        "/media//etc/passwd",
        "/media/%00",
        "/static/../manage.py",
        "/en/" + "x" * 5000 + "/",
        "/en/pages/١٢٣/",
        "/en/pages/%ff%fe/",
        "//evil.example/en/",
        "/xx/agenda/",
        "/en/events/?page=%00&day=%ff",
        "/?next=//evil.example",
    ],
)
def test_no_address_causes_an_error_or_redirects_to_another_site(client, path):
    response = client.get(path)

    assert response.status_code in {200, 301, 302, 400, 404}
    assert "Set-Cookie" not in response
    location = response.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith("//")


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_set_no_cookie_and_send_the_security_headers(client, forum, path):
    response = client.get(path)

    assert dict(response.cookies) == {}
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_https_is_required_and_hsts_is_sent(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000

    plain, secure, health = (
        client.get("/en/"),
        client.get("/en/", secure=True),
        client.get("/healthz"),
    )

    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/en/")
    assert secure["Strict-Transport-Security"].startswith("max-age=31536000")
    assert health.status_code == 200


def test_a_page_has_a_title_a_language_a_canonical_address_and_a_skip_link(client, forum):
    page = read(client.get("/en/events/forum/agenda/"))

    assert (page.html["lang"], page.html["dir"]) == ("en", "ltr")
    assert page.title.get_text() == "Programme – Forum"
    assert page.select_one("link[rel=canonical]")["href"] == (
        "http://127.0.0.1:8000/en/events/forum/agenda/"
    )
    assert texts(page, "a.skip-link") == ["Skip to main content"]
    assert page.select_one("a.skip-link")["href"] == f"#{page.main['id']}"


def social(page) -> dict[str, str]:
    return {
        tag.get("property") or tag["name"]: tag["content"]
        for tag in page.select("meta[property], meta[name^=twitter]")
    }


def test_a_page_has_social_metadata(client, forum):
    forum.introduction_en = 'It is *about* “openness” & "regions".'
    forum.save()

    page = read(client.get("/en/events/forum/"))

    assert social(page) == {
        "og:type": "website",
        "og:site_name": "Forum",
        "og:title": "Forum",
        "og:description": 'It is about “openness” & "regions".',
        "og:locale": "en_GB",
        "og:url": "http://127.0.0.1:8000/en/events/forum/",
        "og:image": social(page)["og:image"],  # has tests of its own in tests/forum/share
        "og:image:type": "image/jpeg",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Forum",
        "twitter:card": "summary_large_image",
    }


def test_the_menu_marks_the_current_page(client, forum):
    page = read(client.get("/en/events/forum/agenda/"))

    assert texts(page, "header nav [aria-current=page]") == ["Programme"]


def test_the_menu_marks_the_programme_on_its_days_and_sessions(client, forum):
    factories.session(forum, "Talk", slug="talk", hours="09:00-10:00")

    for part in ("agenda/2027-05-04/", "sessions/talk/"):
        page = read(client.get(f"/en/events/forum/{part}"))

        assert texts(page, "header nav [aria-current]") == ["Programme"]
        assert page.select_one("header nav [aria-current]")["aria-current"] == "true"


def test_the_short_agenda_address_redirects_to_the_current_event(client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: factories.at("12:00"))
    factories.event(
        "Long ago", slug="past", first_day=dt.date(2001, 1, 1), last_day=dt.date(2001, 1, 2)
    )
    factories.event("Today", slug="today")

    assert client.get("/en/agenda/")["Location"] == "/en/events/today/agenda/"


def test_the_header_links_to_three_pages_and_the_footer_to_the_others(client):
    for place in (2, 1, 4, 3):
        factories.page(f"Page {place}", menu_position=place, body_en="Text")
    factories.page("Privacy", body_en="Text")
    factories.page("Projects")
    factories.page("Draft", status="draft", menu_position=1)

    factories.event(slug="forum")

    page = read(client.get("/en/events/forum/"))

    assert texts(page, ".site-nav .menu__list a")[3:6] == ["Page 1", "Page 2", "Page 3"]
    assert texts(page, "footer a")[6:9] == ["Page 1", "Page 2", "Page 3"]
    assert texts(page, "footer a")[-2:] == ["Page 4", "Privacy"]


def test_the_print_line_names_the_event_the_time_zone_and_the_date(client, forum, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: factories.at("12:00"))

    page = read(client.get("/en/events/forum/"))

    assert texts(page, ".print-header p") == [
        "Forum · Casablanca time (UTC+0) · printed on 4 May 2027",
        "127.0.0.1:8000/en/events/forum/",
    ]


def test_the_print_line_of_a_page_of_no_event_names_the_site(client, forum):
    page = read(client.get("/en/search/"))

    assert texts(page, ".print-header p") == ["Open Forum", "127.0.0.1:8000/en/search/"]


def test_an_unchanged_page_is_not_sent_again(client):
    forum = factories.event(slug="forum")
    known = {"If-None-Match": client.get("/en/events/forum/agenda/")["ETag"]}
    again = client.get("/en/events/forum/agenda/", headers=known)

    factories.session(forum)

    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/en/events/forum/agenda/", headers=known).status_code == 200
