"""The command that prints the conflicts of a programme."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from programme.conflicts.loading import event_conflicts
from programme.conflicts.words import in_words
from tests import factories

pytestmark = pytest.mark.django_db

TOMORROW = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)


def double_booked(name, day=TOMORROW):
    event = factories.event(name, first_day=day, last_day=day)
    room = factories.room(event, "Atlas")
    for title in ("Roads", "Schools"):
        factories.session(event, title, hours="10:00-11:00", room=room, kind="other")
    return event


def test_it_prints_every_conflict_and_fails_on_a_double_booking(capsys):
    event = double_booked("Forum")
    factories.session(event, "Bare", kind="other")

    with pytest.raises(SystemExit) as stopped:
        call_command("check_programme", event.slug)

    words = [in_words(conflict, event.zone) for conflict in event_conflicts(event)]
    assert capsys.readouterr().out.splitlines() == [
        "Forum (forum): 2 found",
        f"Conflict: {words[0]}",
        f"Warning: {words[1]}",
    ]
    assert stopped.value.code == 1


def test_warnings_alone_do_not_fail(capsys):
    event = factories.event("Forum", first_day=TOMORROW, last_day=TOMORROW)
    factories.session(event, "Bare", kind="other")

    call_command("check_programme")

    assert capsys.readouterr().out.splitlines() == [
        "Forum (forum): 1 found",
        "Warning: “Bare” has no room.",
    ]


def test_without_an_address_it_looks_at_what_is_not_over(capsys):
    double_booked("Past", day=dt.date(2020, 11, 20))
    factories.event("Next", first_day=TOMORROW, last_day=TOMORROW)

    call_command("check_programme")

    assert capsys.readouterr().out.splitlines() == ["Next (next): nothing found"]


def test_an_event_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="no event “nowhere”"):
        call_command("check_programme", "nowhere")
