"""One host name: others redirect to it, foreign ones are refused, and probes need none."""

import pytest
from django.test import Client

from forum.hosts import www_name
from tests.forum.test_settings import settings_of
from tests.html import read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hosts(settings):
    settings.SITE_URL = "https://forum.example.org"
    settings.REDIRECTED_HOSTS = ["www.forum.example.org", ".example.com"]
    settings.ALLOWED_HOSTS = ["forum.example.org", *settings.REDIRECTED_HOSTS, "127.0.0.1"]
    settings.SECURE_SSL_REDIRECT = True


def ask(host: str, path: str, *, method: str = "GET", secure: bool = True) -> tuple:
    response = Client().generic(method, path, headers={"Host": host}, secure=secure)
    return response.status_code, response.get("Location")


@pytest.mark.parametrize(
    ("site_url", "names"),
    [
        ("https://forum.example.org", ["www.forum.example.org"]),
        ("https://www.example.org", ["example.org"]),
        ("http://127.0.0.1:8000", []),
        ("http://localhost:8000", []),
    ],
)
def test_a_site_has_the_name_with_and_without_www(site_url, names):
    assert www_name(site_url) == names


def test_the_other_names_are_that_with_www_and_the_additional_ones():
    found = settings_of(
        "REDIRECTED_HOSTS", "ALLOWED_HOSTS", SITE_URL="https://x.org", ALLOWED_HOSTS="x.com"
    )

    assert found == {
        "REDIRECTED_HOSTS": ["www.x.org", "x.com"],
        "ALLOWED_HOSTS": ["x.org", "www.x.org", "x.com"],
    }


@pytest.mark.parametrize("host", ["www.forum.example.org", "example.com", "a.b.example.com:443"])
@pytest.mark.parametrize(("method", "status"), [("GET", 301), ("HEAD", 301), ("POST", 308)])
def test_another_name_redirects_to_the_same_path(host, method, status):
    found = ask(host, "/en/events/?q=%D8%A3&page=2", method=method)

    assert found == (status, "https://forum.example.org/en/events/?q=%D8%A3&page=2")


def test_another_name_redirects_to_nothing_but_the_site():
    path = "//evil.example/\r\nX: 1"

    response = Client().get(
        "/", PATH_INFO=path, headers={"Host": "www.forum.example.org"}, secure=True
    )

    assert response["Location"] == "https://forum.example.org//evil.example/%0D%0AX:%201"


@pytest.mark.parametrize("host", ["forum.example.org", "forum.example.org:8443", "127.0.0.1:8000"])
def test_its_own_host_and_the_machine_itself_are_served(host):
    assert ask(host, "/en/") == (200, None)


def test_http_becomes_https_on_the_same_host_first():
    assert ask("www.forum.example.org", "/en/", secure=False) == (
        301,
        "https://www.forum.example.org/en/",
    )


@pytest.mark.parametrize("host", ["evil.example", "evil-forum.example.org", "x.www.example.org"])
@pytest.mark.parametrize("path", ["/en/", "/ar/nothing/", "/admin/", "/healthz/", "/robots.txt"])
def test_a_foreign_host_is_refused_everywhere_else(host, path):
    response = Client().get(path, headers={"Host": host}, secure=True)

    page = read(response, status=400)
    assert page.html["lang"] == ("ar" if path.startswith("/ar/") else "en")
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["10.0.0.7:8000", "evil.example", "<script>", "a" * 300, ""])
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("secure", [True, False])
def test_probes_answer_whatever_the_host(host, path, secure):
    response = Client().get(path, headers={"Host": host}, secure=secure)

    assert (response.status_code, response.content) == (200, b"ok\n")
