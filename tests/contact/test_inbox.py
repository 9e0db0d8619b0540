"""The inbox: what staff see of messages, and what they do with them."""

import csv
import io
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from openpyxl import load_workbook

from forum.contact.models import Desk, Letter, Message, OutgoingMail
from forum.seeds import first_forum
from tests import factories
from tests.adminforms import filled, inline, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

INBOX = "/admin/contact/message/"


def form_of(message: Message) -> str:
    return f"{INBOX}{message.pk}/change/"


def names(staff: Client, query: str = "") -> list[str]:
    page = read(staff.get(INBOX + query))
    return [name.removesuffix(" · unread") for name in texts(page, ".field-sender")]


def act(staff: Client, action: str, *messages: Message):
    chosen = [message.pk for message in messages]
    return staff.post(f"{INBOX}?box=all", {"action": action, "_selected_action": chosen})


def steps(message: Message) -> list[tuple[str, str]]:
    return [(step.state, step.by.username) for step in message.steps.all()]


def test_an_unread_message_is_bold_and_says_so_until_it_is_opened(staff):
    message = factories.message(name="Nadia")
    before = texts(read(staff.get(INBOX)), ".field-sender strong")

    staff.get(form_of(message))

    after = read(staff.get(INBOX))
    assert before == ["Nadia · unread"]
    assert (texts(after, ".field-sender strong"), texts(after, ".field-sender")) == ([], ["Nadia"])


def test_the_list_shows_who_about_what_since_when_in_which_language_and_whose_it_is(staff):
    factories.message(topic="press", language="ar", assignee=factories.staff_user("karim"))

    row = read(staff.get(INBOX)).select_one("#result_list tbody tr")

    shown = {name: texts(row, f".field-{name}")[0] for name in ("topic", "language", "assignee")}
    assert shown == {"topic": "Press", "language": "ar", "assignee": "karim"}
    assert texts(row, ".field-age") == ["0\xa0minutes".replace("\xa0", " ")]


def test_boxes_are_links_to_what_they_say(staff):
    amina = get_user_model().objects.get(username="amina")
    factories.message(name="new")
    factories.message(
        name="mine", assignee=amina, state="in_progress", read_at=factories.at("09:00")
    )
    factories.message(name="done", state="closed", read_at=factories.at("09:00"))
    factories.message(name="suspect", state="spam", suspicion="links")
    factories.message(name="spam", state="spam")

    found = {link["href"]: names(staff, link["href"]) for link in boxes(staff)}

    assert found == {
        "?": ["done", "mine", "new"],
        "?box=unread": ["new"],
        "?box=open": ["mine", "new"],
        "?box=mine": ["mine"],
        "?box=free": ["new"],
        "?box=suspected": ["suspect"],
        "?box=spam": ["spam", "suspect"],
        "?box=all": ["spam", "suspect", "done", "mine", "new"],
    }


def boxes(staff: Client) -> list:
    return read(staff.get(INBOX)).select("#changelist-filter [data-filter-title='box'] a")


@pytest.mark.parametrize("words", ["K4T7-9WXM", "nadia@", "Nadia", "filming", "Bladi", "called"])
def test_a_search_finds_a_message_by_reference_sender_words_and_notes(staff, words):
    message = factories.message(
        name="Nadia",
        email="nadia@example.org",
        organization="Femmes Bladi",
        text="About filming.",
        reference="K4T7-9WXM",
    )
    message.notes.create(text="I called.")
    factories.message(name="Other")

    assert names(staff, f"?q={words}") == ["Nadia"]


def test_an_answer_is_queued_kept_and_moves_the_message_on(staff, settings):
    settings.CONTACT_RECIPIENTS = ["desk@forum.example"]
    Desk.objects.create(topic="press", recipients="press@forum.example")
    message = factories.message(topic="press", text="May we film?")

    answer = send(staff, form_of(message), answer="You may.")

    letter = message.letters.get()
    message.refresh_from_db()
    assert answer == (302, [])
    assert (letter.kind, letter.text, letter.author.username) == ("reply", "You may.", "amina")
    assert letter.mail.headers == {"Reply-To": "press@forum.example"}
    assert "> May we film?" in letter.mail.body
    assert (message.state, steps(message)) == ("answered", [("answered", "amina")])
    page = read(staff.get(form_of(message)))
    assert texts(page, "#letters-group .field-sending") == ["waiting"]


def test_an_answer_and_the_closing_of_a_message_are_one_saving(staff):
    message = factories.message()

    send(staff, form_of(message), answer="You may.", state="closed")

    assert steps(message) == [("answered", "amina"), ("closed", "amina")]


