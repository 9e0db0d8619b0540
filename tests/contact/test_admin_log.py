"""The admin's log outlives messages: nothing of a sender or of the correspondence is in it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from forum.contact.models import Message, Team
from tests import factories
from tests.adminforms import inline, send

pytestmark = pytest.mark.django_db

INBOX = "/admin/contact/message/"
TEAMS = "/admin/contact/team/"
PRIVATE = {
    "name": "Nadia Ben Salah",
    "email": "nadia@example.org",
    "organization": "Femmes Bladi",
    "text": "About the filming.",
}
WRITTEN = ["You may film.", "Called her.", "press@forum.example", "radio@forum.example"]


def work_on(staff: Client, message: Message) -> None:
    address = f"{INBOX}{message.pk}/change/"
    note = inline("notes", {"text": "Called her.", "message": str(message.pk)})
    send(staff, address, reply="You may film.", **note)
    send(staff, address, state="closed", _assign_to_me="1")
    for action in ("assign_to_me", "mark_spam", "mark_not_spam", "mark_unread", "export_csv"):
        selected = {"action": action, "_selected_action": [message.pk]}
        staff.post(f"{INBOX}?folder=all", selected)
    mails = list(message.letters.values_list("mail", flat=True))
    for action in ("retry", "settle"):
        selected = {"action": action, "_selected_action": mails}
        staff.post("/admin/contact/outgoingmail/?sent=all", selected)


def set_up_team(staff: Client) -> None:
    send(staff, f"{TEAMS}add/", topic="press", recipients="press@forum.example")
    [pk] = Team.objects.values_list("pk", flat=True)
    send(staff, f"{TEAMS}{pk}/change/", recipients="press@forum.example\nradio@forum.example")
    send(staff, f"{TEAMS}{pk}/delete/", post="yes")


def test_after_all_work_on_messages_the_log_names_no_sender_and_quotes_no_text(staff):
    message = factories.message(**PRIVATE)

    work_on(staff, message)
    set_up_team(staff)

    log = "\n".join(str(entry) for entry in LogEntry.objects.values_list())
    assert [text for text in [*PRIVATE.values(), *WRITTEN] if text in log] == []
    assert LogEntry.objects.count() == 6
    assert set(LogEntry.objects.values_list("object_repr", flat=True)) == {
        f"{message.reference}: General question",
        "Messages",
        "Press",
    }
