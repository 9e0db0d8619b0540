"""Each answer of 500 or more is one line of the log that names its request, and nobody's text."""

import json
import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import IntegrityError, OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from forum import logs, urls, views
from forum.wsgi import report_failures
from tests.html import read

PERSONAL = "nadia@example.org"


def fails(request, token=""):
    try:
        raise IntegrityError(f"Key (email)=({PERSONAL}) already exists")
    except IntegrityError as error:
        raise ValueError(PERSONAL) from error


def is_locked(request):
    raise OperationalError("database is locked")


def is_full(request):
    return HttpResponse("full", status=507)


urlpatterns = [
    path("fails/", fails),
    path("fails/<str:token>/", fails),
    path("locked/", is_locked),
    path("full/", is_full),
    *urls.urlpatterns,
]
handler404, handler500 = urls.handler404, urls.handler500

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def test_an_unexpected_error_leaves_one_line_with_request_and_trace(visitor, log_lines):
    response = visitor.post(f"/fails/?email={PERSONAL}", {"email": PERSONAL})

    (line,) = log_lines()
    trace = line.pop("trace")
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "error",
        "logger": "django.request",
        "message": "Internal Server Error",
        "request": response["X-Request-ID"],
        "method": "POST",
        "path": "/fails/",
        "status": 500,
        "exception": "ValueError",
    }
    assert [part.rpartition("\n")[2] for part in trace.split("\n\nThen:\n")] == [
        "django.db.utils.IntegrityError",
        "ValueError",
    ]
    assert "in fails" in trace
    assert PERSONAL not in trace


@pytest.mark.parametrize(
    ("address", "status", "exception"),
    [("/locked/", 503, "OperationalError"), ("/full/", 507, None)],
)
def test_answers_above_500_leave_one_line_too(visitor, log_lines, address, status, exception):
    response = visitor.get(address)

    (line,) = log_lines()
    assert (response.status_code, line["status"], line.get("exception")) == (
        status,
        status,
        exception,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/en/", "/en/nowhere/", "/admin/nowhere/", "/en/?p=%00"])
def test_answers_below_500_leave_no_line(visitor, log_lines, address):
    assert visitor.get(address).status_code < 500
    assert log_lines() == []


@pytest.mark.django_db
def test_the_line_names_the_member_of_staff_by_key(staff, log_lines, monkeypatch):
    staff.raise_request_exception = False
    monkeypatch.setattr("forum.staff.site.frame_context", fails)

    staff.get("/admin/")

    assert [(line["path"], str(line["user"])) for line in log_lines()] == [
        ("/admin/", staff.session["_auth_user_id"])
    ]


def test_secret_parts_of_an_address_are_left_out(visitor, log_lines):
    visitor.get("/fails/c0ffee-5ecret/")

    assert [line["path"] for line in log_lines()] == ["/fails/<token>/"]


def test_they_are_left_out_of_what_fails_before_a_page_is_found(client, log_lines, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(SessionStore, "load", is_locked)
    client.cookies[settings.SESSION_COOKIE_NAME] = "an old session"

    client.get("/admin/password/MQ/c0ffee-5ecret/")

    assert [line["path"] for line in log_lines()] == ["/admin/password/<uidb64>/<token>/"]


def test_a_refused_host_is_one_line_without_a_trace(visitor, log_lines):
    response = visitor.get("/en/", headers={"host": "evil.example"})

    (line,) = log_lines()
    assert response.status_code == 400
    assert (line["logger"], line["message"], line["exception"], line.get("trace")) == (
        "django.security.DisallowedHost",
        "Bad Request",
        "DisallowedHost",
        None,
    )


@pytest.mark.parametrize(
    ("proxies", "given", "is_taken"),
    [
        (1, "0123abcd-from_nginx", True),
        (0, "0123abcd-from_nginx", False),
        (1, "short", False),
        (1, "with space and more", False),
        (1, "x" * 65, False),
        (1, 'quote"quote', False),
    ],
)
def test_only_a_trusted_proxy_chooses_the_id(client, settings, proxies, given, is_taken):
    settings.TRUSTED_PROXIES = proxies

    response = client.get("/healthz", headers={"X-Request-ID": given})

    assert (response["X-Request-ID"] == given) == is_taken
    assert is_taken or len(response["X-Request-ID"]) == 16


def test_the_error_page_names_the_request(visitor):
    response = visitor.get("/fails/")

    page = read(response, status=500)
    names = [name.get_text(" ", strip=True) for name in page.select(".error__reference")]
    assert names[0] == f"Reference: {response['X-Request-ID']}"
    assert len(names) == 3


def test_a_page_without_a_request_names_none(rf):
    assert "error__reference" not in views.server_error(rf.get("/")).text


def test_other_loggers_name_the_request_and_have_fields_of_their_own(log_lines, rf):
    token = logs.request_id.set("0123abcd")
    logging.getLogger("forum.security").info("Signed in", extra={"account": 7, "event": "login"})
    logs.request_id.reset(token)

    (line,) = log_lines()
    del line["time"]
    assert line == {
        "level": "info",
        "logger": "forum.security",
        "message": "Signed in",
        "request": "0123abcd",
        "account": 7,
        "event": "login",
    }


def test_what_fails_before_django_has_a_request_is_logged_and_answered(log_lines):
    def fails_early(environ, start_response):
        raise UnicodeDecodeError("utf-8", PERSONAL.encode(), 0, 1, PERSONAL)

    statuses = []
    environ = RequestFactory().get("/").environ
    report_failures(fails_early)(environ, lambda status, headers: statuses.append(status))

    (line,) = log_lines()
    assert statuses == ["500 Internal Server Error"]
    assert (line["message"], line["exception"]) == ("A request failed", "UnicodeDecodeError")
    assert PERSONAL not in json.dumps(line)


def test_a_command_that_fails_leaves_one_line():
    ended = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", "{}['nadia']"],
        env=os.environ | {"DEBUG": "false"},
        capture_output=True,
        text=True,
        check=False,
    )

    (line,) = map(json.loads, ended.stderr.splitlines())
    assert (ended.returncode, line["message"], line["exception"]) == (
        1,
        "manage.py shell failed",
        "KeyError",
    )
