"""Two thousand requests that no browser would send, at the WSGI level."""

import io
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote_from_bytes

import pytest
from django.core import signals
from django.db import close_old_connections

from forum import slow_clients
from forum.contact.models import Letter, Message
from forum.wsgi import application
from tests.contact.forms import FIELDS, make_token

pytestmark = pytest.mark.django_db

REQUESTS, PARTS = 500, 4
"""Two thousand requests, in parts that can run in parallel."""


@pytest.fixture(autouse=True)
def keep_connection(monkeypatch):
    """Keeps the test's database connection, which a server would close after each request."""
    monkeypatch.setattr(slow_clients, "close_old_connections", lambda: None)
    signals.request_started.disconnect(close_old_connections)
    signals.request_finished.disconnect(close_old_connections)
    yield
    signals.request_started.connect(close_old_connections)
    signals.request_finished.connect(close_old_connections)


EXPECTED_STATUSES = {200, 302, 400, 403, 405, 413, 415, 422, 429}
ATTACK = '<script>alert("evil")</script>'
FORM = "application/x-www-form-urlencoded"
VALUES = [
    ATTACK.encode(),
    b"'\"><img src=x onerror=alert(1)>",
    b"Nadia\r\nBcc: all@example.org",
    b"a\x00b",
    b"\x00" * 50,
    b"\xed\xa0\x80",
    b"\xff\xfe\xfd",
    "\u202egnihton".encode(),
    "\u2066\u2067\u2068".encode(),
    b"x" * 201,
    b" \t\r\n ",
    b"",
    b"{% debug %}{{ settings.SECRET_KEY }}",
    b"%00%0d%0a",
    b"../../etc/passwd",
    b"' OR 1=1 --",
    b"nadia@example.org,victim@example.org",
    b'"a,victim@example.org,b"@example.org',
    b"a@" + b"b" * 300 + b".org",
    "n\u00e4dia@ex\u00e4mple.org".encode(),
    ("\U0001f44b" * 10).encode(),
    b"$(reboot)",
    b"=cmd|' /C calc'!A0",
    b"-1",
    b"99999999999999999999",
]
HUGE = b"x" * 1_000_000
FIELD_NAMES = [
    *FIELDS,
    "token",
    "website",
    "event",
    "session",
    "csrfmiddlewaretoken",
    "state",
    "nonce",
]
KINDS = [
    FORM,
    f"{FORM}; charset=utf-8",
    f"{FORM}; charset=hex",
    f"{FORM}; charset=utf-16",
    f"{FORM}; charset=\x00",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300,
    "multipart/form-data; boundary=x; charset=rot13",
    "application/json",
    "text/xml",
    "text/plain; charset=idna",
    "image/png",
    "",
    ";;;=",
]


def urlencoded(fields: list[tuple[str, bytes]]) -> bytes:
    return b"&".join(
        name.encode() + b"=" + quote_from_bytes(value).encode() for name, value in fields
    )


def form(words: dict[str, str]) -> dict:
    """A request as a browser sends it."""
    body = urlencoded([(name, value.encode()) for name, value in words.items()])
    length = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
    return {"CONTENT_TYPE": FORM, "REQUEST_METHOD": "POST"} | length


def multipart(fields: list[tuple[str, bytes]]) -> bytes:
    parts = [
        b'--x\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n' % (name.encode(), value)
        for name, value in fields
    ]
    return b"".join(parts) + b"--x--\r\n"


def hostile_requests(rng: random.Random) -> Iterator[dict]:
    """Valid forms with distorted parts, and bodies that are not forms at all."""
    for number in itertools.count():
        token = make_token(seconds_ago=9, nonce=f"number-{number}").encode()
        fields = [(name, value.encode()) for name, value in FIELDS.items()] + [("token", token)]
        for _time in range(rng.randint(1, 3)):
            fields = distort(fields, rng)
        body, kind = urlencoded(fields), FORM
        way = rng.random()
        if way < 0.3:
            body, kind = multipart(fields), "multipart/form-data; boundary=x"
        elif way < 0.5:
            kind = rng.choice(KINDS)
        if rng.random() < 0.15:
            body = body[: rng.randrange(len(body) + 1)]
        yield {
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(content_length(body, rng)),
            "REQUEST_METHOD": rng.choice(["POST"] * 12 + ["PUT", "PATCH", "get", "X\x01"]),
            "wsgi.input": io.BytesIO(body),
        }


def distort(fields: list[tuple[str, bytes]], rng: random.Random) -> list[tuple[str, bytes]]:
    """The fields, with one missing, doubled, added or replaced."""
    place = rng.randrange(len(fields) or 1)
    value = HUGE if rng.random() < 0.01 else rng.choice(VALUES)
    changed = {
        "replace": [*fields[:place], (fields[place][0], value), *fields[place + 1 :]],
        "double": [*fields, (fields[place][0], value)],
        "add": [*fields, (rng.choice(FIELD_NAMES), value)],
        "drop": fields[:place] + fields[place + 1 :] or fields,
        "nothing": fields,
    }
    return changed[rng.choice(list(changed))]


def content_length(body: bytes, rng: random.Random) -> object:
    """Mostly the right one; the server itself refuses what is not a number."""
    return rng.choice([len(body)] * 20 + [0, "", len(body) // 2])


def answer(request: dict) -> tuple[int, bytes]:
    told = []
    environ = {
        "PATH_INFO": "/en/contact/",
        "QUERY_STRING": "",
        "REMOTE_ADDR": "127.0.0.1",
        "SCRIPT_NAME": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.errors": io.StringIO(),
        "wsgi.multiprocess": True,
        "wsgi.multithread": True,
        "wsgi.run_once": False,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
    } | request
    response = application(environ, lambda status, headers: told.append(int(status[:3])))
    try:
        return told[0], b"".join(response)
    finally:
        getattr(response, "close", lambda: None)()


@pytest.mark.parametrize("part", range(PARTS))
def test_two_thousand_hostile_requests_are_answered_and_none_is_half_stored(settings, part):
    settings.CONTACT_RATE_LIMIT = (REQUESTS, 3600)
    settings.CONTACT_RECIPIENTS = ["team@forum.example"]
    rng = random.Random(20261124 + part)  # noqa: S311  the same requests each time

    answers = [answer(request) for request in itertools.islice(hostile_requests(rng), REQUESTS)]

    statuses = Counter(status for status, _page in answers)
    assert set(statuses) <= EXPECTED_STATUSES, statuses
    assert {302, 400, 405, 415, 422} <= set(statuses)
    assert [page for _status, page in answers if ATTACK.encode() in page] == []
    assert Message.objects.count() == statuses[302]
    told = Letter.objects.filter(kind="notification").values("message")
    assert Message.objects.exclude(pk__in=told).exclude(state="spam").count() == 0


def test_requests_over_the_rate_limit_are_answered_with_429_and_not_stored(settings):
    settings.CONTACT_RATE_LIMIT = (2, 3600)
    tokens = [make_token(seconds_ago=9, nonce=f"flood-{number}") for number in range(4)]

    answers = [answer(form(FIELDS | {"token": token})) for token in tokens]

    assert [status for status, _page in answers] == [302, 302, 429, 429]
    assert Message.objects.count() == 2
