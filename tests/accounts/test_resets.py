"""A forgotten password: one answer for everybody, and a link that works once, for an hour."""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice

from forum.accounts import links
from forum.accounts.models import set_language
from forum.contact.models import OutgoingMail
from forum.staff import second_factor
from tests import factories
from tests.accounts.mails import last_link, private_mails
from tests.forum.sign_in.steps import with_factor
from tests.html import read, texts

pytestmark = pytest.mark.django_db

ASK = "/admin/password/"
NEW = "a new long password"


@pytest.fixture
def karim():
    return factories.staff_user("karim", email="karim@example.org", password="an old password")


def ask(client: Client, typed: str):
    return client.post(ASK, {"account": typed})


def choose(client: Client, link: str, password: str = NEW):
    """Open the link, and choose a password on the page that it leads to."""
    opened = client.get(link)
    fields = {"new_password1": password, "new_password2": password}
    return client.post(opened.url, fields) if opened.status_code == 302 else opened


def can_sign_in(username: str, password: str) -> bool:
    return get_user_model().objects.get(username=username).check_password(password)


def later(monkeypatch, **by: int) -> None:
    now = links.RESETS._now() + dt.timedelta(**by)
    monkeypatch.setattr(links.LinkTokens, "_now", lambda self: now)


@pytest.mark.parametrize("typed", ["karim", "karim@example.org", "KARIM@example.ORG"])
def test_a_new_password_is_chosen_with_the_link_in_the_mail(client, karim, typed):
    asked = ask(client, typed)
    sent = private_mails()
    chosen = choose(client, last_link())

    assert (asked.url, chosen.url) == ("/admin/password/asked/", "/admin/password/chosen/")
    assert sent == [("karim@example.org", "A new password for Open Forum")]
    assert can_sign_in("karim", NEW)
    assert private_mails()[1:] == [("karim@example.org", "Your password was changed")]


def test_a_link_works_once(client, karim):
    ask(client, "karim")
    link = last_link()
    choose(client, link)

    again = choose(Client(), link, "another long password")

    page = read(again, status=410)
    assert texts(page, "h1") == ["This link no longer works"]
    assert [a["href"] for a in page.select("main a")] == [ASK]
    assert can_sign_in("karim", NEW)


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_a_link_works_for_an_hour(client, karim, monkeypatch, minutes, works):
    ask(client, "karim")
    later(monkeypatch, minutes=minutes)

    choose(client, last_link())

    assert can_sign_in("karim", NEW) is works


def test_a_page_that_was_opened_in_time_expires_too(client, karim, monkeypatch):
    ask(client, "karim")
    opened = client.get(last_link())
    later(monkeypatch, minutes=61)

    answer = client.post(opened.url, {"new_password1": NEW, "new_password2": NEW})

    assert (answer.status_code, can_sign_in("karim", NEW)) == (410, False)


