"""One way to write a row: whatever writes it, the same follows from the same change."""

import datetime as dt

import pytest
from django.core import serializers
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, connection, transaction
from django.db.models import F, ProtectedError
from django.test.utils import CaptureQueriesContext

from content.saving import DirectWriteError, save_all, written
from forum.models import FormerAddress
from programme.models import Contribution, Event, Room, Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.adminforms import send
from tests.factories import at

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/programme/session/{}/change/"
MOVE = {"title_en": "Budgets", "slug": "budgets", "starts_at": at("11:00"), "ends_at": at("12:00")}


@pytest.fixture
def forum() -> Event:
    return factories.event("Forum", slug="forum", acronym="forum_2027")


@pytest.fixture
def session(forum) -> Session:
    """A published session whose first edition readers know."""
    return factories.session(
        forum,
        "Open data",
        title_fr="Données ouvertes",
        slug="open-data",
        hours="09:00-10:00",
        room=factories.room(forum, "Hall"),
        section=factories.section(forum, "Opening"),
        track=factories.track(forum, "Transparency"),
    )


def outcome(session: Session) -> dict[str, object]:
    """What calendars, readers, translators, search and old links get to know of a change."""
    fresh = Session.objects.select_related("room", "event").get(pk=session.pk)
    return {
        "revision": fresh.revision,
        "changes": [line.kind for line in fresh.public_changes.in_order()],
        "stale": fresh.stale,
        "search": fresh.search_title,
        "addresses": list(FormerAddress.objects.values_list("path", "moved_to").order_by("path")),
        "reason": fresh.cancellation_reason_en or "",
        "places": (fresh.room, fresh.section, fresh.track),
    }


def by_form(session: Session, staff, fields: dict[str, object]) -> None:
    posted = {}
    for name, value in fields.items():
        if isinstance(value, dt.datetime):
            posted |= {f"{name}_0": f"{value:%Y-%m-%d}", f"{name}_1": f"{value:%H:%M}"}
        else:
            posted[name] = "" if value is None else value
    assert send(staff, ADDRESS.format(session.pk), **posted) == (302, [])


