"""Headers of every kind of answer, over https: their score, their types, and what is kept."""

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client

from tests import factories, observatory

pytestmark = [pytest.mark.django_db, pytest.mark.once]

EVENT = "/en/events/forum/"
TEXTS = {
    "/healthz": "text/plain",
    "/readyz": "text/plain",
    "/robots.txt": "text/plain",
    "/.well-known/security.txt": "text/plain",
    "/sitemap.xml": "application/xml",
    "/static/css/site.css": "text/css",
    "/static/js/site.js": "text/javascript",
    f"{EVENT}agenda.ics": "text/calendar",
    f"{EVENT}schedule.xml": "application/xml",
    f"{EVENT}schedule.json": "application/json",
    f"{EVENT}agenda.txt": "text/plain",
    f"{EVENT}news.atom": "application/atom+xml",
    f"{EVENT}programme.csv": "text/csv",
    f"{EVENT}agenda/2027-05-04.ics": "text/calendar",
    f"{EVENT}sessions/talk/calendar.ics": "text/calendar",
    "/en/": "text/html",
    "/en/events/": "text/html",
    EVENT: "text/html",
    f"{EVENT}agenda/": "text/html",
    f"{EVENT}sessions/talk/": "text/html",
    f"{EVENT}speakers/": "text/html",
    f"{EVENT}organizations/": "text/html",
    "/en/speakers/amina/": "text/html",
    "/en/search/?q=talk": "text/html",
    "/en/contact/": "text/html",
    "/admin/": "text/html",
    "/admin/login/": "text/html",
    "/admin/password_change/": "text/html",
    "/admin/programme/event/": "text/html",
    "/admin/programme/event/add/": "text/html",
    "/admin/jsi18n/": "text/javascript",
}
QUOTED = {"/static/css/site.css", "/static/js/site.js", "/admin/jsi18n/"}
"""Their charset is in quotation marks, which mean nothing."""

REFUSALS = {
    "/en": 301,
    "/": 302,
    "/admin": 301,
    "/en/nothing/": 404,
    "/admin/nothing/": 404,
    "/media/nothing.png": 404,
    "/static/nothing.css": 404,
    f"{EVENT}sessions/deleted/": 410,
    "/en/?a=%00": 200,
    "/admin/programme/event/?id=%00": 400,
}
METHODS = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "FETCH"]


