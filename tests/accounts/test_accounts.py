"""Accounts are added by invitation, and changed by nobody who has fewer rights than they."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from forum.accounts.models import Account
from forum.staff.roles import create_roles
from forum.staff.sign_in_state import SignInState
from tests import factories
from tests.accounts.mails import last_link, private_mails
from tests.adminforms import send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

USERS = "/admin/auth/user/"
PASSWORD = "a new long password"
SALMA = {"first_name": "Salma", "email": "salma@example.org", "language": "fr"}


@pytest.fixture
def manager():
    """May do everything with accounts, and nothing else."""
    user = factories.staff_user("karim")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client = Client()
    client.force_login(user)
    return client


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(user: User) -> str:
    return f"{USERS}{user.pk}/change/"


def choose(link: str) -> str:
    client = Client()
    opened = client.get(link).url
    return client.post(opened, {"new_password1": PASSWORD, "new_password2": PASSWORD}).url


def test_a_new_account_is_invited_to_choose_a_password(staff):
    helpdesk = Group.objects.get(name="Helpdesk")

    status, errors = send(staff, f"{USERS}add/", **SALMA, groups=[helpdesk.pk], invites="on")

    user = User.objects.get(email="salma@example.org")
    assert (status, errors) == (302, [])
    assert (user.username, user.is_staff, user.has_usable_password()) == (user.email, True, False)
    assert (list(user.groups.all()), user.account.language) == ([helpdesk], "fr")
    assert [to for to, _subject in private_mails()] == ["salma@example.org"]
    assert choose(last_link()) == "/admin/password/chosen/"
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_an_account_without_an_invitation_gets_one_later(staff):
    send(staff, f"{USERS}add/", **SALMA, username="salma", invites=[])
    user, before = User.objects.get(username="salma"), private_mails()

    staff.post(f"{USERS}{user.pk}/invite/")

    assert (before, len(private_mails())) == ([], 1)


def test_a_second_invitation_replaces_the_first(staff):
    send(staff, f"{USERS}add/", **SALMA, invites="on")
    first, user = last_link(), User.objects.get(email="salma@example.org")

    staff.post(f"{USERS}{user.pk}/invite/")

    assert Client().get(first).status_code == 410
    assert choose(last_link()) == "/admin/password/chosen/"


def test_whoever_has_a_password_is_not_invited_again(staff):
    user = factories.staff_user("salma", email="salma@example.org", password=PASSWORD)

    page = read(staff.get(page_of(user)))
    staff.post(f"{USERS}{user.pk}/invite/")

    user.refresh_from_db()
    assert texts(page, ".page-head button") == ["Log out on all devices"]
    assert (private_mails(), user.check_password(PASSWORD)) == ([], True)


@pytest.mark.parametrize(
    ("email", "error"),
    [
        ("", "This field is required."),
        ("Karim@Example.org", "Another account has this e-mail address."),
        ("not an address", "Enter a valid email address."),
    ],
)
def test_an_invitation_needs_an_address_of_its_own(staff, email, error):
    factories.staff_user("karim", email="karim@example.org")

    status, errors = send(staff, f"{USERS}add/", **SALMA | {"email": email})

    assert (status, errors) == (200, [error])


def test_a_manager_gives_no_right_that_they_lack(manager):
    helpdesk, empty = Group.objects.get(name="Helpdesk"), Group.objects.create(name="Guests")
    user, foreign = factories.staff_user("salma"), Permission.objects.get(codename="add_section")
    own = Permission.objects.get(codename="view_user")

    page = read(manager.get(page_of(user)))
    forged = {"is_superuser": "on", "groups": [helpdesk.pk, empty.pk]}
    refused = send(manager, page_of(user), **forged)
    send(manager, page_of(user), is_superuser="on", user_permissions=[own.pk])
    send(manager, page_of(user), user_permissions=[foreign.pk])

    user.refresh_from_db()
    assert page.select("[name=is_superuser]") == []
    assert texts(page, "#id_groups label") == ["Guests"]
    assert refused[0] == 200
    assert (user.is_superuser, list(user.groups.all())) == (False, [])
    assert list(user.user_permissions.all()) == [own]


@pytest.mark.parametrize("kind", ["superuser", "inactive superuser", "more rights", "inactive"])
def test_a_manager_cannot_touch_an_account_with_more_rights(manager, kind):
    is_super, is_active = "superuser" in kind, "inactive" not in kind
    user = factories.staff_user("amina", email="a@example.org", is_superuser=is_super)
    user.user_permissions.add(Permission.objects.get(codename="add_section"))
    User.objects.filter(pk=user.pk).update(is_active=is_active)
    before = User.objects.filter(pk=user.pk).values().get()

    base = f"{USERS}{user.pk}/"
    posts = {
        "change/": {"email": "karim@example.org", "username": "amina"},
        "password/": {"password1": PASSWORD, "password2": PASSWORD},
        "delete/": {"post": "yes"},
        "invite/": {},
        "log-out/": {},
    }
    answers = {path: manager.post(base + path, form).status_code for path, form in posts.items()}
    chosen = {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"}
    manager.post(USERS, chosen)

    assert answers == dict.fromkeys(posts, 403)
    assert User.objects.filter(pk=user.pk).values().get() == before
    assert private_mails() == []


def test_only_superusers_change_groups(manager):
    group = Group.objects.get(name="Helpdesk")
    base = f"/admin/auth/group/{group.pk}/"
    every = [p.pk for p in Permission.objects.all()]

    answers = [
        manager.post(f"{base}change/", {"name": "Helpdesk", "permissions": every}),
        manager.post("/admin/auth/group/add/", {"name": "Friends", "permissions": every}),
        manager.post(f"{base}delete/", {"post": "yes"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert manager.get(f"{base}change/").status_code == 200


@pytest.mark.parametrize("flag", ["is_active", "is_staff", "is_superuser"])
def test_nobody_locks_themselves_out(staff, flag):
    amina = User.objects.get()

    refused = send(staff, page_of(amina), **{flag: []})
    deleted = staff.post(f"{USERS}{amina.pk}/delete/", {"post": "yes"})

    assert refused == (200, ["You cannot remove this from your own account."])
    assert (deleted.status_code, User.objects.count()) == (403, 1)


@pytest.mark.parametrize("flag", ["is_active", "is_staff"])
def test_an_account_that_is_closed_is_logged_out_for_good(staff, flag):
    user = factories.staff_user("salma")
    client = signed_in(user)

    send(staff, page_of(user), **{flag: []})
    User.objects.filter(pk=user.pk).update(is_active=True, is_staff=True)

    assert client.get("/admin/").status_code == 302


def test_a_password_set_by_an_administrator_ends_the_sessions_and_is_told(staff):
    user = factories.staff_user("salma", email="salma@example.org", password="old password")
    client = signed_in(user)

    form = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    answer = staff.post(f"{USERS}{user.pk}/password/", form)

    assert (answer.status_code, client.get("/admin/").status_code) == (302, 302)
    assert Session.objects.count() == 1
    assert private_mails() == [("salma@example.org", "Your password was changed")]


def test_an_administrator_logs_somebody_out_everywhere(staff, security_log):
    user = factories.staff_user("salma")
    devices = [signed_in(user), signed_in(user)]
    before = len(security_log.lines())

    staff.post(f"{USERS}{user.pk}/log-out/")

    assert [device.get("/admin/").status_code for device in devices] == [302, 302]
    assert staff.get("/admin/").status_code == 200
    by = User.objects.get(username="amina").pk
    assert security_log.without_addresses()[before:] == [
        {"event": "signed_out_everywhere", "user": user.pk, "by": by, "ended": 2}
    ]


def test_changed_rights_are_one_line_each(staff, security_log):
    amina, group = User.objects.get(), Group.objects.get(name="Helpdesk")
    salma = {"username": "salma", "email": "salma@example.org"}
    send(staff, f"{USERS}add/", **salma, groups=[group.pk], invites=[])
    user, own = User.objects.get(username="salma"), Permission.objects.get(codename="view_user")

    for _twice in range(2):
        send(staff, page_of(user), is_staff=[], groups=[], user_permissions=[own.pk])
    send(staff, f"/admin/auth/group/{group.pk}/change/", name="Desk", permissions=[own.pk])
    staff.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"})
    staff.post(USERS, {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"})

    added, changed, of_group, deleted_group, deleted = security_log.without_addresses()
    who = {"user": user.pk, "by": amina.pk}
    role = f"group {group.pk}"
    assert added == {
        "event": "account_added",
        **who,
        "given": [role, "is_active", "is_staff"],
        "taken": [],
    }
    assert changed == {
        "event": "rights_changed",
        **who,
        "given": ["auth.view_user"],
        "taken": [role, "is_staff"],
    }
    assert (of_group["event"], of_group["group"]) == ("group_rights_changed", group.pk)
    assert (of_group["given"], len(of_group["taken"])) == (["auth.view_user"], 11)
    assert deleted_group["taken"] == ["auth.view_user"]
    assert deleted == {"event": "account_deleted", **who}
    assert "salma" not in str(security_log.lines())


def test_the_language_of_an_account_can_be_changed(staff):
    user = factories.staff_user("salma")

    send(staff, page_of(user), language="ar")

    assert Account.objects.get().language == "ar"
    page = read(staff.get(page_of(user)))
    assert page.select_one("[name=language] [selected]")["value"] == "ar"


def test_the_list_says_who_may_do_what(staff, django_assert_max_num_queries):
    helpdesk = Group.objects.get(name="Helpdesk")
    for number in range(20):
        factories.staff_user(f"other{number}").groups.add(helpdesk)
    named = {"first_name": "Salma", "last_name": "Bennani", "email": "s@a.org"}
    salma = factories.staff_user("salma", password=PASSWORD, **named)
    salma.groups.set([helpdesk, Group.objects.get(name="Editor")])
    SignInState.set_second_factor(salma, timezone.now())

    with django_assert_max_num_queries(12):
        page = read(staff.get(USERS))

    row = next(row for row in page.select("#result_list tbody tr") if "salma" in row.get_text())
    cells = {cell["class"][0]: cell.get_text(" ", strip=True) for cell in row.select("th, td")}
    assert list(cells.items())[1:] == [
        ("field-username", "salma"),
        ("field-full_name", "Salma Bennani"),
        ("field-email_address", "s@a.org"),
        ("field-roles", "Editor, Helpdesk"),
        ("field-way_in", "Password and second factor"),
        ("field-last_login", ""),
    ]


def test_the_page_of_an_account_speaks_plainly_of_its_password(staff):
    salma = factories.staff_user("salma", password=PASSWORD)

    known = read(staff.get(page_of(salma))).select_one(".field-password").get_text(" ", strip=True)
    salma.set_unusable_password()
    salma.save()
    none = read(staff.get(page_of(salma))).select_one(".field-password").get_text(" ", strip=True)

    assert known == "Password: A password is set. Set a password"
    assert none == "Password: There is no password yet. Set a password"


def test_the_password_of_somebody_else_is_set_and_not_switched_off(staff):
    salma = factories.staff_user("salma", password="an old password")
    address = f"{USERS}{salma.pk}/password/"

    page = read(staff.get(address))
    refused = read(staff.post(address, {"usable_password": "false", "unset-password": "on"}))

    salma.refresh_from_db()
    assert texts(page, "#content form button, #content form label") == [
        "Password:",
        "Password confirmation:",
        "Save the password",
    ]
    assert (len(refused.select(".errorlist")), salma.has_usable_password()) == (2, True)


def test_the_list_says_how_each_account_is_opened(staff):
    factories.staff_user("closed", is_active=False)
    factories.staff_user("karim", password=PASSWORD)
    User.objects.create_user("reader", password=PASSWORD)
    invited = factories.staff_user("invited")
    invited.set_unusable_password()
    invited.save()

    page = read(staff.get(f"{USERS}?o=1"))

    names, ways = texts(page, ".field-username"), texts(page, ".field-way_in")
    assert [(name, way) for name, way in zip(names, ways, strict=True) if name != "amina"] == [
        ("closed", "Closed"),
        ("invited", "No password yet"),
        ("karim", "Password only"),
        ("reader", "Closed"),
    ]


def test_roles_have_names_in_the_language_of_the_reader(staff):
    create_roles()

    page = read(staff.get(f"{USERS}add/", headers={"Accept-Language": "fr"}))

    assert texts(page, "#id_groups label") == [
        "Administration",
        "Rédaction",
        "Assistance",
        "Planification",
        "Traduction (arabe)",
        "Traduction (anglais)",
        "Traduction (français)",
    ]


def test_the_permissions_of_a_group_are_boxes(staff):
    page = read(staff.get("/admin/auth/group/add/"))

    assert len(page.select("#id_permissions input[type=checkbox]")) > 50
    assert page.select("select[multiple]") == []


def test_the_pages_of_a_role_call_it_a_role_and_count_who_loses_it(staff):
    group = Group.objects.get(name="Helpdesk")
    group.user_set.add(factories.staff_user("salma"), factories.staff_user("karim"))
    address = f"/admin/auth/group/{group.pk}/"

    pages = [read(staff.get(f"{address}{act}/")) for act in ("change", "delete")]

    assert "Change role" in pages[0].title.get_text()
    assert texts(pages[1], ".deleted-counts li") == ["Roles: 1", "Accounts that lose a role: 2"]
    assert texts(pages[1], ".deleted-rows li") == ["Helpdesk"]
