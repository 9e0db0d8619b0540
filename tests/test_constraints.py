"""What the database holds by itself, broken past all forms: no row gets in or is bent later.

What has to be held follows from the fields of the models, so that a field without its rule is seen.
"""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from content.constraints import FieldErrors
from content.history.models import Act
from programme.languages import LanguagesField
from tests import factories

pytestmark = pytest.mark.django_db

OWN_APPS = ["speakers", "programme", "forum", "contact", "mailings"]


def announcement() -> models.Model:
    return factories.announcement(factories.event())


def contribution() -> models.Model:
    return factories.contribution(factories.speaker(), session=factories.session(factories.event()))


def document() -> models.Model:
    return factories.document(event=factories.event())


def preview_link() -> models.Model:
    return factories.preview_link(factories.event())


def public_change() -> models.Model:
    return session().public_changes.get()


def room() -> models.Model:
    return factories.room(factories.event())


def section() -> models.Model:
    return factories.section(factories.event())


def session() -> models.Model:
    return factories.session(factories.event())


def channel() -> models.Model:
    return factories.channel(factories.session(factories.event(), languages=["ar"]))


def quote() -> models.Model:
    return factories.quote(contribution())


def import_source() -> models.Model:
    return apps.get_model("programme.ImportSource").objects.create(
        event=factories.event(), name="Programme.xlsx", format="xlsx"
    )


def imported_from(name: str = "session", source: models.Model | None = None) -> models.Model:
    source = source or import_source()
    makers = {"session": factories.session, "room": factories.room, "track": factories.track}
    makers |= {"section": factories.section, "speaker": lambda _event: factories.speaker()}
    return apps.get_model("programme.ImportedFrom").objects.create(
        source=source, source_key=str(uuid.uuid4()), **{name: makers[name](source.event)}
    )


def twins_of_source() -> list[models.Model]:
    first = import_source()
    return [first, type(first).objects.create(event=first.event, name="2", format="xlsx")]


def twins_imported(name: str) -> Callable:
    return lambda: [imported_from(name, source) for source in [import_source()] for _ in range(2)]


def track() -> models.Model:
    return factories.track(factories.event())


def partnership() -> models.Model:
    return factories.partnership(factories.event(), factories.organization())


def of_the_inbox(noun: str, **fields) -> Callable:
    return lambda: apps.get_model("contact", noun).objects.create(**fields)


def of_a_message(noun: str, **fields) -> Callable:
    return lambda: of_the_inbox(noun, message=factories.message(), **fields)()


def mailing() -> models.Model:
    return apps.get_model("mailings.Mailing").objects.create(key="0123")


def merger() -> models.Model:
    one, other = factories.speaker(), factories.speaker()
    of_it = {"act": Act.objects.latest("pk"), "gone": one.pk, "kept": other.pk}
    return apps.get_model("programme.Merger").objects.create(model="speakers.speaker", **of_it)


def distinct_records() -> models.Model:
    pair = {"model": "speakers.speaker", "first": 1, "second": 2}
    return apps.get_model("programme.DistinctRecords").objects.create(**pair)


def feed_dates() -> models.Model:
    return apps.get_model("programme.FeedDates").objects.get(key=session().pk, kind="session")


def recipient() -> models.Model:
    """Of a person who was told of an act."""
    speaker = factories.speaker()
    of_it = {"act": Act.objects.latest("pk"), "speaker": speaker}
    return mailing().recipients.create(**of_it)


LATE, EARLY = factories.at("10:00"), factories.at("09:00")

COUNTS = (
    models.PositiveBigIntegerField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
)
UNSEEN = ["", " ", "\t", "\u200b", "\u00a0\u2060\ufeff"]

