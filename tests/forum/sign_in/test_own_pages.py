"""What members of staff change of their own sign-in: the second factor and the password."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from forum.staff import second_factor
from forum.staff.sign_in_state import SignInState
from tests.adminforms import filled
from tests.forum.sign_in.steps import (
    NEW_PASSWORD,
    PASSWORD,
    code_for,
    enter_password,
    is_signed_in,
    wrong_code,
)
from tests.html import read, texts

pytestmark = pytest.mark.django_db

PAGE, PASSWORD_PAGE = "/admin/second-factor/", "/admin/password_change/"
NEW = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}


@pytest.fixture
def amina(staff) -> User:
    return User.objects.get(username="amina")


def has_factor(user: User) -> bool:
    return bool(SignInState.objects.filter(user=user, second_factor_since__isnull=False))


def turn_on(client: Client, user: User):
    read(client.get(PAGE))
    return client.post(PAGE, {"code": code_for(user)})


def test_a_code_of_the_app_turns_it_on_and_shows_ten_recovery_codes(staff, amina, security_log):
    page = read(turn_on(staff, amina))

    assert texts(page, ".messagelist li") == [
        "The second factor is on. You need it each time you log in."
    ]
    assert len(set(texts(page, ".recovery-codes li"))) == 10
    assert (has_factor(amina), is_signed_in(staff)) == (True, True)
    assert "second_factor_on" in security_log.events()


def test_another_session_has_another_key_to_set_up(staff, amina):
    other = Client()
    other.force_login(amina)

    pages = [read(client.get(PAGE)) for client in (other, staff, other)]
    keys = [page.select_one(".set-up-key").get_text() for page in pages]

    assert (keys[0] == keys[2], keys[0] == keys[1]) == (True, False)


def test_other_devices_are_logged_out_when_it_is_turned_on(staff, amina):
    other = Client()
    other.force_login(amina)

    turn_on(staff, amina)

    assert (is_signed_in(staff), is_signed_in(other)) == (True, False)


def test_a_wrong_code_does_not_turn_it_on(staff, amina):
    staff.get(PAGE)

    page = read(staff.post(PAGE, {"code": wrong_code(amina)}))

    assert texts(page, ".errorlist li") == [
        "This code is wrong. Type the six digits that your app shows now."
    ]
    assert not has_factor(amina)


@pytest.mark.parametrize("proof", ["password", "code", "recovery code"])
def test_a_password_or_a_code_turns_it_off(staff, amina, proof, security_log):
    codes = texts(read(turn_on(staff, amina)), ".recovery-codes li")
    proofs = {"password": PASSWORD, "code": code_for(amina, ahead=1), "recovery code": codes[3]}

    answer = staff.post(PAGE, {"proof": proofs[proof], "act": "turn_off"})

    assert (answer.status_code, has_factor(amina), is_signed_in(staff)) == (302, False, True)
    assert enter_password(Client()).status_code == 302
    assert "second_factor_off" in security_log.events()


def test_a_wrong_proof_changes_nothing_and_the_sixth_is_locked(staff, amina):
    turn_on(staff, amina)
    wrong = {"proof": "something else", "act": "turn_off"}

    answers = [staff.post(PAGE, wrong) for _number in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert texts(read(answers[0]), ".errorlist li") == ["This is neither your password nor a code."]
    assert has_factor(amina)


def test_new_recovery_codes_replace_the_old_ones(staff, amina):
    old = texts(read(turn_on(staff, amina)), ".recovery-codes li")

    page = read(staff.post(PAGE, {"proof": PASSWORD, "act": "new_codes"}))

    new = texts(page, ".recovery-codes li")
    assert (len(set(new)), set(new) & set(old)) == (10, set())
    assert second_factor.count_recovery_codes(amina) == 10
    assert "You have 10 recovery codes left." in read(staff.get(PAGE)).get_text()


def test_a_required_factor_cannot_be_turned_off(staff, amina, settings):
    turn_on(staff, amina)
    settings.STAFF_OTP_REQUIRED = True

    page = read(staff.get(PAGE))
    staff.post(PAGE, {"proof": PASSWORD, "act": "turn_off"})

    assert page.select("button[value=turn_off]") == []
    assert has_factor(amina)


def test_a_wrong_old_password_is_counted_and_the_sixth_is_locked(staff):
    form = filled(read(staff.get(PASSWORD_PAGE))) | NEW

    statuses = [
        staff.post(PASSWORD_PAGE, form | {"old_password": "wrong"}).status_code
        for _number in range(6)
    ]

    right = staff.post(PASSWORD_PAGE, form | {"old_password": PASSWORD}).status_code
    assert (statuses, right) == ([200] * 5 + [429], 429)


def test_mistakes_in_the_new_password_lock_nobody(staff):
    short = {"old_password": PASSWORD, "new_password1": "short", "new_password2": "short"}

    statuses = [staff.post(PASSWORD_PAGE, short).status_code for _number in range(6)]

    assert statuses == [200] * 6
    assert staff.post(PASSWORD_PAGE, NEW | {"old_password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    "path", [PASSWORD_PAGE, f"{PASSWORD_PAGE}done/", PAGE, "/admin/forum/signinlock/"]
)
def test_pages_of_an_account_are_kept_by_no_cache(staff, path):
    assert "no-store" in staff.get(path)["Cache-Control"]


def test_keys_and_codes_have_no_list_in_the_admin(staff):
    paths = ["otp_totp/totpdevice/", "otp_static/staticdevice/", "axes/accessattempt/"]

    assert [staff.get(f"/admin/{path}").status_code for path in paths] == [404, 404, 404]


def test_a_command_removes_the_factor_of_whoever_lost_everything(staff, amina, capsys):
    turn_on(staff, amina)

    call_command("remove_second_factor", "amina")

    assert not has_factor(amina)
    assert enter_password(Client()).status_code == 302
    with pytest.raises(CommandError, match="There is no account with this username"):
        call_command("remove_second_factor", "nobody")
