"""While a reply to a message is waiting to be sent, no other reply to it is queued."""

import datetime as dt

import pytest
from django.utils import timezone

from forum.contact.models import Letter, Message, OutgoingMail
from tests import factories
from tests.adminforms import filled, inline
from tests.contact.message_forms import open_form, save
from tests.html import texts

pytestmark = pytest.mark.django_db

NAMED = "{}’s reply of {} is waiting to be sent. Yours was not queued; it is kept below."
OWN = "Your reply of {} is waiting to be sent. This one was not queued; it is kept below."
UNNAMED = "A reply of {} is waiting to be sent. Yours was not queued; it is kept below."
ANSWERED = "Somebody answered this message while you had it open. Your reply was not sent."


def replies(message: Message) -> list[str]:
    return list(message.letters.replies().order_by("pk").values_list("text", flat=True))


def errors(page) -> list[str]:
    return texts(page, ".errorlist.nonfield li")


def time_of_reply() -> str:
    return f"{timezone.localtime(Letter.objects.get().written_at):%H:%M}"


def test_pressing_save_again_queues_no_second_reply(staff, karim, message):
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, reply="You may film.", state="closed")
    typed = {"reply": "You may not.", "state": "in_progress"}
    note = inline("notes", {"text": "Called her.", "message": str(message.pk)})

    first = save(karim, message, mine, **typed, **note)
    second = save(karim, message, filled(first))
    third = save(karim, message, filled(second), _send="1")

    shown = filled(third)
    refusal = NAMED.format("amina", time_of_reply())
    message.refresh_from_db()
    assert [errors(page) for page in (first, second, third)] == [[refusal]] * 3
    assert texts(third, "#conflict blockquote") == ["You may film."]
    assert typed | {"notes-0-text": "Called her."} == {
        name: shown[name] for name in ("reply", "state", "notes-0-text")
    }
    assert (message.state, message.assignee, message.notes.count()) == ("closed", None, 0)
    assert (replies(message), OutgoingMail.objects.count()) == (["You may film."], 1)


def test_the_reply_is_queued_once_the_other_was_sent(staff, karim, message):
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, reply="You may film.")
    page = save(karim, message, mine, reply="On Monday.")
    OutgoingMail.objects.update(state="sent")

    saved = save(karim, message, filled(page))

    assert (saved, replies(message)) == (None, ["You may film.", "On Monday."])


def test_a_reply_that_was_sent_unseen_is_shown_once(staff, karim, message):
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, reply="You may film.")
    OutgoingMail.objects.update(state="sent")

    page = save(karim, message, mine, reply="On Monday.")
    saved = save(karim, message, filled(page))

    assert (errors(page), texts(page, "#conflict blockquote")) == ([ANSWERED], ["You may film."])
    assert (saved, replies(message)) == (None, ["You may film.", "On Monday."])


@pytest.mark.parametrize(
    ("state", "queued"),
    [
        ("waiting", []),
        ("refused", []),
        ("sent", ["On Monday."]),
        ("given_up", ["On Monday."]),
    ],
)
def test_only_a_reply_that_is_still_tried_blocks_another(staff, message, state, queued):
    letter = factories.letter(message, text="You may film.")
    type(letter.mail).objects.update(state=state)

    save(staff, message, open_form(staff, message), reply="On Monday.")

    assert replies(message) == ["You may film.", *queued]


def test_a_waiting_notification_or_reply_to_another_message_blocks_nothing(staff, message):
    factories.letter(message, kind="notification")
    factories.letter(message, kind="confirmation")
    factories.letter(factories.message())

    save(staff, message, open_form(staff, message), reply="On Monday.")

    assert replies(message) == ["On Monday."]


def test_everything_else_is_saved_when_the_reply_field_is_emptied(staff, karim, message):
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, reply="You may film.")
    note = inline("notes", {"text": "Called her.", "message": str(message.pk)})
    page = save(karim, message, mine, reply="On Monday.", state="closed", **note)

    saved = save(karim, message, filled(page), reply="", _assign_to_me="1")

    message.refresh_from_db()
    assert (saved, replies(message)) == (None, ["You may film."])
    assert (message.state, message.assignee.username) == ("closed", "karim")
    assert [note.text for note in message.notes.all()] == ["Called her."]


def test_a_further_reply_of_ones_own_waits_as_well(staff, message):
    save(staff, message, open_form(staff, message), reply="You may film.")

    page = save(staff, message, open_form(staff, message), reply="On Monday.")

    assert errors(page) == [OWN.format(time_of_reply())]
    assert replies(message) == ["You may film."]


def test_the_refusal_names_the_day_of_an_older_reply_and_no_deleted_author(staff, message):
    written = dt.datetime(2026, 11, 20, 10, 42, tzinfo=dt.UTC)
    factories.letter(message, written_at=written)

    page = save(staff, message, open_form(staff, message), reply="On Monday.")

    assert errors(page) == [UNNAMED.format("20 November 2026, 10:42")]
    assert texts(page, "#conflict h2") == ["A reply is waiting to be sent"]