MAKE: dict[str, Callable] = {
    "speakers.Organization": factories.organization,
    "speakers.Speaker": factories.speaker,
    "programme.Event": factories.event,
    "programme.Partnership": partnership,
    "programme.Room": room,
    "programme.Track": track,
    "programme.Section": section,
    "programme.Session": session,
    "programme.Contribution": contribution,
    "programme.PreviewLink": preview_link,
    "programme.PublicChange": public_change,
    "programme.Merger": merger,
    "programme.DistinctRecords": distinct_records,
    "programme.FeedDates": feed_dates,
    "programme.Document": document,
    "programme.ImportSource": import_source,
    "programme.ImportedFrom": imported_from,
    "programme.InterpretationChannel": channel,
    "programme.Quote": quote,
    "programme.Announcement": announcement,
    "forum.Page": factories.page,
    "forum.Alert": factories.alert,
    "forum.Identity": factories.identity,
    "forum.FormerAddress": lambda: apps.get_model("forum.FormerAddress").objects.create(
        path="a", moved_to="b"
    ),
    "forum.PublicRevision": lambda: apps.get_model("forum.PublicRevision").start(),
    "forum.SignInState": lambda: apps.get_model("forum.SignInState").objects.create(
        user=factories.staff_user("nadia")
    ),
    "contact.Message": factories.message,
    "contact.Team": of_the_inbox("Team", topic="press", recipients="press@forum.example"),
    "contact.ReplyTemplate": of_the_inbox("ReplyTemplate", name="Visa", text_en="Dear {name}"),
    "contact.Erasure": of_the_inbox("Erasure", reason="requested", messages=1, mails=3),
    "contact.Letter": lambda: factories.letter(factories.message()),
    "contact.OutgoingMail": of_the_inbox("OutgoingMail", recipients="a@example.org"),
    "contact.Note": of_a_message("Note", text="Call her."),
    "contact.Step": of_a_message("Step", state="answered"),
    "contact.Writing": lambda: writers()[0],
    "contact.Attempt": of_the_inbox("Attempt", sender="0123"),
    "mailings.Mailing": mailing,
    "mailings.Recipient": recipient,
}


def wrong_values(field: models.Field) -> list:
    """What no row may have in a field of this kind, whatever the model is."""
    if isinstance(field, models.SlugField):
        return ["", "a b", "a/b", "é", "a\n"]
    if isinstance(field, models.URLField):
        return ["javascript:alert(1)", "ftp://example.org", "//example.org", "https://", "x"]
    if isinstance(field, LanguagesField):
        return ["ar", {"ar": 1}, ["xx"], ["ar", 1], [["ar"]]]
    if isinstance(field, COUNTS):
        return [-1]
    if field.choices:
        return ["?", *([] if field.blank else [""])]
    return []


def test_every_model_of_ours_is_made_here():
    models_of_ours = [model for app in OWN_APPS for model in apps.get_app_config(app).get_models()]

    own = {model._meta.label for model in models_of_ours if not model._meta.proxy}

    assert own == set(MAKE)


BY_FIELD = [
    pytest.param(label, field.name, value, id=f"{label}.{field.name}={value!r}")
    for label in MAKE
    for field in apps.get_model(label)._meta.concrete_fields
    for value in wrong_values(field)
]


@pytest.mark.parametrize(("label", "field", "value"), BY_FIELD)
def test_a_field_holds_nothing_but_its_kind(label, field, value):
    row = MAKE[label]()
    rows = factories.past_saving(type(row)).filter(pk=row.pk)
    before = rows.values().get()

    refused(lambda: rows.update(**{field: value}))

    assert rows.values().get() == before


def named_by(label: str) -> str:
    """The text that a row has to have: its name or title, or else the text that it consists of."""
    texts = {field.name for field in apps.get_model(label)._meta.fields}
    return next((name for name in ("name", "title", "text") if f"{name}_en" in texts), "")


NAMES = [(label, name) for label in MAKE if (name := named_by(label))]


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
@pytest.mark.parametrize(("label", "name"), NAMES)
def test_a_name_can_be_seen_in_at_least_one_language(label, name, text):
    row = MAKE[label]()
    rows = factories.past_saving(type(row)).filter(pk=row.pk)

    words = refused(lambda: rows.update(**{f"{name}_en": text, f"{name}_ar": None}))

    assert f"{name}_in_one_language" in words


@pytest.mark.parametrize(("label", "name"), NAMES)
def test_no_language_of_a_name_is_unseen_while_another_is_read(label, name):
    row = MAKE[label]()
    rows = factories.past_saving(type(row)).filter(pk=row.pk)

    words = refused(lambda: rows.update(**{f"{name}_fr": "\u200b"}))

    assert f"{name}_in_one_language" in words
    assert rows.update(**{f"{name}_fr": "", f"{name}_ar": "المنتدى"}) == 1


REGISTRATION = [
    {"registration_opens_at": opens, "registration_closes_at": EARLY} for opens in (EARLY, LATE)
]

