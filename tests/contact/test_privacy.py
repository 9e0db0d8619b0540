"""Personal data is found, exported and deleted, in whatever table it is."""

import datetime as dt
import io
import json

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from forum.contact import workflow
from forum.contact.models import Attempt, Erasure, Message, OutgoingMail
from tests import factories
from tests.adminforms import inline, send
from tests.contact.forms import ADDRESS, filled_in

pytestmark = pytest.mark.django_db

NADIA = "nadia@example.org"


@pytest.fixture(autouse=True)
def without_minimum_time(settings):
    settings.CONTACT_MIN_SECONDS = 0
    settings.CONTACT_RECIPIENTS = ["team@forum.example"]


def exchange_mail(staff: Client, email: str) -> Message:
    """A message with everything that can belong to one."""
    browser = Client()
    browser.post(ADDRESS, filled_in(browser, email=email, text=f"I am {email}."))
    message = Message.objects.latest("pk")
    note = inline("notes", {"text": f"Called {email}.", "message": str(message.pk)})
    send(staff, f"/admin/contact/message/{message.pk}/change/", reply=f"Dear {email}", **note)
    OutgoingMail.objects.filter(letter__message=message).update(response=f"{email} is unknown")
    return message


def run(command: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def tables_with(text: str) -> list[str]:
    """The tables that contain a text, in any column, with or without a model."""
    found = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  the names are the database's
            if any(text in str(value) for row in cursor.fetchall() for value in row):
                found.append(table)
    return found


def test_erasing_an_address_empties_every_table_of_it_and_of_nobody_else(staff):
    nadia, karim = exchange_mail(staff, NADIA), exchange_mail(staff, "karim@example.org")
    before = tables_with(NADIA)

    printed = run("erase_messages", "--email", NADIA.upper(), "--yes")

    assert before == [
        "contact_letter",
        "contact_message",
        "contact_note",
        "contact_outgoingmail",
    ]
    assert printed.splitlines() == ["messages: 1", "e-mails: 3", "log entries: 1", "Deleted."]
    assert tables_with(NADIA) == tables_with(nadia.reference) == []
    assert (list(Message.objects.all()), karim.letters.count()) == ([karim], 3)
    assert (OutgoingMail.objects.count(), LogEntry.objects.count()) == (3, 1)
    erasure = Erasure.objects.get()
    assert (erasure.reason, erasure.messages, erasure.mails) == ("requested", 1, 3)


def test_mail_that_belongs_to_no_message_is_erased_too():
    OutgoingMail.objects.create(recipients=NADIA.upper())
    OutgoingMail.objects.create(recipients="team@forum.example", headers={"Reply-To": NADIA})
    OutgoingMail.objects.create(recipients="a" + NADIA)

    run("erase_messages", "--email", NADIA, "--yes")

    assert [mail.recipients for mail in OutgoingMail.objects.all()] == ["a" + NADIA]


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("purge_messages", []),
        ("erase_messages", ["--email", NADIA]),
        ("export_messages", ["--email", NADIA]),
    ],
)
def test_without_yes_a_command_only_reports_how_much_there_is(staff, command, arguments):
    exchange_mail(staff, NADIA)
    Message.objects.update(purge_date=timezone.localdate())

    printed = run(command, *arguments)

    assert printed.splitlines()[:3] == ["messages: 1", "e-mails: 3", "log entries: 1"]
    assert printed.splitlines()[3].startswith("Nothing was")
    counts = [model.objects.count() for model in (Message, OutgoingMail, Erasure)]
    assert counts == [1, 3, 0]


def test_erasing_an_unknown_address_records_no_erasure():
    printed = run("erase_messages", "--email", NADIA, "--yes")

    assert printed.splitlines()[:2] == ["messages: 0", "e-mails: 0"]
    assert Erasure.objects.count() == 0


def test_messages_are_purged_on_their_date_with_everything_about_them(staff):
    today = timezone.localdate()
    old, young = exchange_mail(staff, NADIA), exchange_mail(staff, "karim@example.org")
    Message.objects.filter(pk=old.pk).update(purge_date=today)
    Message.objects.filter(pk=young.pk).update(purge_date=today + dt.timedelta(days=1))

    run("purge_messages", "--yes")

    assert (tables_with(NADIA), list(Message.objects.all())) == ([], [young])
    assert Erasure.objects.get().reason == "expired"


def test_log_entries_about_exports_survive_an_erasure(staff):
    message = exchange_mail(staff, NADIA)
    staff.post(
        "/admin/contact/message/", {"action": "export_csv", "_selected_action": [message.pk]}
    )

    run("erase_messages", "--email", NADIA, "--yes")

    assert [entry.object_repr for entry in LogEntry.objects.all()] == ["Messages"]


def test_a_reply_restarts_the_retention_period(settings):
    message = factories.message(purge_date=timezone.localdate())

    workflow.reply(message, "You may.", author=factories.staff_user(), key="once")

    run("purge_messages", "--yes")
    assert Message.objects.get().purge_date > timezone.localdate() + dt.timedelta(days=364)


def test_an_export_contains_everything_about_the_address_and_about_nobody_else(staff):
    nadia = exchange_mail(staff, NADIA)
    exchange_mail(staff, "karim@example.org")

    data = json.loads(run("export_messages", "--email", NADIA, "--yes"))

    message = data["messages"][0]
    assert [one["reference"] for one in data["messages"]] == [nadia.reference]
    assert (message["text"], message["email"]) == (f"I am {NADIA}.", NADIA)
    assert [note["text"] for note in message["notes"]] == [f"Called {NADIA}."]
    assert [step["state"] for step in message["history"]] == ["answered"]
    assert [letter["kind"] for letter in message["letters"]] == [
        "notification",
        "confirmation",
        "reply",
    ]
    assert len(data["mails"]) == 3
    assert "karim" not in json.dumps(data)


def test_no_table_contains_an_ip_address():
    browser = Client(REMOTE_ADDR="198.51.100.7")
    browser.post(ADDRESS, filled_in(browser))

    assert tables_with("198.51.100.7") == []
    assert Attempt.objects.count() == 1


def test_the_mail_worker_deletes_attempts_after_a_day():
    Attempt.objects.create(sender="x", made_at=timezone.now() - dt.timedelta(days=1, seconds=1))

    run("send_queued_mail")

    assert Attempt.objects.count() == 0
