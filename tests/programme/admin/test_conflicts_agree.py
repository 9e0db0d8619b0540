"""The same conflicts are shown by forms, the filter, the first page and the command."""

import io
from contextlib import redirect_stdout

import pytest
from django.core.management import call_command

from programme.conflicts import ConflictKind, Severity
from programme.conflicts.loading import event_conflicts
from tests import factories
from tests.html import read, texts
from tests.programme.admin.test_conflict_list import complete

pytestmark = pytest.mark.django_db

LIST = "/admin/programme/session/"


def planted():
    """An event with each kind of conflict once, but for turnovers, of which there are two."""
    event = factories.event("Forum")
    hall = factories.room(event, "Hall", capacity=500)
    atlas, library = (factories.room(event, name, capacity=80) for name in ("Atlas", "Library"))
    water = factories.track(event, "Water")
    one, other = factories.section(event), factories.section(event)
    roads = complete(event, "Roads", "09:00-10:00", room=atlas, track=water, section=one)
    complete(event, "Schools", "09:30-10:30", room=atlas, track=water)
    complete(event, "Ports", "10:30-11:30", room=library, section=one)
    rails = complete(event, "Rails", "11:30-13:00", room=library, section=other)
    complete(event, "Opening", "15:00-15:30", room=atlas, is_plenary=True)
    karim = roads.contributions.get().speaker
    factories.contribution(karim, session=complete(event, "Canals", "09:30-09:45", room=hall))
    salma = rails.contributions.get().speaker
    factories.contribution(salma, session=complete(event, "Bridges", "13:05-13:30", room=hall))
    complete(event, "Dinner", "23:30-23:59", room=hall)
    complete(event, "Online", "18:00-18:30", room=None)
    complete(event, "Signs", "18:00-18:30", room=hall, languages=[])
    factories.session(event, "Bare", hours="19:00-19:30", room=hall, languages=["en"])
    late = event.sessions.get(title_en="Dinner")
    late.ends_at = factories.at("23:59") + (late.ends_at - late.starts_at)
    late.save()
    return event


def test_each_planted_conflict_is_found_and_no_other():
    event = planted()

    found = [(c.kind.value, *(s.title[0] for s in c.sessions)) for c in event_conflicts(event)]

    assert found == [
        ("person_twice", "Roads", "Canals"),
        ("room_twice", "Roads", "Schools"),
        ("outside_days", "Dinner"),
        ("room_too_small", "Opening"),
        ("no_break", "Roads", "Bridges"),
        ("turnover", "Ports", "Rails"),
        ("turnover", "Rails", "Bridges"),
        ("no_people", "Bare"),
        ("no_room", "Online"),
        ("no_language", "Signs"),
        ("same_theme", "Roads", "Schools"),
    ]


def test_forms_filter_first_page_and_command_agree(staff):
    event = planted()
    conflicts = event_conflicts(event)
    keys = {kind: {k for c in conflicts if c.kind == kind for k in c.keys} for kind in ConflictKind}

    filtered = {
        kind: {int(box["value"]) for box in page.select(".action-select")}
        for kind in ConflictKind
        for page in [read(staff.get(f"{LIST}?conflict={kind}"))]
    }
    in_forms = sum(
        len(read(staff.get(f"{LIST}{session.pk}/change/")).select(".conflict-list li"))
        for session in event.sessions.all()
    )
    first_page = read(staff.get("/admin/"))
    with redirect_stdout(io.StringIO()) as printed, pytest.raises(SystemExit):
        call_command("check_programme", event.slug)

    assert filtered == keys
    assert in_forms == sum(len(conflict.sessions) for conflict in conflicts)
    assert len(first_page.select(".conflict-rows li")) == 2
    counts = [int(count) for count in texts(first_page, ".counted-rows strong")]
    warned = [kind for kind in ConflictKind if kind.severity == Severity.WARNING]
    assert counts[: len(warned)] == [len(keys[kind]) for kind in warned]
    assert len(printed.getvalue().splitlines()) == 1 + len(conflicts)
