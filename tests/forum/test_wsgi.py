"""The door for servers: what Django could not read is refused before it tries to."""

import pytest
from django.test import RequestFactory

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
