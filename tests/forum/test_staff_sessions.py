"""Sessions of staff last eight hours from the last click, and two weeks in all."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories

pytestmark = pytest.mark.django_db

HOUR = 60 * 60
DAY = 24 * HOUR


def age(client, *, seconds: int, since: str) -> None:
    """Move a moment of the client's session into the past."""
    session = client.session
    session[since] -= seconds
    session.save()


def time_left() -> dt.timedelta:
    return Session.objects.get().expire_date - timezone.now()


def session_writes(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(path)
    writes = ("UPDATE", "INSERT", "DELETE")
    return sum("django_session" in q["sql"] and q["sql"].startswith(writes) for q in asked)


def test_a_click_gives_another_eight_hours(staff):
    age(staff, seconds=7 * HOUR, since="renewed_at")
    Session.objects.update(expire_date=timezone.now() + dt.timedelta(hours=1))

    answer = staff.get("/admin/")

    assert (answer.status_code, time_left() > dt.timedelta(hours=8)) == (200, True)
    assert int(answer.cookies["sessionid"]["max-age"]) >= 8 * HOUR


def test_a_session_ends_eight_hours_after_the_last_click(staff):
    staff.get("/admin/")
    left = time_left() - dt.timedelta(hours=8)
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))

    answer = staff.get("/admin/")

    assert dt.timedelta() < left <= dt.timedelta(minutes=5)
    assert (answer.status_code, answer.url) == (302, "/admin/login/?next=/admin/")


def test_clicks_within_five_minutes_write_no_session(staff):
    staff.get("/admin/")

    assert [session_writes(staff, path) for path in ("/admin/", "/admin/forum/page/")] == [0, 0]

    age(staff, seconds=301, since="renewed_at")
    assert session_writes(staff, "/admin/") == 1


def test_a_session_ends_after_two_weeks_of_work(staff):
    age(staff, seconds=14 * DAY - HOUR, since="signed_in_at")
    still_in = staff.get("/admin/").status_code
    age(staff, seconds=HOUR + 1, since="signed_in_at")

    answer = staff.get("/admin/")

    assert (still_in, answer.status_code, answer.url) == (200, 302, "/admin/login/?next=/admin/")
    assert Session.objects.count() == 0


def test_signing_in_starts_the_two_weeks_again(staff):
    age(staff, seconds=13 * DAY, since="signed_in_at")

    staff.post("/admin/login/", {"username": "amina", "password": "a long password"})

    age(staff, seconds=2 * DAY, since="signed_in_at")
    assert staff.get("/admin/").status_code == 200


def test_the_public_site_neither_reads_nor_writes_sessions(staff, client):
    factories.session(factories.event())
    age(staff, seconds=HOUR, since="renewed_at")

    with CaptureQueriesContext(connection) as asked:
        answers = [visitor.get("/en/") for visitor in (staff, client)]

    assert [answer.cookies for answer in answers] == [{}, {}]
    assert [query["sql"] for query in asked if "django_session" in query["sql"]] == []
