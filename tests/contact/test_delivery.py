"""The head of a message tells which of its e-mails have not arrived."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from forum.contact.models import Message, OutgoingMail
from tests import factories
from tests.adminforms import send
from tests.contact.message_forms import change_page
from tests.html import read, texts

pytestmark = pytest.mark.django_db

REFUSED = "The mail server refuses the sender’s address. The reply of {} will be tried again."
FAILED = "The reply of {} could not be delivered: the sender has not received it."
QUEUED = "The reply of {} is queued, not sent yet."
NO_CONFIRMATION = "The confirmation could not be delivered: check the sender’s address."
NO_NOTIFICATION = "The notification to \u2068press@forum.example\u2069 could not be delivered."


def head(staff: Client, message: Message) -> list[tuple[str, bool]]:
    """What the page says before its form, and whether in red."""
    notices = read(staff.get(change_page(message))).select(".delivery")
    return [(texts(one, "strong")[0], "callout--danger" in one["class"]) for one in notices]


@pytest.mark.parametrize(
    ("kind", "state", "needs_attention", "expected"),
    [
        ("reply", "waiting", False, [(QUEUED, False)]),
        ("reply", "refused", False, [(REFUSED, True)]),
        ("reply", "given_up", True, [(FAILED, True)]),
        ("reply", "given_up", False, [(FAILED, False)]),
        ("reply", "sent", False, []),
        ("confirmation", "waiting", False, []),
        ("confirmation", "refused", False, [(NO_CONFIRMATION, True)]),
        ("confirmation", "given_up", False, [(NO_CONFIRMATION, True)]),
        ("notification", "waiting", False, []),
        ("notification", "refused", False, [(NO_NOTIFICATION, True)]),
        ("notification", "given_up", True, [(NO_NOTIFICATION, True)]),
        ("notification", "given_up", False, []),
    ],
)
def test_the_head_names_what_is_unsent(staff, kind, state, needs_attention, expected):
    letter = factories.letter(factories.message(), kind=kind)
    OutgoingMail.objects.update(
        state=state, needs_attention=needs_attention, recipients="press@forum.example"
    )

    at = f"{timezone.localtime(letter.written_at):%H:%M}"
    assert head(staff, letter.message) == [(text.format(at), red) for text, red in expected]


def test_an_answered_and_closed_message_says_so_until_its_reply_is_sent(staff):
    message = factories.message()
    send(staff, change_page(message), reply="You may.", state="closed")
    before = head(staff, message)

    OutgoingMail.objects.update(state="sent")

    assert (len(before), head(staff, message)) == (1, [])


def test_a_reply_of_another_day_is_named_by_its_day(staff):
    written = dt.datetime(2026, 11, 20, 10, 42, tzinfo=dt.UTC)
    letter = factories.letter(factories.message(), written_at=written)

    assert head(staff, letter.message) == [(QUEUED.format("20 November 2026, 10:42"), False)]


def test_the_servers_response_is_shown_as_text(staff):
    letter = factories.letter(factories.message())
    OutgoingMail.objects.update(state="given_up", response="550 <b>no such user</b>")

    page = read(staff.get(change_page(letter.message)))

    assert texts(page, ".delivery p")[1:] == ["550 <b>no such user</b>"]
    assert page.select(".delivery b") == []


def test_the_list_of_letters_names_each_recipient_and_its_delivery(staff):
    message = factories.message()
    for kind in ("notification", "confirmation"):
        letter = factories.letter(message, kind=kind)
        OutgoingMail.objects.filter(pk=letter.mail_id).update(recipients=f"{kind}@x.org")

    page = read(staff.get(change_page(message)))

    recipients = texts(page, "#letters-group .field-recipient")
    assert recipients == ["notification@x.org", "confirmation@x.org"]


def test_unsent_mail_takes_as_many_queries_for_three_letters_as_for_one(
    staff, django_assert_max_num_queries
):
    message = factories.message()
    factories.letter(message)
    staff.get(change_page(message))
    with django_assert_max_num_queries(20) as one:
        staff.get(change_page(message))
    for _time in range(2):
        factories.letter(message)

    with django_assert_max_num_queries(20) as three:
        staff.get(change_page(message))

    assert len(three) == len(one)
