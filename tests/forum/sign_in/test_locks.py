"""Five wrong passwords lock an account for an address, fifty lock the address."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client

from forum.staff import locks
from forum.staff.locks import SignInLock
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts

pytestmark = pytest.mark.django_db

PASSWORD, WRONG = "a long password", "wrong"
LOG_IN = "/admin/login/"
LOCKS = "/admin/forum/signinlock/"
V6 = "2001:db8:1:2::9"


@pytest.fixture
def amina():
    return get_user_model().objects.create_superuser("amina", password=PASSWORD)


def attempt(username: str = "amina", *, password: str = WRONG, **headers: str) -> int:
    """The status of a try to sign in: 200 for the same page again, 302 for success."""
    typed = {"username": username, "password": password}
    return Client().post(LOG_IN, typed, **headers).status_code


def lock(username="amina", **headers: str) -> None:
    for _number in range(5):
        attempt(username, **headers)


def pass_time(**span: int) -> None:
    for row in SignInLock.objects.all():
        row.attempt_time -= dt.timedelta(**span)
        row.save()


def test_the_sixth_of_fifteen_wrong_passwords_is_refused_and_then_the_right_one_too(amina):
    statuses = [attempt() for _number in range(15)]

    assert statuses == [200] * 5 + [429] * 10
    assert attempt(password=PASSWORD) == 429


def test_a_refused_try_hashes_no_password(amina, monkeypatch):
    lock()
    hashed = []
    verify = MD5PasswordHasher.verify
    monkeypatch.setattr(
        MD5PasswordHasher, "verify", lambda *given: hashed.append(1) or verify(*given)
    )

    statuses = [attempt() for _number in range(3)]

    assert (statuses, hashed) == ([429] * 3, [])


@pytest.mark.parametrize(
    "username",
    [
        "Amina",
        "AMINA",
        " amina ",
        "a mina",
        "\uff41\uff4d\uff49\uff4e\uff41",
        "am\u200bina",
        "amina\u00a0",
    ],
)
def test_no_other_spelling_of_the_name_is_a_way_around(amina, username):
    statuses = [attempt(username) for _number in range(6)]

    assert statuses == [200] * 5 + [429]
    assert attempt(password=PASSWORD) == 429


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_X_FORWARDED_FOR": "198.51.100.1"},
        {"HTTP_X_REAL_IP": "198.51.100.1"},
        {"HTTP_FORWARDED": "for=198.51.100.1"},
        {"HTTP_CLIENT_IP": "198.51.100.1"},
        {"HTTP_USER_AGENT": "another browser"},
        {"HTTP_ACCEPT": "text/plain", "HTTP_ACCEPT_LANGUAGE": "fr"},
        {"QUERY_STRING": "username=other"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_no_header_is_a_way_around(amina, headers):
    lock()

    assert attempt(password=PASSWORD, **headers) == 429


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("192.0.2.7", "::ffff:192.0.2.7"),
        ("192.0.2.7", "::ffff:c000:207"),
        ("192.0.2.7", "2002:c000:207::1"),
        (V6, "2001:0db8:0001:0002:0000:0000:0000:0009"),
        (V6, "2001:db8:1:2:ffff::1"),
    ],
)
def test_no_second_form_of_an_address_is_a_way_around(amina, first, second):
    lock(REMOTE_ADDR=first)

    assert attempt(password=PASSWORD, REMOTE_ADDR=second) == 429


def test_behind_a_proxy_the_address_that_it_saw_is_locked(amina, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        attempt(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 192.0.2.7")

    same = attempt(password=PASSWORD, HTTP_X_FORWARDED_FOR="10.0.0.1, [::ffff:192.0.2.7]:4711")
    another = attempt(password=PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.7, 192.0.2.8")

    assert (same, another) == (429, 302)


def test_another_address_and_another_account_are_not_locked(amina):
    factories.staff_user("karim", password=PASSWORD)
    lock(REMOTE_ADDR=V6)

    assert attempt(password=PASSWORD, REMOTE_ADDR="2001:db8:1:3::9") == 302
    assert attempt("karim", password=PASSWORD, REMOTE_ADDR=V6) == 302


def test_a_name_that_no_account_has_is_locked_in_the_same_way(amina):
    assert [attempt("nobody") for _number in range(6)] == [200] * 5 + [429]


def test_the_right_password_makes_earlier_tries_forgotten(amina):
    tries = [WRONG] * 4 + [PASSWORD] + [WRONG] * 4 + [PASSWORD]

    assert [attempt(password=password) for password in tries] == ([200] * 4 + [302]) * 2


def test_a_lock_is_over_a_quarter_of_an_hour_after_the_last_wrong_password(amina):
    lock()
    pass_time(minutes=14)
    attempt()
    too_early = attempt(password=PASSWORD)
    pass_time(minutes=1)

    assert (too_early, attempt(password=PASSWORD)) == (429, 302)


def test_fifty_wrong_passwords_in_an_hour_lock_an_address_for_every_account(amina, monkeypatch):
    monkeypatch.setattr(locks, "ADDRESS_LIMIT", 7)
    statuses = [attempt(f"name{number}") for number in range(8)]

    assert statuses == [200] * 7 + [429]
    assert attempt(password=PASSWORD) == 429
    assert attempt(password=PASSWORD, REMOTE_ADDR=V6) == 302
    pass_time(hours=1)
    assert attempt(password=PASSWORD) == 302


def test_right_passwords_do_not_count_towards_the_limit_of_an_address(amina, monkeypatch):
    monkeypatch.setattr(locks, "ADDRESS_LIMIT", 2)

    assert [attempt(password=PASSWORD) for _number in range(4)] == [302] * 4


def test_the_page_says_when_to_try_again_and_what_to_do(amina):
    lock()

    answer = Client().post(LOG_IN, {"username": "amina", "password": "wrong"})

    page = read(answer, status=429)
    assert 880 < int(answer["Retry-After"]) <= 900
    assert "no-store" in answer["Cache-Control"]
    assert texts(page, "h1") == ["Too many failed attempts"]
    assert texts(page, "#content p")[0] == (
        "This account is locked. You can try again in 15 minutes."
    )
    assert page.select_one("#content a.button")["href"] == LOG_IN


def test_neither_the_browser_nor_what_was_posted_is_stored(amina):
    sent = {"username": "amina", "password": "wrong", "_typed": "somebody's text"}
    Client(HTTP_USER_AGENT="a browser").post(f"{LOG_IN}?next=/admin/", sent)

    stored = SignInLock.objects.values_list("user_agent", "get_data", "post_data", "http_accept")
    assert set(stored) == {("", "", "", "")}


def test_counts_of_more_than_an_hour_ago_are_deleted_when_somebody_signs_in(amina):
    attempt("karim", REMOTE_ADDR=V6)
    pass_time(hours=2)

    attempt(password=PASSWORD)

    assert set(SignInLock.objects.values_list("username", "ip_address")) == {("", "127.0.0.1")}


@pytest.mark.django_db(transaction=True)
def test_tries_that_arrive_together_do_not_exceed_the_limit(amina):
    def one(_number: int) -> int:
        try:
            return attempt()
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as visitors:
        statuses = sorted(visitors.map(one, range(16)))

    assert statuses == [200] * 5 + [429] * 11


class TestAdministrator:
    def colleague(self, *codenames: str) -> Client:
        user = factories.staff_user("karim")
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client()
        client.force_login(user)
        return client

    def test_sees_who_is_locked_and_from_where(self, staff):
        lock("nadia", REMOTE_ADDR=V6)
        attempt("karim", REMOTE_ADDR=V6)

        page = read(staff.get(LOCKS))

        cells = "#result_list tbody :is(.field-account, .field-address, .field-failures)"
        assert texts(page, cells) == ["nadia", "2001:db8:1:2::", "5"]

    def test_lifts_a_lock_that_is_then_over_at_once(self, staff, security_log):
        lock()
        form = filled(read(staff.get(LOCKS)))

        page = read(staff.post(LOCKS, form | self.chosen() | {"action": "unlock"}, follow=True))

        assert texts(page, ".messagelist li") == ["1 account was unlocked."]
        assert attempt(password=PASSWORD) == 302
        assert "sign_in_unlocked" in security_log.events()

    def test_may_not_lift_it_without_the_permission(self):
        lock()
        viewer = self.colleague("view_signinlock")

        page = read(viewer.get(LOCKS))
        viewer.post(LOCKS, self.chosen() | {"action": "unlock"})

        assert page.select("button[value=unlock]") == []
        assert attempt(password=PASSWORD) == 429

    def chosen(self) -> dict[str, str]:
        locked = SignInLock.objects.exclude(username=locks.ANY_ACCOUNT).get()
        return {"_selected_action": str(locked.pk)}


def test_a_lock_is_one_line_in_the_security_log(amina, security_log):
    lock()
    attempt()
    attempt()

    found = [line for line in security_log.without_addresses() if "locked" in line["event"]]
    assert found == [{"event": "sign_in_locked", "user": amina.pk}]
