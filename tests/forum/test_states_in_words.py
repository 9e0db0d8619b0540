"""The admin says states in words, where Django draws ticks and crosses."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from forum.contact.models import Erasure, OutgoingMail
from tests import factories
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def translator() -> Client:
    user = factories.staff_user("karim")
    user.groups.add(Group.objects.get(name="Translator (French)"))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("make", [factories.document, factories.announcement])
def test_lists_say_what_is_published(staff, make):
    event = factories.event()
    of = {"event": event} if make is factories.document else {"of": event}
    rows = [make(title="Slides", is_published=published, **of) for published in (False, True)]

    page = read(staff.get(f"/admin/{rows[0]._meta.label_lower.replace('.', '/')}/"))

    assert sorted(texts(page, ".field-published .pill")) == ["Draft", "Published"]
    assert page.select("#result_list img") == []


def test_a_session_that_is_only_read_says_its_states(db):
    session = factories.session(factories.event(), status="published", is_full=True)

    page = read(translator().get(f"/admin/programme/session/{session.pk}/change/"))

    assert texts(page, ".field-status .readonly .pill") == ["Published"]
    assert texts(page, ".field-is_full .readonly") == ["Yes"]
    assert page.select(".readonly img[src*=icon-]") == []


def test_the_mail_queue_says_what_became_of_each_e_mail(staff):
    for state in ("waiting", "refused", "given_up"):
        OutgoingMail.objects.create(recipients="a@example.org", subject=state, state=state)

    page = read(staff.get("/admin/contact/outgoingmail/"))

    states = set(texts(page, ".field-delivery .pill"))
    assert states == {"waiting", "recipient refused", "failed"}


def test_an_e_mail_is_headed_by_its_subject(staff):
    mail = OutgoingMail.objects.create(recipients="a@example.org", subject="Your session")

    page = read(staff.get(f"/admin/contact/outgoingmail/{mail.pk}/change/"))

    assert texts(page, "h1, .breadcrumbs bdi") == ["Your session", "Your session"]
    assert texts(page, ".field-needs_attention .readonly") == ["No"]


def test_rows_that_nobody_changes_have_no_button_for_their_history(staff):
    mail = OutgoingMail.objects.create(recipients="a@example.org", subject="Your session")
    erasure = Erasure.objects.create(reason="requested", messages=1, mails=1)

    for row in (mail, erasure):
        page = read(staff.get(f"/admin/contact/{row._meta.model_name}/{row.pk}/change/"))
        assert page.select(".historylink") == []
