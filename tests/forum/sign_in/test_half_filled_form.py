"""A form that is half filled is carried through every step of signing in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from forum.models import Page
from forum.staff.locks import SignInLock
from forum.staff.sign_in_state import SignInState
from tests.adminforms import filled
from tests.forum.sign_in.steps import (
    NEW_PASSWORD,
    code_for,
    enter,
    is_signed_in,
    with_factor,
    wrong_code,
)
from tests.forum.test_sign_in_again import NOT_SAVED, add_page, login_form, notices
from tests.html import read, texts

pytestmark = pytest.mark.django_db

AMINA = {"username": "amina", "password": "a long password"}


@pytest.fixture
def amina(staff) -> User:
    return User.objects.get(username="amina")


def signed_out_in_a_form(staff: Client) -> tuple[str, object]:
    """The address of a form, and the page that asks its author to log in again."""
    path, typed = add_page(staff, title_en="Careers")
    staff.logout()
    return path, read(staff.post(path, typed))


def test_through_the_second_factor_a_wrong_code_and_a_new_password(staff, amina):
    path, page = signed_out_in_a_form(staff)
    with_factor(amina)
    SignInState.require_new_password(amina)

    page = read(enter(staff, page, path, **AMINA))
    page = read(enter(staff, page, path, code=wrong_code(amina)))
    page = read(enter(staff, page, path, code=code_for(amina)))
    new = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    page = read(enter(staff, page, path, **new))

    assert (notices(page), filled(page)["title_en"]) == ([NOT_SAVED], "Careers")
    assert (is_signed_in(staff), Page.objects.filter(title_en="Careers").exists()) == (True, False)


def test_through_setting_up_a_required_second_factor(staff, amina, settings):
    path, page = signed_out_in_a_form(staff)
    settings.STAFF_OTP_REQUIRED = True

    page = read(enter(staff, page, path, **AMINA))
    page = read(enter(staff, page, path, code=code_for(amina)))
    page = read(enter(staff, page, path))

    assert (notices(page), filled(page)["title_en"]) == ([NOT_SAVED], "Careers")


def test_through_a_lock_that_was_lifted(staff, amina):
    path, page = signed_out_in_a_form(staff)
    wrong = AMINA | {"password": "wrong"}
    for _number in range(5):
        page = read(enter(staff, page, path, **wrong))

    locked = read(enter(staff, page, path, **AMINA), status=429)
    SignInLock.objects.all().delete()
    page = read(staff.post(path, login_form(locked)))
    page = read(enter(staff, page, path, **AMINA))

    assert (notices(page), filled(page)["title_en"]) == ([NOT_SAVED], "Careers")


def test_a_session_that_a_new_second_factor_ends_loses_no_form(staff, amina):
    path, typed = add_page(staff, title_en="Careers")
    with_factor(amina)

    page = read(staff.post(path, typed))
    page = read(enter(staff, page, path, **AMINA))
    page = read(enter(staff, page, path, code=code_for(amina)))

    assert filled(page)["title_en"] == "Careers"


def test_another_account_does_not_get_it_after_all_steps(staff, amina):
    path, page = signed_out_in_a_form(staff)
    karim = User.objects.create_superuser("karim", password="a long password")
    with_factor(karim)

    page = read(enter(staff, page, path, **AMINA | {"username": "karim"}))
    answer = enter(staff, page, path, code=code_for(karim))

    assert (answer.status_code, answer.url) == (302, path)
    assert filled(read(staff.get(path)))["title_en"] == ""


def test_a_password_alone_does_not_show_it(staff, amina):
    path, page = signed_out_in_a_form(staff)
    with_factor(amina)

    page = read(enter(staff, page, path, **AMINA))

    assert "Careers" not in page.get_text()
    assert page.select("[name=title_en]") == []


def test_the_form_of_an_account_is_not_taken_for_a_sign_in(staff):
    path = "/admin/auth/user/add/"
    typed = filled(read(staff.get(path))) | {"username": "salma", "password": "a long password"}
    staff.logout()

    page = read(staff.post(path, typed))

    assert texts(page, "h1") == ["Log in"]
    assert (texts(page, ".errorlist, .errornote"), SignInLock.objects.count()) == ([], 0)
