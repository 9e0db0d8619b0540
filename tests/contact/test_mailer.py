"""The mail queue against a real server at its worst: each mail is sent, and sent once."""

import datetime as dt
import time

import pytest
from django.test import Client
from django.utils import timezone

from forum.contact import mailer
from forum.contact.models import Letter, OutgoingMail
from tests.contact.forms import ADDRESS, filled_in
from tests.contact.mail import queue_confirmations
from tests.html import read, texts

pytestmark = pytest.mark.django_db(transaction=True)

QUEUE = "/admin/contact/outgoingmail/"


def make_due() -> None:
    """As if all pauses were over."""
    OutgoingMail.objects.waiting().update(due_at=timezone.now())


def states() -> set[str]:
    return set(OutgoingMail.objects.values_list("state", flat=True))


def message_ids() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("message_id", flat=True))


def test_due_mail_is_sent_once_under_its_own_message_id(mail_server):
    queue_confirmations(3)

    with mail_server.running():
        sent = [mailer.send_due(), mailer.send_due()]

    assert sent == [3, 0]
    assert (sorted(mail_server.accepted), states()) == (message_ids(), {"sent"})


@pytest.mark.parametrize(
    "behaviour", ["4xx", "5xx", "stalls", "hangs up", "cuts off", "refuses recipients"]
)
def test_a_misbehaving_server_delays_no_visitor_and_loses_no_mail(mail_server, behaviour):
    browser = Client()
    mail_server.set_behaviour(behaviour)
    with mail_server.running():
        form = filled_in(browser)
        began = time.monotonic()
        answer = browser.post(ADDRESS, form)
        took = time.monotonic() - began
        mailer.send_due()
        before = list(mail_server.accepted)
        mail_server.set_behaviour("accepts")
        make_due()
        mailer.send_due()

    assert (answer.status_code, took < 1, before) == (302, True, [])
    assert (sorted(mail_server.accepted), states()) == (message_ids(), {"sent"})


def test_mail_waits_while_there_is_no_server(mail_server):
    queue_confirmations(3)
    mailer.send_due()
    waiting = OutgoingMail.objects.waiting().count()
    make_due()

    with mail_server.running():
        mailer.send_due()

    assert (waiting, sorted(mail_server.accepted)) == (3, message_ids())


def test_an_unreachable_server_is_tried_once_a_round_and_the_other_mail_stays_due(mail_server):
    queue_confirmations(3)

    mailer.send_due()

    assert sorted(OutgoingMail.objects.values_list("failures", flat=True)) == [0, 0, 1]
    assert OutgoingMail.objects.due(timezone.now()).count() == 2


def test_each_failure_lengthens_the_pause_up_to_four_minutes(mail_server):
    queue_confirmations(1)
    pauses = []
    for _attempt in range(6):
        make_due()
        mailer.send_due()
        pauses.append(OutgoingMail.objects.get().due_at - timezone.now())

    assert [round(pause.total_seconds() / 10) * 10 for pause in pauses] == [
        *(30, 60, 120),
        *(240, 240, 240),
    ]


def test_an_address_that_no_server_can_accept_is_given_up_at_once_and_holds_up_no_other(
    mail_server,
):
    queue_confirmations(2)
    unusable = OutgoingMail.objects.first()
    OutgoingMail.objects.filter(pk=unusable.pk).update(recipients="nädia@example.org")

    with mail_server.running():
        mailer.send_due()

    unusable.refresh_from_db()
    assert (unusable.state, states()) == ("given_up", {"given_up", "sent"})
    assert unusable.response.startswith("Use an address with only unaccented Latin letters")


def test_mail_is_given_up_after_three_days_and_staff_can_retry_it(mail_server, staff):
    queue_confirmations(1)
    OutgoingMail.objects.update(created_at=timezone.now() - dt.timedelta(days=3, minutes=1))
    mailer.send_due()
    given_up = states()

    page = read(staff.get(QUEUE))
    row = {name: texts(page, f".field-{name}") for name in ("delivery", "recipients", "failures")}
    mail = OutgoingMail.objects.get()
    staff.post(QUEUE, {"action": "retry", "_selected_action": [mail.pk]})

    assert given_up == {"given_up"}
    assert row == {
        "delivery": ["failed"],
        "recipients": ["sender0@example.org"],
        "failures": ["1"],
    }
    assert "refused" in texts(page, ".field-response")[0]
    assert OutgoingMail.objects.due(timezone.now()).count() == 1


