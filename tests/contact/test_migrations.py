"""Data of earlier versions: dirty addresses are cleaned, failed mail is reported."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from forum.contact.models import Message, OutgoingMail, Team
from tests import factories

pytestmark = pytest.mark.django_db

migration = import_module("forum.contact.migrations.0002_mail_needs_attention")


def store(table: str, column: str, value: str) -> None:
    """As an earlier version did."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])  # noqa: S608  our own names


def test_addresses_lose_the_marks_with_which_they_were_once_accepted():
    factories.message()
    Team.objects.create(topic="press", recipients="press@forum.example")
    store("contact_message", "email", "nadia@example.org\u200e")
    store("contact_team", "recipients", "a@x.org\u200e\r\nb@x.org")

    migration.clean_addresses(apps, None)

    assert Message.objects.values_list("email", flat=True).get() == "nadia@example.org"
    assert Team.objects.values_list("recipients", flat=True).get() == "a@x.org\nb@x.org"


def test_mail_that_was_given_up_unseen_is_reported_but_for_confirmations():
    message = factories.message()
    letters = [factories.letter(message, kind=kind) for kind in ("reply", "confirmation")]
    OutgoingMail.objects.update(state="given_up")
    letters += [factories.letter(message)]

    migration.report_failures(apps, None)

    for letter in letters:
        letter.mail.refresh_from_db()
    assert [letter.mail.needs_attention for letter in letters] == [True, False, False]