@pytest.fixture(autouse=True)
def https(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.WHITENOISE_USE_FINDERS = True
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE"):
        setattr(settings, name, True)


@pytest.fixture
def forum():
    """One of everything that has an address."""
    event = factories.event("Forum", slug="forum")
    talk = factories.session(event, "Talk", slug="talk", hours="09:00-10:00")
    factories.contribution(factories.speaker("Amina", slug="amina"), session=talk)
    factories.session(event, slug="deleted").delete()
    event.picture = factories.picture()
    event.save()
    return event


@pytest.fixture
def site(forum) -> Client:
    """Staff, over https; errors are answered as visitors see them."""
    user = get_user_model().objects.create_superuser("amina", password="a long password")
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def get(client: Client, path: str, **options) -> HttpResponse:
    answer = client.get(path, secure=True, **options)
    answer.body = answer.getvalue()  # reads and closes a file
    return answer


def low(answers: dict[str, HttpResponse]) -> dict[str, int]:
    """The scores below 130: 100, and 30 for the policy, referrers, frames and resources.

    The programme in files is for every site: without the 10 for resources.
    """
    scores = {name: observatory.score(answer) for name, answer in answers.items()}
    shared = {n for n, a in answers.items() if a.get("Access-Control-Allow-Origin") == "*"}
    return {name: score for name, score in scores.items() if score < 130 - 10 * (name in shared)}


def test_every_kind_of_page_has_a_high_score(site, forum):
    talk = forum.sessions.get()
    document = factories.document("Slides", session=talk, file=factories.pdf())
    files = [document.file.url, forum.picture.share_image.url, "/static/img/icon.svg"]

    answers = {path: get(site, path) for path in [*TEXTS, *REFUSALS, *files]}

    assert [answers[path].status_code for path in files] == [200] * 3
    assert low(answers) == {}


def test_every_error_has_a_high_score(site, monkeypatch):
    answers = {
        "foreign host": get(site, "/en/", headers={"Host": "evil.example"}),
        "foreign host of a file": get(site, "/static/x", headers={"Host": "evil.example"}),
        "no token": Client(enforce_csrf_checks=True).post("/admin/login/", secure=True),
        "no rights": get(Client(), "/admin/"),
        "method": site.generic("TRACE", "/en/", secure=True),
    }
    monkeypatch.setattr("programme.models.Event.objects.public", lambda: 1 / 0, raising=False)
    answers["500"] = get(site, "/en/")

    assert [answer.status_code for answer in answers.values()] == [400, 400, 403, 302, 405, 500]
    assert low(answers) == {}


def test_the_score_of_an_answer_without_headers_is_low():
    assert observatory.score(HttpResponse("x")) == 25


def test_every_text_says_its_type_and_charset(site):
    found = {path: get(site, path)["Content-Type"] for path in TEXTS}

    assert found == {
        path: f'{kind}; charset="utf-8"' if path in QUOTED else f"{kind}; charset=utf-8"
        for path, kind in TEXTS.items()
    }


@pytest.mark.parametrize("path", ["/admin", "/admin/", "/admin/login/", "/admin/password_change/"])
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_no_answer_of_the_admin_is_kept(site, path, is_signed_in):
    client = site if is_signed_in else Client()

    for method in ("GET", "HEAD", "POST", "PUT"):
        assert "no-store" in client.generic(method, path, secure=True)["Cache-Control"]


def test_head_answers_as_get_without_a_body(site):
    # Django redirects those who are signed in away from the sign-in page for GET only.
    paths = [path for path in [*TEXTS, *REFUSALS] if path != "/admin/login/"]

    heads = {path: site.head(path, secure=True) for path in paths}

    assert {path: head.getvalue() for path, head in heads.items() if head.getvalue()} == {}
    assert {path: told(head) for path, head in heads.items()} == {
        path: told(get(site, path)) for path in paths
    }


def told(response: HttpResponse) -> tuple[int, dict[str, str]]:
    """The status and the headers that are the same for each request."""
    changing = {
        "Content-Security-Policy",
        "Content-Length",
        "Date",
        "ETag",
        "Expires",
        "X-Request-ID",
    }
    headers = {name: value for name, value in response.items() if name not in changing}
    return response.status_code, headers


def test_other_methods_are_refused(site):
    read_only = ["/", "/en/", f"{EVENT}agenda.ics", "/healthz", "/robots.txt"]
    forms = ["/admin/", "/admin/programme/event/", "/en/contact/", "/static/css/site.css"]

    found = {
        (method, path): site.generic(method, path, secure=True).status_code
        for method in METHODS
        for path in (read_only if method == "POST" else read_only + forms)
    }

    shared = ("OPTIONS", f"{EVENT}agenda.ics")
    assert {asked: status for asked, status in found.items() if status != 405} == {shared: 204}


def test_scripts_of_other_sites_may_read_the_programme_in_files_alone(site, forum):
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "GET"}
    feed, page = (get(site, f"{EVENT}{name}", headers=asked) for name in ("agenda.ics", "agenda/"))

    before = site.options(f"{EVENT}agenda.ics", headers=asked, secure=True)

    assert (before.status_code, before["Access-Control-Allow-Methods"]) == (
        204,
        "GET, HEAD, OPTIONS",
    )
    assert [answer.get("Access-Control-Allow-Origin") for answer in (before, feed, page)] == [
        "*",
        "*",
        None,
    ]
    assert feed["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("charset", ["hex", "utf-16"])
def test_a_request_in_another_charset_gets_an_answer_with_all_headers(site, charset):
    answer = site.generic(
        "POST", "/en/contact/", content_type=f"text/plain; charset={charset}", secure=True
    )

    assert low({"charset": answer}) == {}
