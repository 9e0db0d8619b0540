"""Every rule that the database holds, broken past all forms: no row gets in or is bent later."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests import factories

pytestmark = pytest.mark.django_db

OWN_APPS = ["speakers", "programme", "forum", "contact"]
NOBODY = {"name_en": "", "name_fr": None, "name_ar": ""}
UNTITLED = {"title_en": None, "title_fr": "", "title_ar": ""}


def contribution() -> models.Model:
    return factories.contribution(factories.speaker(), session=factories.session(factories.event()))


def document() -> models.Model:
    return factories.document(event=factories.event())


def room() -> models.Model:
    return factories.room(factories.event())


def section() -> models.Model:
    return factories.section(factories.event())


def session() -> models.Model:
    return factories.session(factories.event())


def track() -> models.Model:
    return factories.track(factories.event())


def partnership() -> models.Model:
    return factories.partnership(factories.event(), factories.organization())


LATE, EARLY = factories.at("10:00"), factories.at("09:00")

BROKEN: dict[str, tuple[Callable, list[dict]]] = {
    "organization_name_in_one_language": (factories.organization, [NOBODY]),
    "speaker_name_in_one_language": (factories.speaker, [NOBODY]),
    "speaker_focus_within_photo": (
        factories.speaker,
        [{"photo_focus_x": 101}, {"photo_focus_y": 101}],
    ),
    "event_name_in_one_language": (factories.event, [NOBODY]),
    "event_acronym_is_a_code": (
        factories.event,
        [{"acronym": "osr"}, {"acronym": "OSR 2020"}, {"acronym": ""}],
    ),
    "event_ends_after_it_begins": (
        factories.event,
        [{"last_day": factories.DAY - dt.timedelta(days=1)}],
    ),
    "event_status_known": (factories.event, [{"status": "secret"}, {"status": ""}]),
    "partnership_role_known": (partnership, [{"role": "boss"}]),
    "room_capacity_positive": (room, [{"capacity": 0}]),
    "room_name_in_one_language": (room, [NOBODY]),
    "track_colour_is_a_colour": (track, [{"colour": "red"}, {"colour": "#12345"}]),
    "track_name_in_one_language": (track, [NOBODY]),
    "section_title_in_one_language": (section, [UNTITLED]),
    "session_title_in_one_language": (session, [UNTITLED]),
    "session_both_times_or_neither": (
        session,
        [{"starts_at": EARLY, "ends_at": None}, {"starts_at": None, "ends_at": LATE}],
    ),
    "session_ends_after_it_starts": (
        session,
        [{"starts_at": LATE, "ends_at": EARLY}, {"starts_at": LATE, "ends_at": LATE}],
    ),
    "session_status_known": (session, [{"status": "hidden"}]),
    "session_kind_known": (session, [{"kind": "party"}]),
    "contribution_of_exactly_one_thing": (contribution, [{"session": None}]),
    "contribution_role_known": (contribution, [{"role": "guest"}]),
    "document_of_exactly_one_thing": (document, [{"event": None}]),
    "document_is_a_file_or_an_address": (
        document,
        [{"url": ""}, {"file": "documents/x.pdf"}],
    ),
    "document_kind_known": (document, [{"kind": "secret"}]),
    "document_title_in_one_language": (document, [UNTITLED]),
    "page_title_in_one_language": (factories.page, [UNTITLED]),
    "page_status_known": (factories.page, [{"status": "hidden"}]),
    "former_address_moved_elsewhere": (
        lambda: apps.get_model("forum.FormerAddress").objects.create(path="a", moved_to="b"),
        [{"moved_to": "a"}],
    ),
    "message_has_words": (factories.message, [{"text": ""}, {"email": ""}]),
    "message_state_known": (factories.message, [{"state": "lost"}]),
    "message_topic_known": (factories.message, [{"topic": "lottery"}]),
}


def named_constraints(kind: type) -> dict[str, models.BaseConstraint]:
    return {
        constraint.name: constraint
        for app in OWN_APPS
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, kind)
    }


def refused(change: Callable) -> str:
    """The database's own words against a change."""
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        change()
    return str(raised.value)


def test_every_check_of_the_database_is_broken_below():
    assert set(BROKEN) == set(named_constraints(models.CheckConstraint))


@pytest.mark.parametrize(
    ("name", "change"),
    [(name, change) for name, (_make, changes) in BROKEN.items() for change in changes],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_a_row_cannot_be_bent_against_a_check(name, change):
    make, _changes = BROKEN[name]
    row = make()
    rows = type(row)._base_manager.filter(pk=row.pk)

    words = refused(lambda: rows.update(**change))

    assert name in words


@pytest.mark.parametrize("name", ["session_title_in_one_language", "contribution_role_known"])
def test_rows_made_in_bulk_are_checked_too(name):
    make, changes = BROKEN[name]
    row = make()
    row.pk = None
    for field, value in changes[0].items():
        setattr(row, field, value)
    if hasattr(row, "guid"):
        row.guid, row.slug = "7d5a3f5e-0000-4000-8000-000000000000", "other"

    words = refused(lambda: type(row).objects.bulk_create([row]))

    assert name in words


def same_event(make: Callable) -> Callable:
    return lambda: [make(event) for event in [factories.event()] for _number in range(2)]


def parts(target: str) -> list[models.Model]:
    """Two people in one role in one target."""
    event = factories.event()
    made = {
        "event": lambda: event,
        "section": lambda: factories.section(event),
        "session": lambda: factories.session(event),
    }[target]()
    return [factories.contribution(factories.speaker(), **{target: made}) for _number in range(2)]


def partners() -> list[models.Model]:
    event = factories.event()
    return [factories.partnership(event, factories.organization()) for _number in range(2)]


TWINS: dict[str, tuple[Callable, str]] = {
    "organization_slug_unique": (lambda: [factories.organization() for _ in range(2)], "slug"),
    "speaker_slug_unique": (lambda: [factories.speaker() for _ in range(2)], "slug"),
    "event_slug_unique": (lambda: [factories.event() for _ in range(2)], "slug"),
    "event_acronym_unique": (lambda: [factories.event() for _ in range(2)], "acronym"),
    "page_slug_unique": (lambda: [factories.page() for _ in range(2)], "slug"),
    "room_slug_unique_in_event": (same_event(factories.room), "slug"),
    "section_slug_unique_in_event": (same_event(factories.section), "slug"),
    "session_slug_unique_in_event": (same_event(factories.session), "slug"),
    "partnership_once_in_a_role": (partners, "organization_id"),
    "contribution_once_in_event": (lambda: parts("event"), "speaker_id"),
    "contribution_once_in_section": (lambda: parts("section"), "speaker_id"),
    "contribution_once_in_session": (lambda: parts("session"), "speaker_id"),
}


def test_every_rule_of_uniqueness_is_broken_below():
    assert set(TWINS) == set(named_constraints(models.UniqueConstraint))


@pytest.mark.parametrize("name", TWINS)
def test_a_row_cannot_be_made_the_twin_of_another(name):
    make, field = TWINS[name]
    first, second = make()
    rows = type(second)._base_manager.filter(pk=second.pk)

    refused(lambda: rows.update(**{field: getattr(first, field)}))

    assert rows.values_list(field, flat=True).get() == getattr(second, field)


@pytest.mark.parametrize("name", TWINS)
def test_each_rule_of_uniqueness_has_a_sentence_for_editors(name):
    sentence = str(named_constraints(models.UniqueConstraint)[name].violation_error_message)

    assert sentence.endswith(".")
    assert "constraint" not in sentence.lower()