BROKEN: dict[str, tuple[Callable, list[dict]]] = {
    "public_revision_only_row": (MAKE["forum.PublicRevision"], [{"id": 2}]),
    "event_focus_within_picture": (
        factories.event,
        [{"picture_focus_x": 101}, {"picture_focus_y": 101}],
    ),
    "speaker_focus_within_photo": (
        factories.speaker,
        [{"photo_focus_x": 101}, {"photo_focus_y": 101}],
    ),
    "speaker_links_are_web_addresses": (
        factories.speaker,
        [
            {"links": "javascript:alert(1)"},
            {"links": "https://example.org\ndata:text/html,x"},
            {"links": "https://"},
        ],
    ),
    "event_acronym_is_a_code": (
        factories.event,
        [{"acronym": "osr"}, {"acronym": "OSR 2020"}, {"acronym": ""}, {"acronym": "osr_2020\n"}],
    ),
    "event_ends_after_it_begins": (
        factories.event,
        [{"last_day": factories.DAY - dt.timedelta(days=1)}],
    ),
    "event_time_zone_is_a_place": (
        factories.event,
        [{"time_zone": ""}, {"time_zone": "../etc/passwd"}, {"time_zone": "UTC\n"}],
    ),
    "alert_ends_after_it_starts": (factories.alert, [{"ends_at": LATE}, {"ends_at": EARLY}]),
    "identity_only_row": (factories.identity, [{"id": 2}, {"id": 0}]),
    "identity_accent_is_a_colour": (factories.identity, [{"accent": "red"}, {"accent": "#12345"}]),
    "room_capacity_positive": (room, [{"capacity": 0}]),
    "track_colour_is_a_colour": (
        track,
        [{"colour": "red"}, {"colour": "#12345"}],
    ),
    "session_both_times_or_neither": (
        session,
        [{"starts_at": EARLY, "ends_at": None}, {"starts_at": None, "ends_at": LATE}],
    ),
    "session_ends_after_it_starts": (
        session,
        [{"starts_at": LATE, "ends_at": EARLY}, {"starts_at": LATE, "ends_at": LATE}],
    ),
    "preview_link_ends_after_it_begins": (
        preview_link,
        [{"expires_at": EARLY, "created_at": LATE}, {"expires_at": LATE, "created_at": LATE}],
    ),
    "preview_link_has_a_nonce": (
        preview_link,
        [{"nonce": ""}, {"nonce": "a"}, {"nonce": "é" * 22}, {"nonce": "a" * 21 + "\n"}],
    ),
    "distinct_records_in_order": (distinct_records, [{"second": 1}, {"second": 0}]),
    "public_change_names_its_person": (
        public_change,
        [{"kind": "left"}, {"kind": "joined"}],
    ),
    "session_reason_only_if_cancelled": (
        session,
        [{"cancellation_reason_en": "Storm"}, {"cancellation_reason_ar": "عاصفة"}],
    ),
    "session_registration_closes_after_it_opens": (session, REGISTRATION),
    "event_registration_closes_after_it_opens": (factories.event, REGISTRATION),
    "interpretation_channel_is_a_number_or_a_link": (
        channel,
        [{"number": ""}, {"url": "https://example.org/listen"}],
    ),
    "quote_minute_is_a_minute": (
        quote,
        [{"minute": "14"}, {"minute": "14:60"}, {"minute": "a"}, {"minute": "14:20\n"}],
    ),
    "contribution_has_exactly_one_target": (contribution, [{"session": None}]),
    "imported_from_is_of_one_row": (imported_from, [{"session": None}]),
    "document_has_exactly_one_target": (document, [{"event": None}]),
    "document_is_a_file_or_an_address": (
        document,
        [{"url": ""}, {"file": "documents/x.pdf"}],
    ),
    "former_address_moved_elsewhere": (MAKE["forum.FormerAddress"], [{"moved_to": "a"}]),
    "message_has_words": (factories.message, [{"text": ""}, {"email": ""}]),
}
FROM_FIELDS = ("_valid", "_is_web_address", "_in_one_language")


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


def test_every_other_check_of_the_database_is_broken_below():
    checks = named_constraints(models.CheckConstraint)

    others = {name for name in checks if not name.endswith(FROM_FIELDS)}

    assert others == {name for name in BROKEN if not name.endswith(FROM_FIELDS)}


