"""The WSGI application: unusual charsets."""

import pytest
from django.test import RequestFactory

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
