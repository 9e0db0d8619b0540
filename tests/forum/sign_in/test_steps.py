"""After the password: a code, a new password, the set-up of a second factor."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from forum.staff import second_factor
from forum.staff.sign_in import pending
from forum.staff.sign_in_state import SignInState
from tests.forum.sign_in.steps import (
    LOG_IN,
    NEW_PASSWORD,
    PASSWORD,
    code_for,
    enter,
    enter_password,
    is_signed_in,
    superuser,
    with_factor,
    wrong_code,
)
from tests.html import read, texts

pytestmark = pytest.mark.django_db

NEW = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
AGAIN = "This step has expired or was already completed. Please log in again."
WRONG = "This code is wrong. Type the six digits that your app shows now."
USED = "This code was already used. Wait until your app shows the next one."


@pytest.fixture
def amina():
    return superuser()


def errors(page) -> list[str]:
    return texts(page, ".errorlist li")


class TestCode:
    @pytest.fixture
    def recovery_codes(self, amina) -> list[str]:
        return with_factor(amina)

    @pytest.fixture
    def page(self, recovery_codes, client):
        return read(enter_password(client))

    def test_the_password_alone_signs_nobody_in(self, page, client):
        assert texts(page, "h1") == ["Enter a code"]
        assert not is_signed_in(client)

    def test_the_code_of_the_app_signs_in(self, amina, page, client):
        code = code_for(amina)

        answer = enter(client, page, code=f" {code[:3]} {code[3:]} ")

        assert (answer.status_code, answer.url) == (302, "/admin/")
        assert is_signed_in(client)

    def test_arabic_digits_are_digits(self, amina, page, client):
        code = code_for(amina).translate({48 + digit: 0x660 + digit for digit in range(10)})

        enter(client, page, code=code)

        assert is_signed_in(client)

    @pytest.mark.parametrize("typed", ["123", "abcdef", "12345678901234567890", "-1", "١٢", "²"])
    def test_what_is_no_code_is_refused(self, page, client, typed):
        refused = read(enter(client, page, code=typed))

        assert errors(refused) == [WRONG]
        assert not is_signed_in(client)

    def test_a_wrong_code_is_refused_and_the_right_one_then_taken(self, amina, page, client):
        refused = read(enter(client, page, code=wrong_code(amina)))
        enter(client, refused, code=code_for(amina))

        assert errors(refused) == [WRONG]
        assert is_signed_in(client)

    def test_a_code_is_used_once(self, amina, page, client):
        code = code_for(amina)
        enter(client, page, code=code)
        another = Client()

        refused = read(enter(another, read(enter_password(another)), code=code))

        assert errors(refused) == [USED]
        assert not is_signed_in(another)

    def test_a_recovery_code_is_used_once_and_the_rest_are_counted(
        self, recovery_codes, page, client
    ):
        answer = enter(client, page, code=recovery_codes[0].upper().replace("-", " "))
        another = Client()
        asked = read(enter_password(another))
        refused = read(enter(another, asked, code=recovery_codes[0]))

        assert answer.status_code == 302
        assert texts(asked, "#content > .help")[0].startswith("You have 9 recovery codes left.")
        assert errors(refused) == [WRONG]

    def test_a_recovery_code_of_somebody_else_is_refused(self, page, client):
        other = with_factor(superuser("karim"))

        refused = read(enter(client, page, code=other[0]))

        assert errors(refused) == [WRONG]

    def test_five_wrong_codes_lock_the_account_as_wrong_passwords_do(self, amina, page, client):
        wrong = wrong_code(amina)
        statuses = [enter(client, page, code=wrong).status_code for _number in range(6)]

        assert statuses == [200] * 5 + [429]
        assert enter(client, page, code=code_for(amina)).status_code == 429
        assert enter_password(Client()).status_code == 429

    def test_the_password_in_between_does_not_forgive_wrong_codes(self, amina, recovery_codes):
        statuses = []
        for _number in range(6):
            visitor = Client()
            answer = enter_password(visitor)
            if answer.status_code == 200:
                answer = enter(visitor, read(answer), code=wrong_code(amina))
            statuses.append(answer.status_code)

        assert statuses == [200] * 5 + [429]

    def test_the_code_alone_is_no_way_in(self, amina, page):
        stranger = Client()

        answer = stranger.post(LOG_IN, {"step": "code", "code": code_for(amina)})

        assert texts(read(answer), ".errornote") == [AGAIN]
        assert not is_signed_in(stranger)

    def test_a_step_after_a_quarter_of_an_hour_begins_again(self, amina, page, client, monkeypatch):
        code = code_for(amina)
        monkeypatch.setattr(pending, "LONGEST", -1)

        answer = enter(client, page, code=code)

        assert texts(read(answer), ".errornote") == [AGAIN]
        assert not is_signed_in(client)

    def test_a_password_changed_meanwhile_begins_again(self, amina, page, client):
        amina.set_password(NEW_PASSWORD)
        amina.save()

        enter(client, page, code=code_for(amina))

        assert not is_signed_in(client)

    @pytest.mark.parametrize("step", ["set_up", "recovery_codes", "new_password", "nonsense", ""])
    def test_another_step_skips_nothing(self, page, client, step):
        client.post(LOG_IN, NEW | {"step": step, "code": "123456"})

        assert not is_signed_in(client)

    def test_codes_are_stored_as_fingerprints(self, recovery_codes):
        stored = set(StaticToken.objects.values_list("token", flat=True))

        assert len(stored) == 10
        assert stored.isdisjoint({code.replace("-", "") for code in recovery_codes})


class TestNewPassword:
    @pytest.fixture
    def page(self, amina, client):
        SignInState.require_new_password(amina)
        return read(enter_password(client))

    def test_a_password_that_others_know_must_be_changed_first(self, page, client):
        assert texts(page, "h1") == ["Choose a new password"]
        assert not is_signed_in(client)

    def test_the_new_password_signs_in_now_and_later(self, amina, page, client):
        answer = enter(client, page, **NEW)
        later = Client()
        enter_password(later, password=NEW_PASSWORD)

        assert (answer.status_code, is_signed_in(client), is_signed_in(later)) == (302, True, True)

    def test_the_same_password_is_refused(self, page, client):
        same = dict.fromkeys(NEW, "a long password")

        refused = read(enter(client, page, **same))

        assert errors(refused) == ["Choose a different password from the one you were given."]
        assert not is_signed_in(client)

    def test_a_weak_password_is_refused(self, page, client):
        refused = read(enter(client, page, **dict.fromkeys(NEW, "short")))

        assert len(errors(refused)) == 1
        assert not is_signed_in(client)

    def test_the_code_is_asked_first(self, amina, client):
        with_factor(amina)
        SignInState.require_new_password(amina)

        first = read(enter_password(client))
        second = read(enter(client, first, code=code_for(amina)))
        answer = enter(client, second, **NEW)

        assert texts(first, "h1") + texts(second, "h1") == ["Enter a code", "Choose a new password"]
        assert (answer.status_code, is_signed_in(client)) == (302, True)

    def test_no_new_password_is_taken_before_the_code(self, amina, client):
        with_factor(amina)
        SignInState.require_new_password(amina)
        enter_password(client)

        answer = client.post(LOG_IN, NEW | {"step": "new_password"})

        amina.refresh_from_db()
        assert texts(read(answer), ".errornote") == [AGAIN]
        assert amina.check_password(PASSWORD)
        assert SignInState.of(amina).must_change_password

    def test_a_session_from_before_ends(self, staff):
        SignInState.require_new_password(staff.get("/admin/").wsgi_request.user)

        assert not is_signed_in(staff)


class TestSetUp:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.STAFF_OTP_REQUIRED = True

    @pytest.fixture
    def page(self, amina, client):
        return read(enter_password(client))

    def test_a_required_factor_is_set_up_before_anything_else(self, amina, page, client):
        key = TOTPDevice.objects.get(user=amina, confirmed=False)

        assert texts(page, "h1") == ["Set up the second factor"]
        assert page.select_one(".set-up-key").get_text() == second_factor.readable_key(key)
        assert page.select_one("svg.qr-code path[d]")
        assert not is_signed_in(client)

    def test_ten_codes_are_shown_once_and_then_one_is_in(self, amina, page, client):
        shown = read(enter(client, page, code=code_for(amina)))
        before = is_signed_in(client)
        answer = enter(client, shown)

        assert texts(shown, "h1") == ["Save your recovery codes"]
        assert len(set(texts(shown, ".recovery-codes li"))) == 10
        assert (before, answer.status_code, is_signed_in(client)) == (False, 302, True)

    def test_a_page_that_is_loaded_again_has_the_same_key(self, page, client):
        again = read(enter_password(client))

        keys = [shown.select_one(".set-up-key").get_text() for shown in (page, again)]
        assert keys[0] == keys[1]

    def test_a_wrong_code_turns_nothing_on(self, amina, page, client):
        refused = read(enter(client, page, code=wrong_code(amina)))

        assert errors(refused) == [WRONG]
        assert not SignInState.of(amina).second_factor_since

    def test_sessions_without_it_end(self, staff):
        assert not is_signed_in(staff)


def test_turning_it_on_ends_sessions_that_were_signed_in_without_it(staff):
    with_factor(staff.get("/admin/").wsgi_request.user)

    assert not is_signed_in(staff)


def test_the_factor_costs_no_query(amina, client):
    with_factor(amina)
    without = Client()
    without.force_login(superuser("karim"))
    enter(client, read(enter_password(client)), code=code_for(amina))

    numbers = [queries_of_a_list(visitor) for visitor in (without, client)]

    assert numbers[0] == numbers[1]


def queries_of_a_list(client: Client) -> int:
    client.get("/admin/forum/page/")  # fills the cache of content types
    with CaptureQueriesContext(connection) as asked:
        client.get("/admin/forum/page/")
    return len(asked)


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/admin/forum/page/?q=a", "/admin/forum/page/?q=a"),
        ("https://evil.example/", "/admin/"),
        ("//evil.example/", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("/\\evil.example", "/admin/"),
        ("nonsense", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_the_address_that_was_asked_for_survives_every_step(amina, client, asked, leads_to):
    with_factor(amina)
    SignInState.require_new_password(amina)

    first = read(enter_password(client, next=asked))
    second = read(enter(client, first, code=code_for(amina)))
    answer = enter(client, second, **NEW)

    assert answer.url == leads_to


def test_every_step_is_kept_out_of_caches(amina, client):
    with_factor(amina)

    answers = [client.get(LOG_IN), enter_password(client)]

    assert ["no-store" in answer["Cache-Control"] for answer in answers] == [True, True]


def test_the_time_of_a_code_is_that_of_the_server(amina, client, monkeypatch):
    with_factor(amina)
    page = read(enter_password(client))
    late = time.time() + 120
    code = code_for(amina)
    monkeypatch.setattr(time, "time", lambda: late)

    refused = read(enter(client, page, code=code))

    assert errors(refused) == [WRONG]
