"""Mail that cannot be delivered: who is told, and what becomes of its message."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from forum.contact import mailer
from forum.contact.models import Letter, Message, OutgoingMail, Team
from tests import factories
from tests.adminforms import send
from tests.contact.forms import ADDRESS, filled_in
from tests.contact.message_forms import change_page
from tests.html import read, texts

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("mail_server")]

QUEUE = "/admin/contact/outgoingmail/"


def reply_to(staff: Client, message: Message, **changes: str) -> OutgoingMail:
    send(staff, change_page(message), reply="You may.", **changes)
    return message.letters.latest("pk").mail


def age(mail: OutgoingMail, **by: int) -> None:
    now = timezone.now()
    OutgoingMail.objects.filter(pk=mail.pk).update(due_at=now, created_at=now - dt.timedelta(**by))


def give_up(mail: OutgoingMail) -> None:
    """As if no server had been reached for three days."""
    age(mail, days=3, minutes=1)
    mailer.send_due()
    mail.refresh_from_db()
    assert mail.state == "given_up"


def steps(message: Message) -> list[tuple[str, str | None]]:
    return list(message.steps.values_list("state", "by__username"))


def state(message: Message) -> str:
    return Message.objects.values_list("state", flat=True).get(pk=message.pk)


def inbox_links(staff: Client) -> list[tuple[str, str]]:
    page = read(staff.get("/admin/"))
    return [(link["href"], texts(link.parent, "a")[0]) for link in page.select("#inbox a")]


def test_a_message_whose_reply_was_given_up_is_in_progress_again(staff):
    message = factories.message()
    mail = reply_to(staff, message)

    give_up(mail)

    assert (state(message), steps(message)) == (
        "in_progress",
        [("answered", "amina"), ("in_progress", None)],
    )


def test_a_closed_message_whose_reply_was_given_up_is_open_again(staff):
    message = factories.message()
    mail = reply_to(staff, message, state="closed")

    give_up(mail)

    assert state(message) == "in_progress"


def test_a_later_reply_keeps_the_message_answered(staff):
    message = factories.message()
    first = reply_to(staff, message)
    factories.letter(message, text="You may film as well.")

    give_up(first)

    assert (state(message), steps(message)) == ("answered", [("answered", "amina")])


@pytest.mark.parametrize("chosen", ["spam", "new"])
def test_a_given_up_reply_leaves_any_other_status_alone(staff, chosen):
    message = factories.message()
    mail = reply_to(staff, message)
    Message.objects.filter(pk=message.pk).update(state=chosen)

    give_up(mail)

    assert state(message) == chosen


def test_a_given_up_notification_leaves_the_status_alone():
    message = factories.message(state="answered")
    letter = factories.letter(message, kind="notification")

    give_up(letter.mail)

    assert state(message) == "answered"


def test_trying_a_given_up_reply_again_answers_the_message(staff):
    message = factories.message()
    mail = reply_to(staff, message)
    give_up(mail)

    staff.post(QUEUE, {"action": "retry", "_selected_action": [mail.pk]})

    mail.refresh_from_db()
    assert (mail.state, mail.needs_attention) == ("waiting", False)
    assert steps(message)[1:] == [("in_progress", None), ("answered", "amina")]


def test_mail_given_up_is_reported_on_the_first_page_and_to_monitoring(staff, client):
    message = factories.message(read_at=timezone.now())
    give_up(reply_to(staff, message))

    ready = client.get("/readyz")

    assert (ready.status_code, ready.content) == (200, b"ok\nmail failed: 1\n")
    assert inbox_links(staff) == [(f"{QUEUE}?sent=attention", "1 e-mail could not be delivered.")]
    row = read(staff.get(f"{QUEUE}?sent=attention"))
    assert (texts(row, ".field-delivery"), texts(row, ".field-message")) == (
        ["failed"],
        [message.reference],
    )
    assert row.select_one(".field-message a")["href"] == change_page(message)


@pytest.mark.parametrize("way", ["settle", "retry", "reply"])
def test_a_failure_is_reported_until_somebody_deals_with_it(staff, client, way):
    message = factories.message()
    mail = reply_to(staff, message)
    give_up(mail)

    if way == "reply":
        reply_to(staff, message)
    else:
        staff.post(f"{QUEUE}?sent=failed", {"action": way, "_selected_action": [mail.pk]})

    assert b"mail failed" not in client.get("/readyz").content
    assert f"{QUEUE}?sent=attention" not in dict(inbox_links(staff))


def test_a_mistyped_address_of_a_sender_raises_no_alarm(client, mail_server):
    message = factories.message(state="answered")
    kinds = ["confirmation", "notification", "reply"]
    letters = {kind: factories.letter(message, kind=kind) for kind in kinds}
    for letter in letters.values():
        age(letter.mail, days=4)
    mail_server.set_behaviour("refuses recipients")

    with mail_server.running():
        mailer.send_due()

    reported = Letter.objects.filter(mail__in=OutgoingMail.objects.needing_attention())
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"given_up"}
    assert set(reported.values_list("kind", flat=True)) == {"notification", "reply"}
    assert client.get("/readyz").content == b"ok\nmail failed: 2\n"


def test_one_bad_address_of_a_team_stops_nobody_else(mail_server):
    Team.objects.create(
        topic="press",
        recipients="nädia@forum.example\nradio@forum.example\u200e\npress@forum.example",
    )

    browser = Client()
    with mail_server.running():
        browser.post(ADDRESS, filled_in(browser, topic="press"))
        mailer.send_due()

    notices = Letter.objects.filter(kind="notification").order_by("pk")
    assert list(notices.values_list("mail__recipients", "mail__state")) == [
        ("nädia@forum.example", "given_up"),
        ("radio@forum.example", "sent"),
        ("press@forum.example", "sent"),
    ]
    assert Letter.objects.get(kind="confirmation").mail.state == "sent"


def test_a_mail_that_another_worker_has_sent_is_not_given_up(mail_server):
    letter = factories.letter(factories.message(state="answered"))
    OutgoingMail.objects.update(state="sent")

    mailer.workflow.give_up(letter.mail, is_refused=False, failures=1, response="too late")

    assert (OutgoingMail.objects.get().state, state(letter.message)) == ("sent", "answered")
