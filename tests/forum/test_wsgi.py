"""The WSGI application: unusual charsets, and the depth of calls."""

import gc
import resource

import pytest
from django.test import RequestFactory

from forum.wsgi import application, keep_stack_at_hand

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


def test_a_loop_costs_the_same_at_any_depth_of_calls():
    """The number of times that the kernel had to find memory, in the worst of 600 depths."""

    def answer(depth: int, start_response: object) -> int:
        return answer(depth - 1, start_response) if depth else faults_of_a_loop()

    site = keep_stack_at_hand(answer)

    assert max(site(depth, None) for depth in range(600)) < 100


def faults_of_a_loop() -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for number in range(1000):
        sum_of(number)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def sum_of(number: int, one: int = 1, two: int = 2, three: int = 3) -> int:
    return number + one + two + three


def test_the_garbage_collector_leaves_what_is_loaded_alone():
    assert gc.get_freeze_count() > 50_000
