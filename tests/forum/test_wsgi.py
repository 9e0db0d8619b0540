"""The door for servers: what Django could not read is refused before it tries to."""

import runpy

import pytest
from django.conf import settings
from django.test import RequestFactory
from gunicorn.config import Config
from gunicorn.http.errors import LimitRequestLine
from gunicorn.http.parser import RequestParser

from forum.wsgi import application

pytestmark = pytest.mark.django_db


def answer(content_type: str) -> str:
    """The status line of a request to `/healthz` with this content type."""
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
def test_a_charset_that_browsers_do_not_send_is_refused(parameter):
    assert answer(f"text/plain; {parameter}") == "415 Unsupported Media Type"


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
def test_anything_else_is_handed_on(content_type):
    assert answer(content_type) == "200 OK"


def as_gunicorn_reads(path: str):
    """The request for a path as gunicorn takes it, with the settings of the site."""
    config = Config()
    line = runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["limit_request_line"]
    config.set("limit_request_line", line)
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    return next(RequestParser(config, [request], ("127.0.0.1", 1)))


def test_a_query_of_ten_kilobytes_reaches_the_site():
    query = "q=" + "a" * 10 * 1024

    assert as_gunicorn_reads(f"/en/search/?{query}").query == query


def test_an_address_without_an_end_is_refused():
    with pytest.raises(LimitRequestLine):
        as_gunicorn_reads("/" + "a" * 16 * 1024)
