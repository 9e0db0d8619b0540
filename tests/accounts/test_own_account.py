"""The page of one's own account: name, language, password and devices."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import factories
from tests.accounts.mails import private_mails
from tests.adminforms import filled
from tests.html import headings, read, texts

pytestmark = pytest.mark.django_db

PAGE = "/admin/account/"
OLD, NEW = "an old password", "a new long password"


@pytest.fixture
def karim():
    return factories.staff_user("karim", email="karim@example.org", password=OLD)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_every_member_of_staff_has_the_page_in_the_menu_of_the_frame(karim):
    client = signed_in(karim)

    menu = [a["href"] for a in read(client.get("/admin/")).select(".user-menu a")]

    assert menu[0] == PAGE
    assert headings(read(client.get(PAGE))) == ["h1 Your account", "h2 Logging in", "h2 Devices"]
    assert Client().get(PAGE).status_code == 302


def test_name_and_language_can_be_changed_and_nothing_else(karim):
    client = signed_in(karim)
    form = filled(read(client.get(PAGE)))

    changed = {"first_name": "Karim", "last_name": "Alami", "language": "ar"}
    forged = {"email": "other@example.org", "username": "root", "is_superuser": "on"}
    answer = client.post(PAGE, form | changed | forged)

    karim.refresh_from_db()
    assert answer.url == PAGE
    assert (karim.get_full_name(), karim.account.language) == ("Karim Alami", "ar")
    assert (karim.email, karim.username, karim.is_superuser) == (
        "karim@example.org",
        "karim",
        False,
    )


def test_logging_out_elsewhere_keeps_this_device(karim, security_log):
    here, phone, other = signed_in(karim), signed_in(karim), signed_in(factories.staff_user())
    before = len(security_log.lines())

    said = texts(read(here.get(PAGE)), "section p")
    answer = here.post(f"{PAGE}log-out/", follow=True)

    assert said[-1] == "You are logged in on 2 devices or browsers."
    assert texts(read(answer), "section p")[-1] == "You are logged in on this device only."
    assert [one.get("/admin/").status_code for one in (here, phone, other)] == [200, 302, 200]
    assert security_log.without_addresses()[before:] == [
        {"event": "signed_out_everywhere", "user": karim.pk, "by": karim.pk, "ended": 1}
    ]
    assert here.get(f"{PAGE}log-out/").status_code == 405


def test_changing_the_password_keeps_this_device_and_tells_the_owner(karim, security_log):
    here, phone = signed_in(karim), signed_in(karim)
    before = len(security_log.lines())

    fields = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
    here.post("/admin/password_change/", fields)

    assert [one.get("/admin/").status_code for one in (here, phone)] == [200, 302]
    assert private_mails() == [("karim@example.org", "Your password was changed")]
    assert security_log.without_addresses()[before:] == [
        {"event": "password_changed", "user": karim.pk, "by": karim.pk}
    ]


def test_a_refused_password_changes_nothing(karim, security_log):
    here, phone = signed_in(karim), signed_in(karim)
    before = len(security_log.lines())

    fields = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}
    answer = here.post("/admin/password_change/", fields)

    assert (answer.status_code, phone.get("/admin/").status_code) == (200, 200)
    assert (private_mails(), security_log.lines()[before:]) == ([], [])


def test_administrators_too_need_their_password_to_change_it(staff):
    user = User.objects.get(username="amina")
    page = f"/admin/auth/user/{user.pk}/password/"
    new = {"password1": "a new long password", "password2": "a new long password"}

    answers = [staff.get(page), staff.post(page, new | {"usable_password": "true"})]

    assert [answer.url for answer in answers] == ["/admin/password_change/"] * 2
    assert User.objects.get(pk=user.pk).password == user.password


def test_whoever_is_logged_in_on_one_device_is_offered_no_other_to_end(karim):
    page = read(signed_in(karim).get(PAGE))

    assert texts(page, "section:last-of-type :is(p, button)") == [
        "You are logged in on this device only."
    ]


def test_password_managers_learn_whose_password_is_chosen(karim):
    page = read(signed_in(karim).get("/admin/password_change/"))

    owner = page.select_one("[autocomplete=username]")
    assert (owner["value"], owner.get("name")) == ("karim", None)