def test_an_answer_that_is_sent_twice_goes_out_once(staff):
    message = factories.message()
    form = filled(read(staff.get(form_of(message)))) | {"answer": "You may."}

    for _time in range(2):
        staff.post(form_of(message), form)

    assert Letter.objects.count() == 1


def test_an_answer_that_lost_its_number_goes_out_all_the_same(staff):
    message = factories.message()
    factories.letter(message, kind="notification")

    send(staff, form_of(message), answer="You may.", answer_key="")

    assert list(message.letters.values_list("kind", flat=True)) == ["notification", "reply"]


def test_a_message_is_taken_on_with_one_button(staff):
    message = factories.message()

    send(staff, form_of(message), _take="Take on")

    message.refresh_from_db()
    assert (message.assignee.username, message.state) == ("amina", "in_progress")
    assert steps(message) == [("in_progress", "amina")]


def test_a_message_is_given_to_a_colleague_and_to_nobody_else(staff):
    message, karim = factories.message(), factories.staff_user("karim")
    visitor = get_user_model().objects.create_user("visitor")

    given = send(staff, form_of(message), assigned_to=str(karim.pk))
    refused = send(staff, form_of(message), assigned_to=str(visitor.pk))

    message.refresh_from_db()
    assert (given, refused[0], message.assignee) == ((302, []), 200, karim)


def test_two_who_save_different_things_undo_nothing_of_each_other(staff):
    message, karim = factories.message(), factories.staff_user("karim")
    opened = filled(read(staff.get(form_of(message))))
    Message.objects.filter(pk=message.pk).update(assignee=karim)

    staff.post(form_of(message), opened | {"state": "closed"})
    staff.post(form_of(message), opened | {"assigned_to": ""})

    message.refresh_from_db()
    assert (message.state, message.assignee) == ("closed", karim)
    assert steps(message) == [("closed", "amina")]


def test_a_note_has_its_author_and_stays_as_it_was_written(staff):
    message = factories.message()
    note = inline("notes", {"text": "Called back.", "message": str(message.pk)})

    answer = send(staff, form_of(message), **note)

    written = message.notes.get()
    page = read(staff.get(form_of(message)))
    assert (answer, written.text, written.author.username) == ((302, []), "Called back.", "amina")
    assert page.select("[name='notes-0-text']:not(textarea)") == []


def test_words_are_shown_as_text_whatever_they_are(staff):
    message = factories.message(text="<script>alert(1)</script>\n\nTwo", name="<b>x</b>")

    page = read(staff.get(form_of(message)))

    words = page.select_one(".field-words .readonly")
    assert texts(words, "p") == ["<script>alert(1)</script>", "Two"]
    assert page.select(".field-name b") == []


def test_many_messages_are_taken_on_closed_and_marked_at_once(staff):
    one, two = factories.message(), factories.message()

    for action in ("take_on", "mark_closed", "mark_spam"):
        act(staff, action, one, two)

    done = [("in_progress", "amina"), ("closed", "amina"), ("spam", "amina")]
    assert (steps(one), steps(two)) == (done, done)
    act(staff, "mark_unread", one)
    assert Message.objects.filter(read_at=None).count() == 2


def test_a_suspect_that_is_none_is_told_of_and_acknowledged_after_all(staff, settings):
    settings.CONTACT_RECIPIENTS = ["desk@forum.example"]
    suspect = factories.message(state="spam", suspicion="links")
    fine = factories.message()

    for _time in range(2):
        act(staff, "mark_no_spam", suspect, fine)

    kinds = suspect.letters.order_by("kind").values_list("kind", flat=True)
    assert (steps(suspect), steps(fine)) == ([("new", "amina")], [])
    assert list(kinds) == ["confirmation", "notification"]


