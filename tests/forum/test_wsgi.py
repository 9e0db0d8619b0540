"""The WSGI application and gunicorn: unusual charsets and long addresses."""

import runpy

import pytest
from django.conf import settings
from django.test import RequestFactory
from gunicorn.config import Config
from gunicorn.http.errors import LimitRequestLine
from gunicorn.http.parser import RequestParser

from forum.wsgi import application

pytestmark = pytest.mark.django_db


def status_line(content_type: str) -> str:
    """The status line of the response to a request with this content type."""
    environ = RequestFactory(SERVER_NAME="localhost").generic("GET", "/healthz?a=%ff").environ
    lines = []
    application(
        environ | {"CONTENT_TYPE": content_type}, lambda status, *headers: lines.append(status)
    )
    return lines[0]


@pytest.mark.parametrize(
    "parameter",
    [
        "charset=hex",
        'charset="hex"',
        "charset=utf-8; charset=hex",
        "charset=idna",
        "charset=utf-16",
        "charset=raw_unicode_escape",
        "charset=",
        "charset*=nonsense''utf-8",
        "x*=idna''%ff",
    ],
)
def test_an_unusual_charset_is_refused(parameter):
    assert status_line(f"text/plain; {parameter}") == "415 Unsupported Media Type"


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "text/plain; charset=utf-8",
        'application/x-www-form-urlencoded; charset="UTF-8"',
        "multipart/form-data; boundary=x",
        "nonsense",
    ],
)
def test_other_content_types_are_accepted(content_type):
    assert status_line(content_type) == "200 OK"


def parse_with_gunicorn(path: str):
    """The request for a path, parsed by gunicorn with the site's settings."""
    config = Config()
    line = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["limit_request_line"]
    config.set("limit_request_line", line)
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    return next(RequestParser(config, [request], ("127.0.0.1", 1)))


def test_gunicorn_accepts_a_query_of_10_kb():
    query = "q=" + "a" * 10 * 1024

    assert parse_with_gunicorn(f"/en/search/?{query}").query == query


def test_gunicorn_refuses_a_longer_address():
    with pytest.raises(LimitRequestLine):
        parse_with_gunicorn("/" + "a" * 16 * 1024)
