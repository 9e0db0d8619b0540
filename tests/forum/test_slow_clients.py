"""Requests work in turns, and only with complete bodies."""

import io
import threading

import pytest
from django.test import RequestFactory

from forum.slow_clients import INCOMPLETE_BODIES, LARGEST_BODY, PATIENCE, separate_slow_clients

pytestmark = pytest.mark.django_db


class Stalled(io.BytesIO):
    """A body whose client sends nothing until `goes_on`."""

    def __init__(self, text: bytes):
        super().__init__(text)
        self.is_awaited, self.goes_on = threading.Event(), threading.Event()

    def read(self, size: int = -1) -> bytes:
        self.is_awaited.set()
        self.goes_on.wait(10)
        return super().read(size)


def echo(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read()]


def call(site, body: bytes = b"", **environ: object) -> tuple[str, bytes]:
    """The status line and the body of the answer."""
    lines = []
    given = {"wsgi.input": io.BytesIO(body)} | environ
    request = RequestFactory().generic("POST", "/", body).environ | given
    answer = site(request, lambda status, headers: lines.append(status))
    return lines[0], b"".join(answer)


@pytest.mark.parametrize("size", [0, 5, 300_000])
def test_the_site_gets_the_whole_body(size):
    body = b"x" * size

    assert call(separate_slow_clients(echo), body) == ("200 OK", body)


@pytest.mark.parametrize(
    ("length", "answer"),
    [
        ("6", ("400 Bad Request", b"The request is incomplete.\n")),
        (str(LARGEST_BODY + 1), ("413 Content Too Large", b"This is too large.\n")),
        ("many", ("200 OK", b"12345")),
        ("-3", ("200 OK", b"12345")),
    ],
)
def test_a_body_of_another_length_is_refused(length, answer):
    assert call(separate_slow_clients(echo), b"12345", CONTENT_LENGTH=length) == answer


def test_stalled_bodies_leave_threads_for_pages_and_beyond_that_are_refused():
    site = separate_slow_clients(echo)
    bodies = [Stalled(b"text") for _body in range(INCOMPLETE_BODIES)]
    length = {"CONTENT_LENGTH": "4"}
    answers = []
    threads = [
        threading.Thread(
            target=lambda body=body: answers.append(call(site, **{"wsgi.input": body} | length))
        )
        for body in bodies
    ]

    for thread in threads:
        thread.start()
    for body in bodies:
        body.is_awaited.wait(10)
    page, one_more = call(site), call(site, b"text")
    for body in bodies:
        body.goes_on.set()
    for thread in threads:
        thread.join()

    assert page == ("200 OK", b"")
    assert one_more == ("503 Service Unavailable", b"Please try again.\n")
    assert answers == [("200 OK", b"text")] * INCOMPLETE_BODIES
    assert call(site, b"text") == ("200 OK", b"text")


def test_a_turn_ends_before_the_response_is_sent():
    site = separate_slow_clients(echo)

    unsent = [site(RequestFactory().get("/").environ, lambda *line: None) for _turn in range(3)]

    assert len(unsent) == 3


@pytest.fixture
def at_work():
    """A site whose requests take until `done` is set, and three of them."""
    begun, done = threading.Semaphore(0), threading.Event()

    def work(environ, start_response):
        begun.release()
        done.wait(10)
        return []

    site, environ = separate_slow_clients(work), RequestFactory().get("/").environ
    threads = [
        threading.Thread(target=site, args=(environ, lambda *line: None)) for _request in range(3)
    ]
    for thread in threads:
        thread.start()
    yield begun
    done.set()
    for thread in threads:
        thread.join()


def test_a_second_request_begins_only_if_the_first_is_slow(at_work):
    begun = [at_work.acquire(timeout=seconds) for seconds in (5, PATIENCE / 2, 5, PATIENCE)]

    assert begun == [True, False, True, False]
