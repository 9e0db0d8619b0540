"""Whom an act concerns, and what is kept of them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from content.history.models import Change
from content.history.purge import purge
from forum.contact import privacy
from forum.contact.models import OutgoingMail
from forum.mailings.models import Mailing, Recipient
from tests import factories
from tests.mailings.telling import address, latest, mails, move, press, session_of, speaker

pytestmark = pytest.mark.django_db


def test_the_people_of_the_session_and_of_its_section_are_told_once(staff):
    event = factories.event()
    section = factories.section(event)
    salma, omar = speaker(), speaker("Omar", email="omar@example.org")
    session = session_of(salma, event=event, section=section)
    factories.contribution(salma, session=session, role="moderator")
    factories.contribution(omar, section=section, role="moderator")
    factories.contribution(speaker("Tariq", email="tariq@example.org"), event=event)
    session_of(speaker("Nadia", email="nadia@example.org"), event=event, section=section)

    press(staff, address(move(session, "10:15-11:00")))

    assert [to for to, _subject in mails()] == ["salma@example.org", "omar@example.org"]


@pytest.mark.parametrize("change", ["move", "delete"])
def test_whoever_had_to_withdraw_is_told_nothing(staff, change):
    session = session_of(speaker(), speaker("Omar", email="omar@example.org"))
    part = session.contributions.get(speaker__name_en="Omar")
    part.withdraw()
    part.save()
    if change == "delete":
        session.delete()
    else:
        move(session, "10:15-11:00")

    press(staff, address(latest()))

    assert [to for to, _subject in mails()] == ["salma@example.org"]


def test_the_database_holds_that_nobody_is_told_twice_of_an_act(staff):
    done = move(session_of(salma := speaker()), "10:15-11:00")
    press(staff, address(done))

    second = Mailing.objects.create(act=done)
    with pytest.raises(IntegrityError), transaction.atomic():
        Recipient.objects.create(mailing=second, act=done, speaker=salma)

    assert Recipient.objects.count() == 1


def test_no_address_is_kept_but_in_the_queue(staff):
    done = move(session_of(speaker()), "10:15-11:00")

    press(staff, address(done))

    kept = [*Change.objects.values(), *Mailing.objects.values(), *Recipient.objects.values()]
    assert "salma@" not in str(kept)
    OutgoingMail.objects.all().mark_sent()
    assert OutgoingMail.objects.get().body == ""


def test_what_is_known_of_an_address_includes_the_mail_to_it(staff):
    press(staff, address(move(session_of(speaker()), "10:15-11:00")))

    [exported] = privacy.export(privacy.of_address("Salma@example.org"))["mails"]
    privacy.erase(privacy.of_address("Salma@example.org"), "requested")

    assert (exported["recipients"], exported["body"]) == ("salma@example.org", "")
    assert mails() == []
    assert Recipient.objects.get().mail is None


def test_a_person_who_is_deleted_leaves_no_trace(staff):
    session = session_of(salma := speaker())
    press(staff, address(move(session, "10:15-11:00")))
    session.contributions.all().delete()

    salma.delete()

    assert Recipient.objects.count() == 0


def test_mailings_are_forgotten_with_the_history(staff):
    session = session_of(speaker())
    done = move(session, "10:15-11:00")
    press(staff, address(done))
    press(staff, f"/admin/programme/tell/sessions/?ids={session.pk}")
    Mailing.objects.update(at=timezone.now() - dt.timedelta(days=366))
    type(done).objects.update(at=timezone.now() - dt.timedelta(days=366))

    purge(timezone.now())

    assert Mailing.objects.count() == 0
