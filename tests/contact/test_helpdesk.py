"""The role of the helpdesk: it sees the inbox and nothing else of the admin."""

from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.test import Client

from forum.contact.models import Message, OutgoingMail, ReplyTemplate, Team
from forum.demo import first_forum
from tests import factories
from tests.adminforms import inline, send
from tests.html import read

pytestmark = pytest.mark.django_db

INBOX = "/admin/contact/message/"
QUEUE = "/admin/contact/outgoingmail/"


def helpdesk() -> Client:
    karim = factories.staff_user("karim")
    karim.groups.add(Group.objects.get(name="Helpdesk"))
    client = Client()
    client.force_login(karim)
    return client


def test_the_helpdesk_sees_the_inbox_and_nothing_else():
    factories.message()
    client = helpdesk()
    page = read(client.get("/admin/"))

    seen = [link["href"] for link in page.select("#content-main a")]

    assert seen == [f"{INBOX}?folder=unread"]


def other_pages() -> list[str]:
    """Every page of the admin but those of messages, e-mails and reply templates."""
    found = ["/admin/programme/", "/admin/speakers/", "/admin/auth/", "/admin/forum/"]
    found.append("/admin/programme/event/translations/")
    for model in admin.site._registry:
        if model not in {Message, OutgoingMail, ReplyTemplate}:
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


@pytest.mark.once
def test_the_helpdesk_can_open_no_other_page_of_the_admin():
    first_forum.load()
    client, message = helpdesk(), factories.message()
    Team.objects.create(topic="press", recipients="press@forum.example")

    statuses = {page: client.get(page).status_code for page in other_pages()}

    assert {page: status for page, status in statuses.items() if status not in {403, 404}} == {}
    assert len(statuses) > 80
    own = [
        INBOX,
        f"{INBOX}{message.pk}/change/",
        f"{INBOX}{message.pk}/history/",
        "/admin/contact/outgoingmail/",
        "/admin/contact/replytemplate/add/",
    ]
    assert [client.get(page).status_code for page in own] == [200] * 5


def test_the_helpdesk_can_add_notes_reply_and_close():
    client, message = helpdesk(), factories.message()
    note = inline("notes", {"text": "Called back.", "message": str(message.pk)})

    address = f"{INBOX}{message.pk}/change/"
    answer = send(client, address, reply="You may.", state="closed", **note)

    assert answer == (302, [])
    steps = [(step.state, step.by.username) for step in message.steps.all()]
    assert steps == [("answered", "karim"), ("closed", "karim")]
    assert message.notes.get().author.username == "karim"


def test_staff_who_may_only_read_messages_see_the_page_and_change_nothing():
    reader = factories.staff_user("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_message"))
    client, message = Client(), factories.message(text="May we film?")
    client.force_login(reader)
    factories.letter(message)
    address = f"{INBOX}{message.pk}/change/"

    page = read(client.get(address))
    answer = client.post(address, {"reply": "You may."})

    assert "May we film?" in page.get_text()
    assert (page.select("[name=reply]"), answer.status_code) == ([], 403)


def test_only_those_who_may_open_undelivered_mail_are_told_of_it_in_the_inbox():
    reader = factories.staff_user("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_message"))
    client = Client()
    client.force_login(reader)
    mail = factories.letter(factories.message()).mail
    OutgoingMail.objects.filter(pk=mail.pk).update(state="given_up", needs_attention=True)

    seen = [read(each.get(INBOX)).select(".callout--danger") for each in (helpdesk(), client)]

    assert [len(lines) for lines in seen] == [1, 0]


def test_staff_without_the_role_cannot_see_the_inbox():
    client = Client()
    client.force_login(factories.staff_user())
    factories.message()

    assert client.get(INBOX).status_code == 403
    assert read(client.get("/admin/")).select("#inbox") == []