@pytest.mark.parametrize(
    ("count", "minutes", "answer"),
    [
        (9, 29, b"ok\n"),
        (10, 0, b"ok\nmail waiting: 10, the oldest for 0 minutes\n"),
        (1, 31, b"ok\nmail waiting: 1, the oldest for 31 minutes\n"),
    ],
)
def test_readyz_warns_of_waiting_mail_and_stays_ready(client, count, minutes, answer):
    queue_confirmations(count)
    OutgoingMail.objects.update(created_at=timezone.now() - dt.timedelta(minutes=minutes))

    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, answer)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("confirmation", b"ok\n"),
        ("notification", b"ok\nmail waiting: 1, the oldest for 120 minutes\n"),
    ],
)
def test_a_refused_recipient_raises_an_alarm_unless_a_visitor_mistyped_it(
    client, mail_server, kind, answer
):
    queue_confirmations(1)
    Letter.objects.update(kind=kind)
    mail_server.set_behaviour("refuses recipients")
    with mail_server.running():
        mailer.send_due()
    OutgoingMail.objects.update(created_at=timezone.now() - dt.timedelta(hours=2))

    response = client.get("/readyz")

    assert (response.content, states()) == (answer, {"refused"})


def test_the_admin_index_warns_that_mail_is_not_leaving(staff):
    queue_confirmations(10)

    page = read(staff.get("/admin/"))

    links = [(link["href"], link.get_text()) for link in page.select("#inbox a")]
    assert links[0] == (
        QUEUE,
        "Mail is not being sent: 10 e-mails are waiting, the oldest for 0\xa0minutes.",
    )


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (4, []),
        (5, ["Mail is not being sent: 1 e-mail has been waiting for 5\xa0minutes."]),
    ],
)
def test_the_admin_index_warns_after_five_minutes(staff, client, minutes, told):
    queue_confirmations(1)
    OutgoingMail.objects.update(created_at=timezone.now() - dt.timedelta(minutes=minutes))

    page = read(staff.get("/admin/"))

    links = [link.get_text() for link in page.select(f"#inbox a[href='{QUEUE}']")]
    assert links == told
    assert client.get("/readyz").content == b"ok\n"


def test_an_address_reaches_the_server_in_ascii_by_the_rules_of_2008(mail_server):
    queue_confirmations(1)
    OutgoingMail.objects.update(
        recipients="anna@faß.example", headers={"Reply-To": "nikos@βόλος.example"}
    )

    with mail_server.running():
        mailer.send_due()

    [mail] = mail_server.mails
    headers = {name: mail["headers"][name] for name in ("To", "Reply-To")}
    assert mail["envelope"] == ["anna@xn--fa-hia.example"]
    assert headers == {"To": "anna@xn--fa-hia.example", "Reply-To": "nikos@xn--nxasmm1c.example"}


def test_a_reply_address_that_nobody_could_write_to_holds_up_no_mail(mail_server):
    queue_confirmations(1)
    OutgoingMail.objects.update(headers={"Reply-To": "nädia@example.org", "Auto-Submitted": "x"})

    with mail_server.running():
        mailer.send_due()

    headers = mail_server.mails[0]["headers"]
    assert ("Reply-To" in headers, headers["Auto-Submitted"]) == (False, "x")


def test_the_queue_shows_unsent_mail_unless_asked_for_the_rest(staff):
    for state in ("waiting", "refused", "given_up", "sent"):
        queue_confirmations(1)
        OutgoingMail.objects.filter(pk=OutgoingMail.objects.latest("pk").pk).update(
            state=state, subject=state
        )

    shown = {
        query: sorted(texts(read(staff.get(QUEUE + query)), ".field-subject"))
        for query in ("", "?sent=attention", "?sent=failed", "?sent=yes", "?sent=all")
    }

    assert shown == {
        "": ["given_up", "refused", "waiting"],
        "?sent=attention": [],
        "?sent=failed": ["given_up"],
        "?sent=yes": ["sent"],
        "?sent=all": ["given_up", "refused", "sent", "waiting"],
    }


def test_the_queue_takes_as_many_queries_for_three_mails_as_for_one(
    staff, django_assert_max_num_queries
):
    queue_confirmations(1)
    staff.get(QUEUE)
    with django_assert_max_num_queries(12) as one:
        staff.get(QUEUE)
    queue_confirmations(2)

    with django_assert_max_num_queries(12) as three:
        staff.get(QUEUE)

    assert len(three) == len(one)


def test_text_that_looks_like_smtp_commands_stays_in_the_body(mail_server):
    queue_confirmations(1)
    OutgoingMail.objects.update(body="Bcc: all@example.org\n\n.\nQUIT")

    with mail_server.running():
        mailer.send_due()

    assert (sorted(mail_server.accepted), states()) == (message_ids(), {"sent"})