def by_saving(session: Session, staff, fields: dict[str, object]) -> None:
    row = Session.objects.get(pk=session.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def by_change(session: Session, staff, fields: dict[str, object]) -> None:
    Session.objects.filter(pk=session.pk).change(**fields)


def by_import(session: Session, staff, fields: dict[str, object]) -> None:
    row = Session.objects.get(pk=session.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    save_all([row])


WAYS = [by_form, by_saving, by_change, by_import]


@pytest.mark.parametrize("write", WAYS)
def test_the_same_move_has_the_same_outcome_however_it_is_written(staff, session, write):
    write(session, staff, MOVE)

    assert outcome(session) == {
        "revision": 1,
        "changes": ["new", "time"],
        "stale": {"title_fr": "Open data"},
        "search": "budgets donnees ouvertes",
        "addresses": [("events/forum/sessions/open-data", "events/forum/sessions/budgets")],
        "reason": "",
        "places": (session.room, session.section, session.track),
    }


@pytest.mark.parametrize("write", WAYS)
def test_the_same_cancellation_has_the_same_outcome_however_it_is_written(staff, session, write):
    write(session, staff, {"status": "cancelled", "cancellation_reason_en": "Storm"})

    assert outcome(session) == {
        "revision": 1,
        "changes": ["new", "cancelled"],
        "stale": {},
        "search": "open data donnees ouvertes",
        "addresses": [],
        "reason": "Storm",
        "places": (session.room, session.section, session.track),
    }


def test_the_verb_cancels_as_the_form_does(session):
    session.cancel("Storm")
    session.save()

    found = outcome(session)

    assert (found["revision"], found["reason"]) == (1, "Storm")
    assert found["changes"] == ["new", "cancelled"]


@pytest.mark.parametrize("write", WAYS)
@pytest.mark.parametrize("place", ["room", "section", "track"])
def test_deleting_a_place_has_the_outcome_of_taking_it_from_its_sessions(
    staff, session, forum, place, write
):
    other = factories.session(forum, "Other", **{place: getattr(session, place)})
    write(other, staff, {place: None})
    expected = outcome(other)

    getattr(session, place).delete()

    found = outcome(session)
    kept = ["revision", "changes", "stale", "reason"]
    assert [found[name] for name in kept] == [expected[name] for name in kept]
    assert found["places"] == tuple(
        None if name == place else getattr(session, name) for name in ("room", "section", "track")
    )


@pytest.mark.parametrize("delete", ["row", "rows"])
def test_a_deleted_room_is_told_of_after_its_sessions_were_changed(session, delete):
    told = []

    def listen(sender, row, before, is_cascade, **signal):
        told.append((sender.__name__, row is None, before.room_id if sender is Session else None))

    written.connect(listen)
    room = session.room
    (room if delete == "row" else Room.objects.filter(pk=room.pk)).delete()
    written.disconnect(listen)

    assert told == [
        ("Session", False, session.room_id),
        ("Room", True, None),
    ]


def test_everything_that_goes_with_an_event_is_told_of(session, forum):
    factories.contribution(factories.speaker(), session=session)
    told = []

    def listen(sender, row, before, is_cascade, **signal):
        told.append((sender.__name__, row, before.was_public, is_cascade))

    written.connect(listen)
    forum.delete()
    written.disconnect(listen)

    assert sorted(told) == [
        ("Contribution", None, True, True),
        ("Event", None, True, False),
        ("Room", None, True, True),
        ("Section", None, True, True),
        ("Session", None, True, True),
        ("Track", None, True, True),
    ]


@pytest.mark.parametrize("model", [Contribution, Event, Organization, Room, Session, Speaker])
@pytest.mark.parametrize("manager", ["_base_manager", "_default_manager", "objects"])
def test_a_write_that_goes_past_saving_is_refused_with_the_call_to_make(model, manager):
    rows = getattr(model, manager)

    refusals = []
    for write in (
        lambda: rows.update(pk=1),
        lambda: rows.bulk_update([], ["pk"]),
        lambda: rows.bulk_create([]),
    ):
        with pytest.raises(DirectWriteError) as refusal:
            write()
        refusals.append(str(refusal.value))

    name = model.__name__
    assert refusals == [
        f"{name}.objects.update() bypasses content.saving: call change(**fields).",
        f"{name}.objects.bulk_update() bypasses content.saving: "
        "call content.saving.save_all(rows).",
        f"{name}.objects.bulk_create() bypasses content.saving: "
        "call content.saving.save_all(rows).",
    ]


def test_a_relation_is_not_set_past_saving_either(forum, session):
    with pytest.raises(DirectWriteError):
        session.room.sessions.add(factories.session(forum, "Other"), bulk=True)


def test_nothing_of_a_failed_write_is_kept(session):
    copies = [Session.objects.get(pk=session.pk), Session(event=session.event, title_en="x")]
    copies[0].title_en = "Budgets"
    copies[1].slug = "not an address"

    with pytest.raises(IntegrityError, match="slug"), transaction.atomic():
        save_all(copies)

    assert outcome(session)["search"] == "open data donnees ouvertes"


@pytest.mark.parametrize("options", [{}, {"update_fields": ["title_en"]}])
def test_a_save_that_changes_nothing_takes_at_most_four_queries(session, options):
    row = Session.objects.get(pk=session.pk)

    with CaptureQueriesContext(connection) as queries:
        row.save(**options)

    assert len(queries) <= 4


@pytest.mark.parametrize("count", [1, 14])
@pytest.mark.parametrize("write", ["change", "save_all"])
def test_many_sessions_are_shifted_in_one_query_each_and_nine_for_all(forum, count, write):
    for number in range(count):
        factories.session(forum, f"Talk {number}", hours="09:00-10:00")
    sessions = list(forum.sessions.order_by("pk"))

    with CaptureQueriesContext(connection) as queries:
        if write == "change":
            forum.sessions.change(starts_at=at("09:15"), ends_at=at("10:15"))
        else:
            for row in sessions:
                row.starts_at, row.ends_at = at("09:15"), at("10:15")
            save_all(sessions)

    assert len(queries) <= 9 + count
    assert set(forum.sessions.values_list("revision", flat=True)) == {1}


def test_a_partial_save_tells_of_the_row_as_it_is_stored(session):
    old = Session.objects.get(pk=session.pk)
    session.slug = "budgets"
    session.save()

    old.is_full = True
    old.save(update_fields=["is_full"])
    old.slug = "never-saved"
    old.save(update_fields=["title_en"])

    assert outcome(session)["addresses"] == [
        ("events/forum/sessions/open-data", "events/forum/sessions/budgets")
    ]


def test_a_new_object_with_the_key_of_a_stored_row_is_compared_with_it(forum, session):
    copy = Session(pk=session.pk, event=forum, title_en="Budgets", slug="budgets", position=1)
    copy.publish()

    copy.save()

    assert outcome(session)["addresses"] == [
        ("events/forum/sessions/open-data", "events/forum/sessions/budgets")
    ]


def test_an_event_that_was_published_meanwhile_tells_of_a_cancellation(forum, session):
    Event.objects.filter(pk=forum.pk).change(status="draft")
    held = Session.objects.select_related("event").get(pk=session.pk)
    Event.objects.filter(pk=forum.pk).change(status="published")

    held.cancel()
    held.save()

    assert outcome(session)["changes"] == ["new", "cancelled"]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda rows: rows.change(nonsense=1), FieldDoesNotExist),
        (lambda rows: rows.change(title_en=F("title_fr")), TypeError),
        (lambda rows: rows.order_by("pk")[:1].change(title_en="x"), TypeError),
        (lambda rows: save_all([rows.get(), rows.get().room]), TypeError),
    ],
    ids=["unknown field", "expression", "slice", "two models"],
)
def test_a_change_that_cannot_be_compared_is_refused_before_anything_is_written(
    session, change, error
):
    with pytest.raises(error):
        change(Session.objects.all())

    assert outcome(session)["search"] == "open data donnees ouvertes"


def test_values_are_compared_as_the_fields_hold_them(session):
    rows = Session.objects.filter(pk=session.pk)

    rows.change(starts_at=session.starts_at.isoformat(), room_id=str(session.room_id))
    rows.change()
    rows.get().save(update_fields=[])

    assert outcome(session)["revision"] == 0


def test_a_refused_deletion_leaves_the_transaction_usable(session):
    speaker = factories.speaker()
    factories.contribution(speaker, session=session)

    with pytest.raises(ProtectedError):
        speaker.delete()

    assert Speaker.objects.filter(pk=speaker.pk).exists()


def test_a_fixture_does_not_load_content(session):
    raw = next(serializers.deserialize("json", serializers.serialize("json", [session])))

    with pytest.raises(DirectWriteError):
        raw.save()