@pytest.mark.parametrize(
    ("name", "change"),
    [(name, change) for name, (_make, changes) in BROKEN.items() for change in changes],
    ids=lambda value: value if isinstance(value, str) else "+".join(value),
)
def test_a_row_cannot_be_bent_against_a_check(name, change):
    make, _changes = BROKEN[name]
    row = make()
    rows = factories.past_saving(type(row)).filter(pk=row.pk)

    words = refused(lambda: rows.update(**change))

    assert name in words


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("session_title_in_one_language", {"title_en": ""}),
        ("session_slug_valid", {"slug": ""}),
        ("session_status_valid", {"status": "hidden"}),
    ],
)
def test_rows_made_in_bulk_are_checked_too(name, change):
    row = session()
    row.pk, row.guid, row.slug = None, "7d5a3f5e-0000-4000-8000-000000000000", "other"
    for field, value in change.items():
        setattr(row, field, value)

    words = refused(lambda: factories.past_saving(type(row)).bulk_create([row]))

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


def channels() -> list[models.Model]:
    session = factories.session(factories.event(), languages=["ar", "fr"])
    return [factories.channel(session, language) for language in session.languages]


def recipients() -> list[models.Model]:
    """Two people who were told of one act."""
    first = recipient()
    return [first, first.mailing.recipients.create(act=first.act, speaker=factories.speaker())]


def writers() -> list[models.Model]:
    """Two people who reply to one message."""
    message, times = (
        factories.message(),
        dict.fromkeys(("since", "last_typed_at"), factories.at("09:00")),
    )
    users = [factories.staff_user(name) for name in ("karim", "salma")]
    return [message.writings.create(user=user, **times) for user in users]


def pairs_of_distinct() -> list[models.Model]:
    other = {"model": "speakers.speaker", "first": 1, "second": 3}
    return [distinct_records(), apps.get_model("programme.DistinctRecords").objects.create(**other)]


TWINS: dict[str, tuple[Callable, str]] = {
    "organization_slug_unique": (lambda: [factories.organization() for _ in range(2)], "slug"),
    "speaker_slug_unique": (lambda: [factories.speaker() for _ in range(2)], "slug"),
    "event_slug_unique": (lambda: [factories.event() for _ in range(2)], "slug"),
    "event_acronym_unique": (lambda: [factories.event() for _ in range(2)], "acronym"),
    "page_slug_unique": (lambda: [factories.page() for _ in range(2)], "slug"),
    "room_slug_unique_in_event": (same_event(factories.room), "slug"),
    "section_slug_unique_in_event": (same_event(factories.section), "slug"),
    "track_slug_unique_in_event": (same_event(factories.track), "slug"),
    "session_slug_unique_in_event": (same_event(factories.session), "slug"),
    "partnership_once_in_a_role": (partners, "organization_id"),
    "interpretation_channel_once_in_a_language": (channels, "language"),
    "contribution_once_in_event": (lambda: parts("event"), "speaker_id"),
    "contribution_once_in_section": (lambda: parts("section"), "speaker_id"),
    "contribution_once_in_session": (lambda: parts("session"), "speaker_id"),
    "writing_once_each": (writers, "user_id"),
    "recipient_told_once_of_an_act": (recipients, "speaker_id"),
    "distinct_records_once": (pairs_of_distinct, "second"),
    "feed_dates_once": (lambda: [feed_dates() for _ in range(2)], "key"),
    "import_source_once_in_event": (twins_of_source, "name"),
    **{
        f"imported_{name}_key_once": (twins_imported(name), "source_key")
        for name in ("session", "room", "track", "section", "speaker")
    },
}


def test_every_rule_of_uniqueness_is_broken_below():
    assert set(TWINS) == set(named_constraints(models.UniqueConstraint))


@pytest.mark.parametrize("name", TWINS)
def test_a_row_cannot_be_made_the_twin_of_another(name):
    make, field = TWINS[name]
    first, second = make()
    rows = factories.past_saving(type(second)).filter(pk=second.pk)

    refused(lambda: rows.update(**{field: getattr(first, field)}))

    assert rows.values_list(field, flat=True).get() == getattr(second, field)


def rules() -> list[models.BaseConstraint]:
    """The constraints of what staff enter; a visitor's message is checked by its own form."""
    return [
        pytest.param(model, constraint, id=constraint.name)
        for label in MAKE
        if issubclass(model := apps.get_model(label), FieldErrors)
        for constraint in model._meta.constraints
    ]


@pytest.mark.parametrize(("model", "rule"), rules())
def test_each_rule_has_a_sentence_for_editors_beside_a_field(model, rule):
    sentence = str(rule.violation_error_message)

    assert sentence.endswith(".")
    assert "constraint" not in sentence.lower()
    assert model._meta.get_field(rule.violation_error_code)
