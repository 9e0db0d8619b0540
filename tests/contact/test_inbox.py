"""The inbox: how staff read and answer messages."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.test import Client

from forum.contact.models import Letter, Message, OutgoingMail, ReplyTemplate, Team
from tests import factories
from tests.adminforms import filled, inline, send
from tests.contact.message_forms import INBOX, change_page
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def names(staff: Client, query: str = "") -> list[str]:
    page = read(staff.get(INBOX + query))
    return [name.removesuffix(" · unread") for name in texts(page, ".field-sender")]


def act(staff: Client, action: str, *messages: Message):
    chosen = [message.pk for message in messages]
    return staff.post(f"{INBOX}?folder=all", {"action": action, "_selected_action": chosen})


def act_and_follow(staff: Client, action: str, *messages: Message):
    return staff.get(act(staff, action, *messages)["Location"])


def steps(message: Message) -> list[tuple[str, str]]:
    return [(step.state, step.by.username) for step in message.steps.all()]


def test_a_message_is_marked_as_unread_until_it_is_opened(staff):
    message = factories.message(name="Nadia")
    before = texts(read(staff.get(INBOX)), ".field-sender strong")

    staff.get(change_page(message))

    after = read(staff.get(INBOX))
    assert before == ["Nadia · unread"]
    assert (texts(after, ".field-sender strong"), texts(after, ".field-sender")) == ([], ["Nadia"])


def test_the_list_shows_topic_age_language_and_assignee(staff):
    factories.message(topic="press", language="ar", assignee=factories.staff_user("karim"))

    row = read(staff.get(INBOX)).select_one("#result_list tbody tr")

    shown = {
        name: texts(row, f".field-{name}")[0] for name in ("topic", "language_name", "assignee")
    }
    assert shown == {"topic": "Press", "language_name": "Arabic", "assignee": "karim"}
    assert texts(row, ".field-age") == ["0\xa0minutes".replace("\xa0", " ")]


def test_the_list_shows_how_a_message_begins_and_its_status(staff):
    factories.message(text="The projector\n\nin Rif " + "hums " * 40, state="in_progress")

    row = read(staff.get(INBOX)).select_one("#result_list tbody tr")

    [opening] = texts(row, ".field-opening")
    assert opening.startswith("The projector in Rif hums hums")
    assert (opening[-1], len(opening) <= 120) == ("…", True)
    assert texts(row, ".field-status .pill") == ["In progress"]


def test_the_head_of_the_list_says_what_could_not_be_delivered(staff):
    before = texts(read(staff.get(INBOX)), ".callout--danger")
    OutgoingMail.objects.create(
        recipients="a@example.org", subject="Yes", state="given_up", needs_attention=True
    )

    page = read(staff.get(INBOX))

    assert (before, texts(page, ".callout--danger")) == ([], ["1 e-mail could not be delivered."])
    [link] = page.select(".callout--danger a")
    assert texts(read(staff.get(link["href"])), ".field-subject") == ["Yes"]


def test_the_reply_its_template_and_its_buttons_are_one_sheet(staff):
    message = factories.message()
    ReplyTemplate.objects.create(name="Thanks", text_en="Thank you.")

    sheet = read(staff.get(f"{INBOX}{message.pk}/change/")).select_one(".message-reply")

    names = [field["name"] for field in sheet.select("select, textarea, button")]
    assert names == ["template", "_insert_template", "reply", "_send_and_close", "_send"]


def test_each_folder_lists_its_messages(staff):
    amina = get_user_model().objects.get(username="amina")
    factories.message(name="new")
    factories.message(
        name="mine", assignee=amina, state="in_progress", read_at=factories.at("09:00")
    )
    factories.message(name="done", state="closed", read_at=factories.at("09:00"))
    factories.message(name="suspect", state="spam", suspicion="links")
    factories.message(name="spam", state="spam")

    found = {link["href"]: names(staff, link["href"]) for link in folder_links(staff)}

    assert found == {
        "?": ["new", "mine", "done"],
        "?folder=unread": ["new"],
        "?folder=awaiting": ["new", "mine"],
        "?folder=mine": ["mine"],
        "?folder=unassigned": ["new"],
        "?folder=suspected": ["suspect"],
        "?folder=spam": ["spam", "suspect"],
        "?folder=all": ["new", "mine", "spam", "suspect", "done"],
    }


def folder_links(staff: Client) -> list:
    return read(staff.get(INBOX)).select(".day-tabs a")


@pytest.mark.parametrize("text", ["K4T7-9WXM", "nadia@", "Nadia", "filming", "Bladi", "called"])
def test_search_covers_reference_sender_text_and_notes(staff, text):
    message = factories.message(
        name="Nadia",
        email="nadia@example.org",
        organization="Femmes Bladi",
        text="About filming.",
        reference="K4T7-9WXM",
    )
    message.notes.create(text="I called.")
    factories.message(name="Other")

    assert names(staff, f"?q={text}") == ["Nadia"]


def test_a_reply_is_queued_and_kept_and_the_message_becomes_answered(staff, settings):
    settings.CONTACT_RECIPIENTS = ["team@forum.example"]
    Team.objects.create(topic="press", recipients="press@forum.example")
    message = factories.message(topic="press", text="May we film?")

    answer = send(staff, change_page(message), reply="You may.")

    letter = message.letters.get()
    message.refresh_from_db()
    assert answer == (302, [])
    assert (letter.kind, letter.text, letter.author.username) == ("reply", "You may.", "amina")
    assert letter.mail.headers == {"Reply-To": "press@forum.example"}
    assert "> May we film?" in letter.mail.body
    assert (message.state, steps(message)) == ("answered", [("answered", "amina")])
    page = read(staff.get(change_page(message)))
    assert texts(page, "#letters-group .field-delivery") == ["waiting"]


def test_a_message_can_be_answered_and_closed_in_one_save(staff):
    message = factories.message()

    send(staff, change_page(message), reply="You may.", state="closed")

    assert steps(message) == [("answered", "amina"), ("closed", "amina")]


def test_a_reply_submitted_twice_is_sent_once(staff):
    message = factories.message()
    form = filled(read(staff.get(change_page(message)))) | {"reply": "You may."}

    for _time in range(2):
        staff.post(change_page(message), form)

    assert Letter.objects.count() == 1


def test_a_reply_without_its_key_is_sent_all_the_same(staff):
    message = factories.message()
    factories.letter(message, kind="notification")

    send(staff, change_page(message), reply="You may.", reply_key="")

    assert list(message.letters.values_list("kind", flat=True)) == ["notification", "reply"]


def test_one_button_assigns_a_message_to_oneself(staff):
    message = factories.message()

    send(staff, change_page(message), _assign_to_me="Assign to me")

    message.refresh_from_db()
    assert (message.assignee.username, message.state) == ("amina", "in_progress")
    assert steps(message) == [("in_progress", "amina")]


def test_a_message_can_be_assigned_to_staff_only(staff):
    message, karim = factories.message(), factories.staff_user("karim")
    visitor = get_user_model().objects.create_user("visitor")

    given = send(staff, change_page(message), assigned_to=str(karim.pk))
    refused = send(staff, change_page(message), assigned_to=str(visitor.pk))

    message.refresh_from_db()
    assert (given, refused[0], message.assignee) == ((302, []), 200, karim)


def test_a_note_records_its_author_and_cannot_be_changed(staff):
    message = factories.message()
    note = inline("notes", {"text": "Called back.", "message": str(message.pk)})

    answer = send(staff, change_page(message), **note)

    written = message.notes.get()
    page = read(staff.get(change_page(message)))
    assert (answer, written.text, written.author.username) == ((302, []), "Called back.", "amina")
    assert page.select("[name='notes-0-text']:not(textarea)") == []


def test_markup_in_a_message_is_shown_as_text(staff):
    message = factories.message(text="<script>alert(1)</script>\n\nTwo", name="<b>x</b>")

    page = read(staff.get(change_page(message)))

    shown = page.select_one(".field-message_text .readonly")
    assert texts(shown, "p") == ["<script>alert(1)</script>", "Two"]
    assert page.select(".field-name b") == []


def test_bulk_actions_assign_close_and_mark_messages(staff):
    one, two = factories.message(), factories.message()

    for action in ("assign_to_me", "mark_closed", "mark_spam"):
        act(staff, action, one, two)

    done = [("in_progress", "amina"), ("closed", "amina"), ("spam", "amina")]
    assert (steps(one), steps(two)) == (done, done)
    act(staff, "mark_unread", one)
    assert Message.objects.filter(read_at=None).count() == 2


def test_the_bulk_action_takes_no_message_from_a_colleague(staff):
    free, taken = factories.message(), factories.message(assignee=factories.staff_user("karim"))

    page = read(act_and_follow(staff, "assign_to_me", free, taken))

    assert texts(page, ".messagelist li") == [
        "1 message was changed.",
        "1 message is assigned to a colleague: open it to take it over.",
    ]
    assert Message.objects.get(pk=taken.pk).assignee.username == "karim"
    assert (steps(free), steps(taken)) == ([("in_progress", "amina")], [])


@pytest.mark.parametrize("state", ["in_progress", "answered", "closed", "spam"])
def test_assigning_a_message_to_oneself_never_moves_its_status_back(staff, state):
    message = factories.message(state=state)

    act(staff, "assign_to_me", message)
    send(staff, change_page(message), _assign_to_me="Assign to me")

    message.refresh_from_db()
    assert (message.state, message.assignee.username) == (state, "amina")


def test_a_message_cleared_of_spam_that_was_answered_before_is_still_answered(staff):
    message = factories.message()
    send(staff, change_page(message), reply="You may.")
    act(staff, "mark_spam", message)

    act(staff, "mark_not_spam", message)

    assert [step.state for step in message.steps.all()] == ["answered", "spam", "answered"]


def test_a_message_cleared_of_spam_is_notified_and_confirmed_once(staff, settings):
    settings.CONTACT_RECIPIENTS = ["team@forum.example"]
    suspect = factories.message(state="spam", suspicion="links")
    fine = factories.message()

    for _time in range(2):
        act(staff, "mark_not_spam", suspect, fine)

    kinds = suspect.letters.order_by("kind").values_list("kind", flat=True)
    assert (steps(suspect), steps(fine)) == ([("new", "amina")], [])
    assert list(kinds) == ["confirmation", "notification"]


@pytest.mark.parametrize("folder", ["", "unread", "suspected", "spam", "all"])
def test_a_message_marked_as_spam_by_hand_is_cleared_from_the_list_it_was_marked_in(staff, folder):
    message, other = factories.message(), factories.message(state="spam")
    page = f"{INBOX}?folder={folder}"
    chosen = {"_selected_action": [message.pk]}
    staff.post(f"{INBOX}?folder=all", chosen | {"action": "mark_spam"})

    response = staff.post(page, chosen | {"action": "mark_not_spam"}, follow=True)

    assert texts(read(response), ".messagelist li")[-1] == "1 message was changed."
    assert steps(message) == [("spam", "amina"), ("new", "amina")]
    assert steps(other) == []


def test_all_spam_of_a_folder_is_cleared_at_once(staff):
    suspects = [factories.message(state="spam", suspicion="links") for _number in range(2)]
    other = factories.message(state="spam")
    chosen = {"_selected_action": [suspects[0].pk], "select_across": "1"}

    staff.post(f"{INBOX}?folder=suspected", chosen | {"action": "mark_not_spam"})

    assert [steps(message) for message in suspects] == [[("new", "amina")]] * 2
    assert steps(other) == []


def test_exports_are_logged_by_user_and_count_without_personal_data(staff):
    chosen = [factories.message(name="Nadia", email="nadia@example.org") for _time in range(2)]
    act(staff, "export_csv", *chosen)
    act(staff, "export_xlsx", chosen[0])

    entries = LogEntry.objects.order_by("pk")

    kept = list(entries.values_list("user__username", "object_repr", "change_message", "object_id"))
    assert kept == [
        ("amina", "Messages", "Exported as csv: 2", None),
        ("amina", "Messages", "Exported as xlsx: 1", None),
    ]
    assert "Exported" not in read(staff.get(f"{INBOX}{chosen[0].pk}/history/")).get_text()


@pytest.mark.parametrize("path", ["add/", "1/delete/"])
def test_messages_can_be_neither_added_nor_deleted_in_the_admin(staff, path):
    factories.message(pk=1)

    assert staff.get(INBOX + path).status_code == 403


def test_the_admin_log_contains_no_personal_data_of_the_sender(staff):
    message = factories.message(name="Nadia", email="nadia@example.org", text="A secret")
    send(staff, change_page(message), state="closed", reply="Yes.")

    entry = LogEntry.objects.get()

    assert entry.object_repr == f"{message.reference}: General question"
    assert "Nadia" not in entry.change_message


def fill_one_message(message: Message) -> None:
    amina = get_user_model().objects.get(username="amina")
    karim = factories.staff_user()
    for user in (amina, karim):
        message.notes.create(text="Called.", author=user)
        message.steps.create(state="new", by=user)
        factories.letter(message, kind="reply", author=user)


def test_a_message_page_takes_as_many_queries_for_many_notes_as_for_few(
    staff, django_assert_max_num_queries
):
    message = factories.message()
    fill_one_message(message)
    staff.get(change_page(message))
    with django_assert_max_num_queries(20) as one:
        staff.get(change_page(message))
    for _time in range(2):
        fill_one_message(message)

    with django_assert_max_num_queries(20) as three:
        staff.get(change_page(message))

    assert len(three) == len(one)


def test_the_admin_index_links_to_what_needs_attention(staff):
    factories.message(state="spam", suspicion="links")
    factories.message()

    page = read(staff.get("/admin/"))

    links = {link["href"]: texts(link.parent, "a")[0] for link in page.select("#inbox a")}
    assert links == {
        f"{INBOX}?folder=unread": "1 unread message, 0 minutes old",
        f"{INBOX}?folder=suspected": "Unread suspected spam: 1",
    }


def test_the_admin_index_has_no_inbox_block_when_nothing_needs_attention(staff):
    assert read(staff.get("/admin/")).select("#inbox") == []


def test_the_assignee_filter_lists_only_staff_with_messages(staff):
    factories.message(assignee=factories.staff_user("karim"))
    factories.staff_user("zoubida")

    page = read(staff.get(INBOX))

    named = page.select_one("#changelist-filter").get_text()
    assert ("karim" in named, "zoubida" in named) == (True, False)


def test_paragraphs_of_a_message_have_no_empty_lines_between_them(staff):
    message = factories.message(text="May we film?\n\nWe are four.\nThank you.")

    page = read(staff.get(change_page(message)))

    [text] = page.select(".field-message_text [dir=auto]")
    assert str(text) == (
        '<div dir="auto"><p>May we film?</p><p>We are four.<br/>Thank you.</p></div>'
    )
