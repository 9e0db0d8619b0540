"""The security log: one line for each event, and nothing personal in any."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client, RequestFactory

from content.history.models import Act
from forum.client_address import hashed_address
from forum.staff.security_log import log
from tests import factories

pytestmark = pytest.mark.django_db

INBOX = "/admin/contact/message/"
PASSWORD = "a long password"
ADDRESS = "203.0.113.9"


@pytest.fixture
def amina():
    return get_user_model().objects.create_superuser("amina", "amina@example.org", PASSWORD)


def sign_in(username: str, password: str) -> Client:
    client = Client(REMOTE_ADDR=ADDRESS)
    client.post("/admin/login/", {"username": username, "password": password})
    return client


def test_signing_in_and_out_is_one_line_each(amina, security_log):
    client = sign_in("amina", PASSWORD)
    client.post("/admin/logout/")

    key = amina.pk
    assert security_log.without_addresses() == [
        {"event": "signed_in", "user": key, "by": key},
        {"event": "signed_out", "user": key, "by": key},
    ]


@pytest.mark.parametrize(("username", "is_known"), [("amina", True), ("nobody", False)])
def test_a_wrong_password_is_one_line_with_the_account_if_there_is_one(
    amina, security_log, username, is_known
):
    sign_in(username, "something else")

    account = {"user": amina.pk} if is_known else {}
    assert security_log.without_addresses() == [{"event": "sign_in_failed", **account}]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_an_export_of_messages_is_one_line(staff, security_log, file_format):
    chosen = [factories.message().pk, factories.message().pk]

    staff.post(INBOX, {"action": f"export_{file_format}", "_selected_action": chosen})

    assert security_log.without_addresses() == [
        {
            "event": "personal_data_exported",
            "by": get_user_model().objects.get().pk,
            "format": file_format,
            "messages": 2,
        }
    ]


def test_the_commands_about_an_address_are_one_line_each(security_log, capsys):
    factories.letter(factories.message(email="nadia@example.org"))

    for command in ("export_messages", "erase_messages"):
        call_command(command, email="nadia@example.org")
        call_command(command, email="nadia@example.org", yes=True)
    call_command("erase_messages", email="nadia@example.org", yes=True)

    assert security_log.lines() == [
        {"event": "personal_data_exported", "format": "json", "messages": 1},
        {"event": "personal_data_erased", "reason": "requested", "messages": 1, "mails": 1},
    ]


def test_purging_messages_is_one_line(security_log, capsys):
    factories.message(purge_date="2020-01-01")

    call_command("purge_messages", yes=True)

    assert security_log.lines() == [
        {"event": "personal_data_erased", "reason": "expired", "messages": 1, "mails": 0}
    ]


def test_deleting_for_good_is_one_line_with_the_keys_of_the_records(staff, security_log):
    page = factories.page("Careers")
    staff.post(f"/admin/forum/page/{page.pk}/delete/", {"post": "yes"})
    act = Act.objects.latest("pk")

    staff.post(f"/admin/bin/{act.pk}/delete/")

    [line] = security_log.without_addresses()
    by = get_user_model().objects.get().pk
    records = [f"forum.page {page.pk}"]
    assert line == {"event": "deleted_for_good", "by": by, "records": records}


def test_no_line_has_a_name_or_an_address(amina, security_log, capsys):
    amina.first_name = "Amina"
    message = factories.message(name="Nadia Ben Salah", email="nadia@example.org")

    client = sign_in("amina", PASSWORD)
    sign_in("amina", "not my password")
    sign_in("amina@example.org", PASSWORD)
    client.post(INBOX, {"action": "export_csv", "_selected_action": [message.pk]})
    call_command("erase_messages", email=message.email, yes=True)

    written = str(security_log.lines()).casefold()
    private = ["amina", "nadia", "example.org", "password", ADDRESS]
    assert [word for word in private if word in written] == []
    assert len(security_log.lines()) == 5


def test_a_visitor_is_a_keyed_hash_that_changes_with_the_key(security_log, settings):
    request = RequestFactory(REMOTE_ADDR=ADDRESS).get("/")

    log("tried", request=request)
    log("tried", request=RequestFactory(REMOTE_ADDR="203.0.113.10").get("/"))
    settings.SECRET_KEY = "another key"
    log("tried", request=request)

    hashes = {line["address"] for line in security_log.lines()}
    assert [len(one) for one in hashes] == [16, 16, 16]


@pytest.mark.parametrize(
    ("address", "is_same"),
    [
        ("2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::", True),
        ("2001:db8:1:3::1", False),
        ("fe80::1%eth0", False),
        ("not an address", False),
    ],
)
def test_all_ipv6_addresses_of_one_network_are_one_visitor(address, is_same):
    one, other = (
        hashed_address(RequestFactory(REMOTE_ADDR=text).get("/"))
        for text in ("2001:db8:1:2::1", address)
    )

    assert (one == other) is is_same


def test_an_ipv4_address_is_itself_also_where_it_is_written_as_ipv6():
    plain, mapped, other = (
        hashed_address(RequestFactory(REMOTE_ADDR=text).get("/"))
        for text in ("192.0.2.1", "::ffff:192.0.2.1", "::ffff:192.0.2.2")
    )

    assert (plain == mapped, plain == other) == (True, False)
