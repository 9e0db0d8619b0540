"""Two members of staff have the same message open: the second is shown what the first did.

While one reply is waiting to be sent, no other is queued: see `test_waiting_replies.py`.
"""

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from forum.contact.models import Letter, Message, OutgoingMail
from tests import factories
from tests.adminforms import filled, inline
from tests.contact.message_forms import change_page, open_form, save
from tests.html import read, texts

pytestmark = pytest.mark.django_db

ANSWERED = "Somebody answered this message while you had it open. Your reply was not sent."
CHANGED = "Somebody changed this message while you had it open. Your changes were not saved."


def note(message: Message, text: str) -> dict[str, str]:
    return inline("notes", {"text": text, "message": str(message.pk)})


@pytest.fixture
def karim() -> Client:
    user = factories.staff_user("karim", is_superuser=True, first_name="Karim", last_name="Ziani")
    client = Client()
    client.force_login(user)
    return client


def deliver() -> None:
    OutgoingMail.objects.update(state="sent")


def stored(message: Message) -> tuple[str, str | None, list[str]]:
    row = Message.objects.get(pk=message.pk)
    replies = Letter.objects.filter(kind="reply").order_by("pk").values_list("text", flat=True)
    return row.state, row.assignee and row.assignee.username, list(replies)


def test_the_second_of_two_answers_is_refused_and_shown_the_first(staff, karim, message):
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, reply="You may film.\nOn Monday.")
    deliver()

    page = save(karim, message, mine, reply="You may not film.", **note(message, "Called her."))

    at = timezone.localtime(Letter.objects.get().written_at)
    assert stored(message) == ("answered", None, ["You may film.\nOn Monday."])
    assert message.notes.count() == 0
    assert texts(page, ".errorlist.nonfield li") == [ANSWERED]
    assert not texts(page, ".errornote")
    assert texts(page, "#conflict strong, #conflict blockquote") == [
        f"amina answered at {at:%H:%M}:",
        "You may film.On Monday.",
        "Answered",
    ]


def test_everything_typed_is_still_there_and_the_next_save_counts(staff, karim, message):
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, reply="You may film.")
    deliver()
    typed = {"reply": "On Monday.", "state": "closed"} | note(message, "Called her.")
    page = save(karim, message, mine, **typed)
    again = filled(page)

    saved = save(karim, message, again)

    assert {name: again[name] for name in typed if "FORMS" not in name} == {
        name: value for name, value in typed.items() if "FORMS" not in name
    }
    assert saved is None
    assert stored(message) == ("closed", None, ["You may film.", "On Monday."])
    assert [note.text for note in message.notes.all()] == ["Called her."]


def test_a_status_that_the_second_left_alone_does_not_fall_back(staff, karim, message):
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, reply="You may film.", state="closed")
    deliver()
    page = save(karim, message, mine, reply="On Monday.")

    save(karim, message, filled(page))

    assert page.select_one("[name=state] option[selected]")["value"] == "closed"
    assert stored(message)[0] == "closed"


def test_status_and_assignee_are_shown_as_theirs_and_yours(staff, karim, message):
    amina = get_user_model().objects.get(username="amina")
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, _assign_to_me="1", **note(message, "She called."))

    page = save(karim, message, mine, state="spam")

    assert texts(page, ".errorlist.nonfield li") == [CHANGED]
    assert texts(page, "#conflict strong, #conflict blockquote, #conflict li") == [
        "Note by amina:",
        "She called.",
        "Status: In progress (you chose: Spam)",
        "In progress",
        "Assigned to: amina",
        "amina",
    ]
    assert page.select_one("[name=assigned_to] option[selected]")["value"] == str(amina.pk)
    assert page.select_one("[name=state] option[selected]")["value"] == "spam"
    assert stored(message) == ("in_progress", "amina", [])


def test_an_answer_of_another_day_is_shown_with_its_day(staff, message):
    form = open_form(staff, message)
    written = dt.datetime(2026, 11, 20, 10, 42, tzinfo=dt.UTC)
    factories.letter(message, text="Yes.", written_at=written)

    page = save(staff, message, form, reply="No.")

    assert texts(page, "#conflict strong") == ["Somebody answered on 20 November 2026 at 10:42:"]


@pytest.mark.parametrize(
    "changes",
    [
        {"reply": "Yes."},
        {"state": "closed"},
        {"_assign_to_me": "1"},
        {"reply": "Yes.", "state": ""},
    ],
    ids=str,
)
@pytest.mark.parametrize("forged", ["", "0" * 64, "نادية", None])
def test_a_form_without_its_digest_changes_nothing(staff, message, forged, changes):
    form = open_form(staff, message) | {"digest": forged}
    form = {name: value for name, value in form.items() if value is not None}

    page = save(staff, message, form, **changes)

    assert CHANGED in texts(page, ".errorlist.nonfield li")
    assert stored(message) == ("new", None, [])


def test_a_form_submitted_twice_is_saved_once_and_refused_never(staff, message):
    form = open_form(staff, message) | note(message, "Called her.")
    amina = get_user_model().objects.get(username="amina")
    changes = {"reply": "Yes.", "assigned_to": str(amina.pk), "_send_and_close": "1"}

    pages = [save(staff, message, form, **changes) for _time in range(2)]

    assert pages == [None, None]
    assert stored(message) == ("closed", "amina", ["Yes."])
    assert message.notes.count() == 1
    assert [step.state for step in message.steps.all()] == ["answered", "closed"]


def test_a_reply_that_was_edited_and_sent_again_is_not_lost(staff, message):
    form = open_form(staff, message)
    save(staff, message, form, reply="Yes.")
    deliver()

    page = save(staff, message, form, reply="No.")

    assert page.select_one("[name=reply]").get_text().strip() == "No."
    assert save(staff, message, filled(page)) is None
    assert stored(message) == ("answered", None, ["Yes.", "No."])


def test_a_note_is_added_whatever_colleagues_did_meanwhile(staff, karim, message):
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, reply="Yes.", **note(message, "Called her."))

    page = save(karim, message, mine, **note(message, "She called."))

    assert page is None
    assert stored(message) == ("answered", None, ["Yes."])
    assert [note.text for note in message.notes.all()] == ["Called her.", "She called."]


def test_the_state_that_the_mail_worker_set_meanwhile_is_shown(staff, message):
    form = open_form(staff, message)
    Message.objects.update(state="in_progress")

    page = save(staff, message, form, state="closed")

    assert texts(page, "#conflict li") == ["Status: In progress (you chose: Closed)"]


def test_mail_that_is_sent_meanwhile_is_no_conflict(staff, message):
    letter = factories.letter(message)
    form = open_form(staff, message)
    type(letter.mail).objects.update(state="sent")

    assert save(staff, message, form, state="closed") is None


def test_markup_of_colleagues_is_shown_as_text(staff, karim, message):
    mine, hers = open_form(karim, message), open_form(staff, message)
    save(staff, message, hers, reply="<b>Yes</b>")

    page = save(karim, message, mine, reply="No.")

    assert texts(page, "#conflict blockquote") == ["<b>Yes</b>"]
    assert page.select("#conflict b") == []


def test_a_message_that_was_erased_meanwhile_is_gone(staff, message):
    form = open_form(staff, message)
    message.delete()

    response = staff.post(change_page(message), form | {"reply": "Yes."}, follow=True)

    assert "Perhaps it was deleted?" in read(response).get_text()
    assert Letter.objects.count() == 0
