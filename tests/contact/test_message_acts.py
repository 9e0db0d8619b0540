"""The buttons at the head of a message, and those that send its reply."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from forum.contact.models import Message, OutgoingMail
from tests import factories
from tests.adminforms import filled, send
from tests.contact.message_forms import change_page
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def buttons(staff: Client, message: Message) -> list[str]:
    return texts(read(staff.get(change_page(message))), ".message-acts .button")


def press(staff: Client, message: Message, button: str, **typed: str):
    """What follows, and the message as it is stored then."""
    form = filled(read(staff.get(change_page(message)))) | typed | {button: "1"}
    response = staff.post(change_page(message), form)
    message.refresh_from_db()
    return response


def queued(message: Message) -> list[str]:
    return [letter.text for letter in message.letters.replies()]


def test_the_buttons_offer_what_has_not_been_done(staff, django_user_model):
    amina = django_user_model.objects.get(username="amina")
    new, mine = factories.message(), factories.message(state="closed", assignee=amina)
    spam = factories.message(state="spam")

    offered = [buttons(staff, message) for message in (new, mine, spam)]

    assert offered == [
        ["Reply", "Assign to me", "Close", "Mark as spam"],
        ["Reply", "Mark as spam"],
        ["Reply", "Assign to me", "Close", "Not spam: notify the team"],
    ]


def test_whoever_takes_on_a_message_stays_on_its_page(staff):
    message = factories.message()

    response = press(staff, message, "_assign_to_me")

    assert (response["Location"], message.assignee.username) == (change_page(message), "amina")


@pytest.mark.parametrize(("button", "state"), [("_close", "closed"), ("_spam", "spam")])
def test_one_button_closes_a_message_or_marks_it_as_spam(staff, button, state):
    message = factories.message()

    response = press(staff, message, button)

    assert (response["Location"], message.state) == ("/admin/contact/message/", state)


def test_a_message_cleared_of_spam_is_acknowledged(staff, settings):
    settings.CONTACT_RECIPIENTS = ["team@forum.example"]
    message = factories.message(state="spam", suspicion="links")

    press(staff, message, "_not_spam")

    assert message.state == "new"
    assert sorted(message.letters.values_list("kind", flat=True)) == [
        "confirmation",
        "notification",
    ]


@pytest.mark.parametrize(
    ("button", "state"), [("_send", "answered"), ("_send_and_close", "closed")]
)
def test_one_button_sends_the_reply(staff, button, state):
    message = factories.message()

    response = press(staff, message, button, reply="You may.")

    assert (response.status_code, queued(message), message.state) == (302, ["You may."], state)


@pytest.mark.parametrize("button", ["_send", "_send_and_close"])
def test_there_has_to_be_a_reply_to_send(staff, button):
    message = factories.message()

    page = read(press(staff, message, button, reply=" "))

    assert texts(page, ".errorlist li") == ["Write a reply first."]
    assert message.state == "new"


@pytest.mark.parametrize("button", ["_assign_to_me", "_close", "_spam", "_send_again"])
def test_the_buttons_at_the_head_send_nothing_that_is_half_written(staff, button):
    message = factories.message()

    page = read(press(staff, message, button, reply="You m"))

    refusal = "Your reply has not been sent, and nothing was changed: send it or empty it."
    assert texts(page, ".errorlist li") == [refusal]
    assert filled(page)["reply"] == "You m"
    assert (queued(message), message.state, message.assignee) == ([], "new", None)


def test_a_reply_that_could_not_be_delivered_is_sent_again_from_the_head(staff):
    message = factories.message(state="in_progress")
    letter = factories.letter(message, kind="reply")
    OutgoingMail.objects.update(state="given_up", needs_attention=True)
    page = read(staff.get(change_page(message)))
    [button] = page.select(".delivery button")

    response = staff.post(change_page(message), filled(page) | {button["name"]: button["value"]})

    letter.mail.refresh_from_db()
    message.refresh_from_db()
    assert (button.get_text(strip=True), response["Location"]) == (
        "Send again",
        change_page(message),
    )
    assert (letter.mail.state, message.state) == ("waiting", "answered")


@pytest.mark.parametrize("mail", ["", "x", "999999999999999999999"])
def test_an_e_mail_of_no_message_is_not_sent_again(staff, mail):
    message = factories.message()
    other = factories.letter(factories.message(), kind="reply")
    OutgoingMail.objects.update(state="given_up")

    responses = [
        send(staff, change_page(message), _send_again=one) for one in (mail, str(other.mail_id))
    ]

    assert responses == [(302, []), (302, [])]
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"given_up"}


def test_nobody_acts_who_may_only_read(client):
    message = factories.message()
    factories.letter(message, kind="reply")
    OutgoingMail.objects.update(state="given_up")
    reader = factories.staff_user("karim")
    reader.user_permissions.add(Permission.objects.get(codename="view_message"))
    client.force_login(reader)

    page = read(client.get(change_page(message)))

    assert page.select(".message-acts, .message-send, .delivery button") == []