HOSTILE = ["=1+1", "+212 600", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"]


def test_a_spreadsheet_of_messages_computes_nothing(staff):
    for text in HOSTILE:
        factories.message(text=text, organization=text.strip())

    rows = {}
    for kind in ("csv", "xlsx"):
        response = act(staff, f"export_{kind}", *Message.objects.all())
        rows[kind] = table(kind, response.content)
        assert f".{kind}" in response["Content-Disposition"]

    cells = {kind: sorted(row[8] for row in found[1:]) for kind, found in rows.items()}
    assert cells["csv"] == sorted(f"'{text}" for text in HOSTILE)
    assert [cell.lstrip("'") for cell in cells["xlsx"]] != []
    assert all(cell.startswith("'") for found in cells.values() for cell in found)
    assert rows["csv"][0] == rows["xlsx"][0]


def test_the_log_of_the_admin_keeps_who_exported_how_many_and_nothing_of_them(staff):
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


def table(kind: str, content: bytes) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    sheet = load_workbook(io.BytesIO(content)).active
    assert "f" not in {cell.data_type for row in sheet for cell in row}
    return [[cell.value for cell in row] for row in sheet]


@pytest.mark.parametrize("path", ["add/", "1/delete/"])
def test_nobody_adds_or_deletes_a_message_by_hand(staff, path):
    factories.message(pk=1)

    assert staff.get(INBOX + path).status_code == 403


def test_what_the_log_of_the_admin_keeps_says_nothing_of_the_sender(staff):
    message = factories.message(name="Nadia", email="nadia@example.org", text="A secret")
    send(staff, form_of(message), state="closed", answer="Yes.")

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


def test_the_page_of_a_message_asks_as_often_for_many_notes_and_mails_as_for_few(
    staff, django_assert_max_num_queries
):
    message = factories.message()
    fill_one_message(message)
    staff.get(form_of(message))
    with django_assert_max_num_queries(20) as one:
        staff.get(form_of(message))
    for _time in range(2):
        fill_one_message(message)

    with django_assert_max_num_queries(20) as three:
        staff.get(form_of(message))

    assert len(three) == len(one)


def test_the_first_page_of_the_admin_tells_what_waits_and_leads_there(staff):
    factories.message(state="spam", suspicion="links")
    factories.message()

    page = read(staff.get("/admin/"))

    told = {link["href"]: texts(link.parent, "a")[0] for link in page.select("#inbox a")}
    assert told == {
        f"{INBOX}?box=unread": "1 unread message, 0 minutes old",
        f"{INBOX}?box=suspected": "Suspected spam that nobody has looked at: 1",
    }


def test_where_nothing_waits_the_first_page_says_nothing(staff):
    assert read(staff.get("/admin/")).select("#inbox") == []


def helpdesk() -> Client:
    karim = factories.staff_user("karim")
    karim.groups.add(Group.objects.get(name="Helpdesk"))
    client = Client()
    client.force_login(karim)
    return client


def test_the_helpdesk_sees_the_inbox_and_nothing_else():
    client = helpdesk()
    page = read(client.get("/admin/"))

    seen = [link["href"] for link in page.select("#content-main th a")]

    assert seen == [INBOX, "/admin/contact/outgoingmail/"]


def other_pages() -> list[str]:
    """Every page of the admin about something that is neither a message nor a mail."""
    found = ["/admin/programme/", "/admin/speakers/", "/admin/auth/", "/admin/forum/"]
    found.append("/admin/programme/event/translations/")
    for model in admin.site._registry:
        if model not in {Message, OutgoingMail}:
            options, row = model._meta, model.objects.first()
            place = f"/admin/{options.app_label}/{options.model_name}/"
            found += [place, f"{place}add/"]
            found += [f"{place}{row.pk}/{page}/" for page in ("change", "history", "delete") if row]
            for field in options.many_to_many + options.concrete_fields:
                if field.remote_field:
                    asked = {"app_label": options.app_label, "model_name": options.model_name}
                    asked |= {"field_name": field.name, "term": "a"}
                    found.append(f"/admin/autocomplete/?{urlencode(asked)}")
    return found


def test_no_other_page_of_the_admin_opens_for_the_helpdesk():
    first_forum.load()
    client, message = helpdesk(), factories.message()
    Desk.objects.create(topic="press", recipients="press@forum.example")

    statuses = {page: client.get(page).status_code for page in other_pages()}

    assert {page: status for page, status in statuses.items() if status not in {403, 404}} == {}
    assert len(statuses) > 80
    own = [INBOX, form_of(message), f"{INBOX}{message.pk}/history/", "/admin/contact/outgoingmail/"]
    assert [client.get(page).status_code for page in own] == [200] * 4


def test_the_filter_by_colleague_names_only_those_who_have_messages(staff):
    factories.message(assignee=factories.staff_user("karim"))
    factories.staff_user("zoubida")

    page = read(staff.get(INBOX))

    named = page.select_one("#changelist-filter").get_text()
    assert ("karim" in named, "zoubida" in named) == (True, False)


def test_the_helpdesk_reads_notes_answers_and_closes():
    client, message = helpdesk(), factories.message()
    note = inline("notes", {"text": "Called back.", "message": str(message.pk)})

    answer = send(client, form_of(message), answer="You may.", state="closed", **note)

    assert answer == (302, [])
    assert steps(message) == [("answered", "karim"), ("closed", "karim")]
    assert message.notes.get().author.username == "karim"


def test_staff_without_the_role_see_nothing_of_the_inbox():
    client = Client()
    client.force_login(factories.staff_user())
    factories.message()

    assert client.get(INBOX).status_code == 403
    assert read(client.get("/admin/")).select("#inbox") == []
