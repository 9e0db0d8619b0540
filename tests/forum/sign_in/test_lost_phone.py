"""An administrator removes the second factor of a colleague who has lost phone and codes."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client

from forum.staff.sign_in_state import SignInState
from tests import factories
from tests.forum.sign_in.steps import enter_password, superuser, with_factor
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def karim(staff) -> User:
    karim = superuser("karim")
    with_factor(karim)
    return karim


def page_of(user: User) -> str:
    return f"/admin/auth/user/{user.pk}/change/"


def removal_of(user: User) -> str:
    return f"/admin/auth/user/{user.pk}/remove-second-factor/"


def has_factor(user: User) -> bool:
    return bool(SignInState.objects.get(user=user).second_factor_since)


def test_the_page_of_an_account_says_whether_it_has_one(staff, karim):
    amina = User.objects.get(username="amina")

    pages = [read(staff.get(page_of(user))) for user in (karim, amina)]

    shown = [texts(page, ".field-second_factor .readonly")[0] for page in pages]
    assert (shown[0].split()[:2], shown[1]) == (["On", "since"], "Off")
    assert pages[0].select_one(".field-second_factor a")["href"] == removal_of(karim)


def test_it_is_removed_after_a_question_and_logged(staff, karim, security_log):
    asked = read(staff.get(removal_of(karim)))
    kept = has_factor(karim)
    answer = staff.post(removal_of(karim))

    line = next(line for line in security_log.lines() if line["event"] == "second_factor_off")
    amina = User.objects.get(username="amina")
    assert texts(asked, "h1") == ["Remove the second factor"]
    assert (kept, answer.url, has_factor(karim)) == (True, page_of(karim), False)
    assert (line["user"], line["by"]) == (karim.pk, amina.pk)
    assert LogEntry.objects.get(object_id=karim.pk).user == amina
    assert enter_password(Client(), username="karim").status_code == 302


def test_ones_own_is_not_removed_without_a_proof(staff):
    amina = User.objects.get(username="amina")

    answer = staff.post(removal_of(amina))

    assert (answer.status_code, answer.url) == (302, "/admin/second-factor/")


def test_a_colleague_who_may_not_change_accounts_may_not_remove_it(karim):
    viewer = factories.staff_user("nadia")
    viewer.user_permissions.set(Permission.objects.filter(codename="view_user"))
    client = Client()
    client.force_login(viewer)

    assert client.post(removal_of(karim)).status_code == 403
    assert has_factor(karim)
