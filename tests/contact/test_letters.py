"""The e-mails about a message: recipients, texts, and protection against forgery."""

import datetime as dt

import pytest
from django.utils import translation

from forum.contact import workflow
from forum.contact.models import Letter, Message, OutgoingMail, Team
from tests import factories
from tests.contact.forms import ADDRESS, filled_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_minimum_time(settings):
    settings.CONTACT_MIN_SECONDS = 0
    settings.CONTACT_RATE_LIMIT = (1000, 3600)
    settings.CONTACT_RECIPIENTS = ["team@forum.example"]


def mail_of(kind: str) -> OutgoingMail:
    return Letter.objects.get(kind=kind).mail


def test_the_team_is_notified_with_the_whole_message_and_a_link_to_reply(client):
    forum = factories.event(slug="forum")
    factories.session(forum, "Open Regions", slug="talk")
    client.post(ADDRESS, filled_in(client, f"{ADDRESS}?event=forum&session=talk"))

    notification = mail_of("notification")

    message = Message.objects.get()
    assert notification.recipients == "team@forum.example"
    assert notification.headers == {
        "Reply-To": "nadia@example.org",
        "Auto-Submitted": "auto-generated",
    }
    assert notification.state == "waiting"
    assert (
        notification.subject == "Message from \u2068Nadia Ben Salah\u2069: \u2068Partnership\u2069"
    )
    assert notification.body == (
        f"Reference: {message.reference}\n"
        "Name: Nadia Ben Salah\n"
        "E-mail: nadia@example.org\n"
        "Organization: Femmes Bladi\n"
        "Topic: Partnership\n"
        "Session: Open Regions\n"
        "\n"
        "We should like to take part in the next forum.\n"
        "\n"
        "Read and reply: "
        f"http://127.0.0.1:8000/admin/contact/message/{message.pk}/change/"
    )


def test_the_sender_gets_a_confirmation_without_their_own_text(client):
    client.post(ADDRESS, filled_in(client))

    confirmation = mail_of("confirmation")

    reference = Message.objects.get().reference
    assert confirmation.recipients == "nadia@example.org"
    assert confirmation.headers == {
        "Reply-To": "team@forum.example",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
    }
    assert confirmation.subject == f"We have received your message: {reference}"
    assert confirmation.body == (
        "Your message has arrived.\n"
        "\n"
        f"Your reference: {reference}\n"
        "\n"
        "The organizers will reply within 2 working days.\n"
        "To add something, reply to this e-mail.\n"
        "\n"
        "If you did not write to us, someone else entered your address. You do not need to do "
        "anything: it will be deleted with the message after 12 months.\n"
        "\n"
        "http://127.0.0.1:8000"
    )


def test_a_confirmation_to_a_stranger_contains_nothing_the_sender_wrote(client):
    lure = {
        "name": "Win at buy.example",
        "organization": "buy.example",
        "text": "Go to buy.example",
    }

    client.post(ADDRESS, filled_in(client, **lure, email="victim@example.org"))

    mail = mail_of("confirmation")
    assert "buy" not in f"{mail.subject} {mail.body} {mail.headers}"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_confirmations_are_in_the_senders_language_and_notifications_in_the_sites(client, language):
    address = f"/{language}/contact/"
    client.post(address, filled_in(client, address))

    subjects = {letter.kind: letter.mail.subject for letter in Letter.objects.all()}

    with translation.override(language):
        subject = translation.gettext("We have received your message: %(reference)s")
    reference = Message.objects.get().reference
    assert subjects["confirmation"] == subject % {"reference": reference}
    assert subjects["notification"].startswith("Message from")


def test_the_team_of_a_topic_is_notified_and_replied_to(client):
    Team.objects.create(topic="press", recipients="press@forum.example\nradio@forum.example")
    client.post(ADDRESS, filled_in(client, topic="press"))
    client.post(ADDRESS, filled_in(client, topic="careers"))

    notified = [
        letter.mail.recipients
        for letter in Letter.objects.filter(kind="notification").order_by("pk")
    ]
    answered = [
        letter.mail.headers["Reply-To"]
        for letter in Letter.objects.filter(kind="confirmation").order_by("pk")
    ]

    assert notified == ["press@forum.example", "radio@forum.example", "team@forum.example"]
    assert answered == ["press@forum.example", "team@forum.example"]


def test_an_address_gets_three_confirmations_a_day_whatever_its_case(client):
    for email in ["nadia@example.org", "Nadia@example.org"] * 3:
        client.post(ADDRESS, filled_in(client, email=email))

    kinds = list(Letter.objects.values_list("kind", flat=True))

    assert (kinds.count("notification"), kinds.count("confirmation")) == (6, 3)


@pytest.mark.parametrize("text", ["{% now 'Y' %}", "{{ 1|add:1 }}", "{% nonsense", "{# gone #}"])
def test_text_that_looks_like_a_template_is_mailed_unchanged(client, text):
    response = client.post(ADDRESS, filled_in(client, name=text, text=text))

    notification = mail_of("notification")
    assert response.status_code == 302
    assert (text in notification.subject, f"\n{text}\n" in notification.body) == (True, True)


def test_without_recipients_a_message_is_stored_and_confirmed(client, settings):
    settings.CONTACT_RECIPIENTS = []

    client.post(ADDRESS, filled_in(client))

    assert Message.objects.count() == 1
    assert mail_of("confirmation").headers["Reply-To"] == "forum@localhost"
    assert Letter.objects.count() == 1


def test_a_name_cannot_add_headers_to_the_notification(client):
    client.post(ADDRESS, filled_in(client, name="Nadia\r\nBcc: all@example.org"))

    notification = mail_of("notification")
    assert notification.subject == (
        "Message from \u2068Nadia Bcc: all@example.org\u2069: \u2068Partnership\u2069"
    )
    assert notification.headers.keys() == {"Reply-To", "Auto-Submitted"}


def test_a_reply_quotes_the_message_and_is_stored_with_it(staff):
    at = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    message = factories.message(
        text="One\n\nTwo", email="nadia@example.org", name="Nadia", received_at=at
    )
    amina = factories.staff_user()

    workflow.reply(message, "Come on Monday.", author=amina, key="once")

    letter = message.letters.get()
    assert (letter.kind, letter.author, letter.text) == ("reply", amina, "Come on Monday.")
    assert letter.mail.recipients == "nadia@example.org"
    assert letter.mail.headers == {"Reply-To": "team@forum.example"}
    assert letter.mail.subject == f"Your message {message.reference}"
    assert letter.mail.body == (
        "Come on Monday.\n\nOn 24 November 2026, \u2068Nadia\u2069 wrote:\n> One\n>\n> Two"
    )


def test_a_reply_sent_twice_is_one_letter_and_the_message_is_answered():
    message, amina = factories.message(), factories.staff_user()

    for _time in range(2):
        workflow.reply(message, "Come on Monday.", author=amina, key="once")

    message.refresh_from_db()
    assert (message.state, message.letters.count()) == ("answered", 1)
    assert [(step.state, step.by) for step in message.steps.all()] == [("answered", amina)]
