"""What the forms of a programme refuse: one sentence beside the field, by hand and in the admin."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from programme.models import Event, Room, Section, Session
from tests import factories
from tests.adminforms import filled
from tests.html import read

pytestmark = pytest.mark.django_db

ONE_LANGUAGE = "Enter this in at least one language."
REQUIRED = "This field is required."
NULL = "This field cannot be null."
TOO_LONG = "Ensure this value has at most {} characters (it has 5000)."
LONG = "x" * 5000
FORUM = {
    "name_en": "Forum",
    "acronym": "forum_2027",
    "first_day": factories.DAY,
    "last_day": factories.DAY,
    "time_zone": "Africa/Casablanca",
    "status": "draft",
}
FIELDS_OF_FORUM = ["name", "tagline", "patronage", "venue_name"]


def elsewhere(noun: str) -> models.Model:
    return getattr(factories, noun)(factories.event())


def part(**fields) -> dict:
    return {"event": factories.event()} | fields


def talk(start: str, end: str) -> dict:
    hours = {"starts_at": start and factories.at(start), "ends_at": end and factories.at(end)}
    return part(title_en="Talk", **{name: time or None for name, time in hours.items()})


WRONG = {
    "event without days": (
        Event,
        lambda: FORUM | {"first_day": None, "last_day": None},
        {"first_day": [NULL, REQUIRED], "last_day": [NULL, REQUIRED]},
    ),
    "event ends before it begins": (
        Event,
        lambda: FORUM | {"last_day": factories.DAY - dt.timedelta(days=1)},
        {"last_day": ["The last day is before the first day."]},
    ),
    "event with no name": (Event, lambda: FORUM | {"name_en": ""}, {"name_en": [ONE_LANGUAGE]}),
    **{
        f"event with an overlong {field}": (
            Event,
            lambda field=field: FORUM | {f"{field}_en": LONG},
            {f"{field}_en": [TOO_LONG.format(Event._meta.get_field(field).max_length)]},
        )
        for field in FIELDS_OF_FORUM
    },
    "everything overlong": (
        Event,
        lambda: FORUM | {f"{field}_fr": LONG for field in FIELDS_OF_FORUM},
        {
            f"{field}_fr": [TOO_LONG.format(Event._meta.get_field(field).max_length)]
            for field in FIELDS_OF_FORUM
        },
    ),
    "session ends before it starts": (
        Session,
        lambda: talk("10:00", "09:00"),
        {"ends_at": ["The end must be after the start."]},
    ),
    "session without a start": (
        Session,
        lambda: talk("", "10:00"),
        {"starts_at": ["Give both a start and an end, or neither."]},
    ),
    "session in another event's room": (
        Session,
        lambda: part(title_en="Talk", room=elsewhere("room")),
        {"room": ["This room belongs to another event."]},
    ),
    "session in another event's section": (
        Session,
        lambda: part(title_en="Talk", section=elsewhere("section")),
        {"section": ["This section belongs to another event."]},
    ),
    "session with another event's parts": (
        Session,
        lambda: part(title_en="Talk", **{n: elsewhere(n) for n in ("section", "track", "room")}),
        {
            "section": ["This section belongs to another event."],
            "track": ["This theme belongs to another event."],
            "room": ["This room belongs to another event."],
        },
    ),
    "session with no title": (Session, lambda: part(title_en=""), {"title_en": [ONE_LANGUAGE]}),
    "session with an overlong title": (
        Session,
        lambda: part(title_ar=LONG),
        {"title_ar": [TOO_LONG.format(200)]},
    ),
    "room with no name": (Room, part, {"name_en": [ONE_LANGUAGE]}),
    "room with an overlong name": (
        Room,
        lambda: part(name_en=LONG),
        {"name_en": [TOO_LONG.format(200)]},
    ),
    "section with no title": (Section, part, {"title_en": [ONE_LANGUAGE]}),
}

every_wrong_row = pytest.mark.parametrize("case", WRONG)


def as_typed(fields: dict) -> dict[str, str]:
    """The values as a form sends them; a moment as a date and a time."""
    typed = {}
    for name, value in fields.items():
        if name in {"starts_at", "ends_at"}:
            typed[f"{name}_0"] = f"{value:%Y-%m-%d}" if value else ""
            typed[f"{name}_1"] = f"{value:%H:%M}" if value else ""
        else:
            typed[name] = str(getattr(value, "pk", value) or "")
    return typed


def beside(page) -> dict[str, list[str]]:
    """The error messages on the page, by field."""
    return {
        line["id"].removeprefix("id_").removesuffix("_error"): [
            sentence.get_text(strip=True) for sentence in line.select("li")
        ]
        for line in page.select(".errorlist")
    }


@every_wrong_row
def test_a_wrong_row_is_refused_with_one_sentence_for_each_field(case):
    model, make, sentences = WRONG[case]

    with pytest.raises(ValidationError) as raised:
        model(**make()).full_clean()

    assert raised.value.message_dict == {name: said[:1] for name, said in sentences.items()}


@every_wrong_row
def test_the_admin_says_it_beside_the_field_and_nowhere_else(staff, case):
    model, make, sentences = WRONG[case]
    address = f"/admin/programme/{model._meta.model_name}/add/"
    form = filled(read(staff.get(address)))

    with timezone.override("Africa/Casablanca"):
        answer = staff.post(address, {**form, **as_typed(make())})

    assert answer.status_code == 200
    assert beside(read(answer)) == {name: said[-1:] for name, said in sentences.items()}
