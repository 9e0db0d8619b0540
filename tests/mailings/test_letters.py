"""What the e-mail to a person says, in the language of that person."""

import pytest

from content.history.acts import act
from content.history.models import Verb
from content.history.undo import undo
from forum.contact.models import OutgoingMail
from tests import factories
from tests.mailings.telling import (
    address,
    bodies,
    cancel,
    latest,
    mails,
    move,
    press,
    session_of,
    speaker,
    visible,
)

pytestmark = pytest.mark.django_db


def test_a_move_is_told_with_the_old_and_the_new_time_and_room(staff):
    event = factories.event("Open Forum 2027")
    hall, library = factories.room(event, "Great Hall"), factories.room(event, "Library")
    salma = speaker(honorific_en="Ms.")
    session = session_of(salma, event=event, room=hall)

    press(staff, address(move(session, "10:15-11:00", room=library)))

    assert [(to, visible(subject)) for to, subject in mails()] == [
        ("salma@example.org", "Your session at Open Forum 2027 has changed")
    ]
    path = f"http://127.0.0.1:8000/en/events/{event.slug}"
    assert bodies() == [
        "Hello Ms. Salma Bennani,\n\n"
        "There is a change in the programme of Open Forum 2027.\n\n"
        "Roads that last\n"
        "New time: Tuesday 4 May, 10:15–11:00 (was 10:00–10:45)\n"
        "New room: Library (was Great Hall)\n"
        f"{path}/sessions/roads-that-last/\n"
        f"Calendar: {path}/sessions/roads-that-last/calendar.ics\n\n"
        "Times are in the time zone of the event: Casablanca time (UTC+0).\n"
        f"Programme: {path}/agenda/\n\n"
        "If you have a question, reply to this e-mail.\n\n"
        "http://127.0.0.1:8000"
    ]


def test_a_cancellation_gives_its_reason_and_the_time_that_falls_free(staff):
    session = session_of(speaker())

    press(staff, address(cancel(session, "The speaker is ill.")))

    assert [visible(subject) for _to, subject in mails()] == ["Cancelled: Roads that last"]
    assert bodies()[0].split("\n\n")[2].splitlines()[:4] == [
        "Roads that last",
        "Cancelled",
        "The speaker is ill.",
        "Time: Tuesday 4 May, 10:00–10:45",
    ]


def test_a_reinstatement_says_that_it_goes_ahead(staff):
    session = session_of(speaker(), status="cancelled")
    with act(None, Verb.REINSTATED):
        session.reinstate()
        session.save()

    press(staff, address(latest()))

    assert bodies()[0].split("\n\n")[2].splitlines()[:3] == [
        "Roads that last",
        "Going ahead after all",
        "Time: Tuesday 4 May, 10:00–10:45",
    ]


def test_what_is_taken_out_of_the_programme_has_no_link(staff):
    session = session_of(speaker())
    session.delete()

    press(staff, address(latest()))

    assert bodies()[0].split("\n\n")[2].splitlines() == [
        "Roads that last",
        "No longer in the programme",
    ]


def test_an_undo_is_told_as_it_is_now(staff):
    session = session_of(speaker())
    undo(move(session, "10:15-11:00"), by=None)

    press(staff, address(latest()))

    assert "New time: Tuesday 4 May, 10:00–10:45 (was 10:15–11:00)" in bodies()[0]


def test_all_sessions_of_a_person_are_in_one_mail_in_their_order(staff):
    event, salma = factories.event(), speaker()
    for hours in ("14:00-14:30", "09:00-09:30", "11:00-11:30"):
        session_of(salma, event=event, title=f"At {hours[:2]}", hours=hours)
    with act(None, Verb.MOVED):
        for session in event.sessions.all():
            session.room = factories.room(event, f"Room {session.pk}")
            session.save()

    press(staff, address(latest()))

    [body] = bodies()
    assert [line for line in body.splitlines() if line.startswith("At ")] == [
        "At 09",
        "At 11",
        "At 14",
    ]


@pytest.mark.parametrize(
    ("language", "greeting", "title"),
    [("en", "Hello", "Roads that last"), ("fr", "Bonjour", "Des routes"), ("ar", "", "طرق")],
)
def test_it_is_in_the_language_of_the_person(staff, language, greeting, title):
    salma = speaker(language=language, name_ar="سلمى")
    session = session_of(salma, title_fr="Des routes", title_ar="طرق")

    press(staff, address(move(session, "10:15-11:00")))

    [body] = bodies()
    assert body.startswith(greeting)
    assert title in body.splitlines()
    assert f"http://127.0.0.1:8000/{language}/events/" in body


@pytest.mark.parametrize(
    ("names", "start"),
    [
        ({"name_en": "Forum", "name_fr": "Forum"}, "Hello"),
        ({"name_en": "", "name_fr": "Forum"}, "Bonjour"),
    ],
)
def test_without_one_it_is_in_that_of_the_name_of_the_event(staff, names, start):
    session = session_of(speaker(), event=factories.event(**names))

    press(staff, address(move(session, "10:15-11:00")))

    assert bodies()[0].startswith(start)


def test_a_note_reaches_those_who_read_another_language_too(staff):
    session = session_of(
        speaker(language="en"),
        speaker("Nadia", email="nadia@example.org", language="fr"),
        speaker("Omar", email="omar@example.org", language="ar"),
    )

    path = address(move(session, "10:15-11:00"))
    press(staff, path, note_en="We are sorry.", note_fr="Nous sommes désolés.")

    assert [body.split("\n\n")[2] for body in bodies()] == [
        "We are sorry.",
        "Nous sommes désolés.",
        "We are sorry.",
    ]


def test_names_in_another_script_are_isolated(staff):
    session = session_of(speaker("سلمى البناني"), title="طرق")

    press(staff, address(move(session, "10:15-11:00")))

    lines = OutgoingMail.objects.get().body.splitlines()
    assert lines[0] == "Hello \u2068سلمى البناني\u2069,"
    assert "\u2068طرق\u2069" in lines


def test_a_session_whose_time_is_taken_away_says_so(staff):
    session = session_of(speaker())
    with act(None, Verb.MOVED):
        session.starts_at = session.ends_at = None
        session.save()

    press(staff, address(latest()))

    assert "New time: to be announced (was Tuesday 4 May, 10:00–10:45)" in bodies()[0]
    assert "calendar.ics" not in bodies()[0]
