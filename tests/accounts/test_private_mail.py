"""Mail with a link that opens an account: nobody but its recipient reads it."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from forum.contact import worker
from forum.contact.models import OutgoingMail
from forum.contact.outbox import queue_private
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db

LINK = "http://127.0.0.1:8000/admin/password/MQ/token"


@pytest.fixture
def mail():
    queue_private("karim@example.org", "A new password", f"Open {LINK}")
    return OutgoingMail.objects.get()


@pytest.mark.parametrize("role", ["Helpdesk", "superuser"])
def test_staff_see_that_it_is_queued_and_not_its_text(mail, role):
    user = factories.staff_user("nadia", is_superuser=role == "superuser")
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)

    listed = client.get("/admin/contact/outgoingmail/")
    page = client.get(f"/admin/contact/outgoingmail/{mail.pk}/change/")

    assert "karim@example.org" in listed.content.decode()
    assert texts(read(page), ".field-text .readonly") == [
        "Only the recipient can read this e-mail."
    ]
    assert [LINK in answer.content.decode() for answer in (listed, page)] == [False, False]


@pytest.mark.parametrize("lookup", ["body", "body__contains", "body__iregex"])
def test_its_text_cannot_be_found_out_by_trying(mail, staff, lookup):
    answer = staff.get("/admin/contact/outgoingmail/", {lookup: "password/MQ/t"})

    assert answer.status_code == 400


def test_the_text_of_other_mail_is_shown(staff):
    letter = factories.letter(factories.message())

    page = read(staff.get(f"/admin/contact/outgoingmail/{letter.mail.pk}/change/"))

    assert texts(page, ".field-text .readonly") == ["Body"]


def test_its_text_is_deleted_when_it_is_sent(mail, mailoutbox):
    letter = factories.letter(factories.message())

    worker.work()

    mail.refresh_from_db()
    letter.mail.refresh_from_db()
    assert (mail.state, mail.body, letter.mail.body) == ("sent", "", "Body")
    assert [LINK in sent.body for sent in mailoutbox] == [True, False]


def test_the_queue_forgets_it_after_thirty_days(mail):
    month_ago = timezone.now() - dt.timedelta(days=30, minutes=1)
    letter = factories.letter(factories.message())
    OutgoingMail.objects.update(created_at=month_ago, state="sent")

    worker.work()

    assert list(OutgoingMail.objects.all()) == [letter.mail]


def test_an_export_of_personal_data_has_no_link(mail, capsys):
    call_command("export_messages", email="karim@example.org", yes=True)

    exported = capsys.readouterr().out
    assert ("A new password" in exported, LINK in exported) == (True, False)


def test_erasing_messages_of_an_address_leaves_its_account(mail, capsys):
    user = factories.staff_user("karim", email="karim@example.org")

    call_command("erase_messages", email="karim@example.org", yes=True)

    assert list(User.objects.all()) == [user]