@pytest.mark.parametrize(
    "path",
    [
        f"{ASK}MQ/x/",
        f"{ASK}MQ/set-password/",
        f"{ASK}%00/abc-def/",
        f"{ASK}OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5/abc-def/",
        f"{ASK}w6k/{'9' * 400}-{'9' * 400}/",
        "/admin/invitation/MQ/d1-0123456789abcdef/",
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_broken_link_says_so_in_every_language(client, karim, path, language):
    answer = client.get(path, headers={"Accept-Language": language})

    page = read(answer, status=410)
    assert page.html["lang"] == language
    assert [a["href"] for a in page.select("main a")] == [ASK]
    assert "no-store" in answer["Cache-Control"]


def test_the_links_of_invitations_and_resets_are_not_interchangeable(client, karim):
    ask(client, "karim")

    answer = client.get(last_link().replace("/password/", "/invitation/"))

    assert answer.status_code == 410


def test_the_token_is_not_in_the_address_of_the_page(client, karim):
    ask(client, "karim")
    link = last_link()
    token = link.rstrip("/").rpartition("/")[2]

    opened = client.get(link)
    page = client.get(opened.url)

    assert (token in opened.url, token in page.content.decode()) == (False, False)
    assert page["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "nobody", "email": "nobody@example.org"},
        {"name": "karim", "email": "karim@example.org", "is_active": False},
        {"name": "karim", "email": ""},
    ],
    ids=["other", "inactive", "without an address"],
)
def test_the_answer_is_the_same_whether_there_is_an_account_or_not(client, fields):
    factories.staff_user(**fields)

    answer = ask(client, "karim")

    assert (answer.status_code, answer.url) == (302, "/admin/password/asked/")
    assert private_mails() == []


def test_an_account_costs_the_same_work_as_none(karim):
    with CaptureQueriesContext(
        connection,
    ) as for_account:
        ask(Client(), "karim")
    with CaptureQueriesContext(connection) as for_none:
        ask(Client(), "nobody")

    kinds = [[query["sql"].split()[0] for query in asked] for asked in (for_account, for_none)]
    known, unknown = ([k for k in one if k not in {"RELEASE", "ROLLBACK"}] for one in kinds)
    assert known == unknown
    assert OutgoingMail.objects.count() == 1


def test_an_address_that_two_accounts_share_opens_neither(client, karim):
    factories.staff_user("salma", email="Karim@example.org")

    ask(client, "karim@example.org")
    ask(client, "karim")

    assert private_mails() == [("karim@example.org", "A new password for Open Forum")]


def test_an_account_gets_at_most_three_mails_an_hour(client, karim):
    answers = {ask(Client(REMOTE_ADDR=f"192.0.2.{n}"), "karim").url for n in range(5)}

    assert (answers, len(private_mails())) == ({"/admin/password/asked/"}, 3)


def test_no_name_that_can_be_typed_uses_up_the_mails_of_an_account(client, karim):
    for _number in range(3):
        ask(client, str(karim.pk))

    ask(client, "karim")

    assert len(private_mails()) == 1


def test_an_address_may_ask_ten_times_an_hour(client, karim):
    statuses = [ask(client, f"nobody{n}").status_code for n in range(10)]

    refused = ask(client, "karim")

    assert statuses == [302] * 10
    page = read(refused, status=429)
    assert texts(page, "h1") == ["Please try again later"]
    assert ask(Client(REMOTE_ADDR="192.0.2.1"), "karim").status_code == 302


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "A new password for Open Forum"), ("fr", ""), ("ar", "")],
)
def test_the_mail_is_in_the_language_of_the_account(client, karim, language, subject):
    set_language(karim, language)

    ask(client, "karim")

    mail = OutgoingMail.objects.get()
    assert "/admin/password/" in mail.body
    assert subject in mail.subject


def test_a_new_password_ends_all_sessions(client, karim):
    elsewhere = Client()
    elsewhere.force_login(karim)
    ask(client, "karim")

    choose(client, last_link())

    assert elsewhere.get("/admin/").status_code == 302


def test_wrong_codes_of_a_thief_do_not_outlast_the_stolen_password(client, karim):
    recovery_codes = with_factor(karim)
    device = {"throttling_failure_count": 20, "throttling_failure_timestamp": timezone.now()}
    StaticDevice.objects.filter(user=karim).update(**device)
    ask(client, "karim")

    choose(client, last_link())

    second_factor.check_code(karim, recovery_codes[0])
    assert second_factor.count_recovery_codes(karim) == 9


def test_a_weak_password_is_refused_and_the_link_still_works(client, karim):
    ask(client, "karim")
    opened = client.get(last_link())

    refused = client.post(opened.url, {"new_password1": "short", "new_password2": "short"})
    done = client.post(opened.url, {"new_password1": NEW, "new_password2": NEW})

    assert (refused.status_code, done.status_code) == (200, 302)


def test_the_log_in_page_leads_there(client):
    page = read(client.get("/admin/login/"))

    assert [a["href"] for a in page.select("main a")] == [ASK]
    assert texts(read(client.get(ASK)), "h1") == ["Forgotten your password?"]


def test_each_step_is_a_line_in_the_security_log_without_the_link(client, karim, security_log):
    ask(client, "karim")
    ask(client, "nobody@example.org")
    choose(client, last_link())

    assert security_log.without_addresses() == [
        {"event": "password_reset_requested", "user": karim.pk, "sent": True},
        {"event": "password_reset_requested", "sent": False},
        {"event": "password_changed", "user": karim.pk},
    ]
