"""One of everything that pages are made of, in every state: rows that are never saved."""

import datetime as dt
from itertools import count

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.models import Page
from programme.models import Contribution, Document, Event, Room, Section, Session
from programme.people import NO_WORDS, Person, Standing
from speakers.models import Organization, Speaker
from speakers.translated import best_text

_numbers = count(1)

LONG = "Local Governments as an Integral Part of the Move Towards an Open State"
PROSE = """A paragraph with **weight**, *emphasis* and a [link](https://example.org/).

## A heading

- The first of two points.
- The second.

> What somebody said.
"""


class SampleForm(forms.Form):
    """Fields as they are at first; with data, as they come back."""

    name = forms.CharField(label=_("Your name"), error_messages={"required": _("Enter your name.")})
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("We use it to answer you, and for nothing else."),
        error_messages={"invalid": _("Enter an e-mail address like name@example.org.")},
    )


def samples() -> dict[str, object]:
    """What the pattern page shows, by the names that its template uses."""
    event = _event("Open Smart Regions", "Régions ouvertes et intelligentes", "جهات منفتحة وذكية")
    oecd = _organization("Organization for Economic Cooperation and Development", "OECD")
    council, only_arabic = (
        _organization("Regional Council"),
        _row(Organization, name_ar="جماعة تطوان"),
    )
    people = [
        _part(_speaker("Fatima El Hassani", honorific_en="Ms."), oecd, "President of the Region"),
        _part(_speaker("Pelé"), None, ""),
        _part(_row(Speaker, name_ar="نادية بن صالح"), only_arabic, "", role="moderator"),
    ]
    return {
        "event": event,
        "days_until": [1, 12],
        "sections": [_row(Section, event=event, title_en=title) for title in ("Commitments", LONG)],
        "people": people,
        "partners": [
            Standing("organizer", NO_WORDS, (council,)),
            Standing("partner", NO_WORDS, (oecd, council, only_arabic)),
        ],
        "sessions": _sessions(event, people),
        "documents": [
            _row(Document, title_en="What was said", kind="recording", url="https://example.org/"),
            _row(Document, title_fr="Les diapositives", kind="slides", language="fr"),
        ],
        "page": _row(Page, title_ar="المنهجيات", body_en=PROSE),
        "form": SampleForm(prefix="new"),
        "wrong_form": SampleForm({"wrong-email": "nobody"}, prefix="wrong"),
    }


def _sessions(event: Event, people: list[Contribution]) -> list[Session]:
    """A session in each state that a card can tell of."""
    room = _row(Room, event=event, name_en="Carthage", name_fr="Carthage", name_ar="قرطاج")
    hall = _row(Room, event=event, name_en="Hall", name_fr="Salle", name_ar="قاعة")
    return [
        _session(event, "Open budgets in practice", people[:1], room=room, hours=(9, 10)),
        _session(event, LONG, people, room=room, hours=(10, 12), kind="panel", format="online"),
        _session(event, "Moved away", [], status="cancelled", hours=(12, 13)),
        _session(event, "Full", [], room=room, former_room=hall, is_full=True, hours=(12, 13)),
        _session(event, "Lunch", [], kind="break", hours=(13, 14)),
        _session(event, "Past midnight", [], kind="social", hours=(23, 25)),
        _session(event, "At no time yet", people[2:]),
    ]


def _event(en: str, fr: str, ar: str) -> Event:
    day = dt.date(2027, 5, 4)
    return _row(
        Event,
        name_en=en,
        name_fr=fr,
        name_ar=ar,
        theme_en="Convergence for Openness",
        patronage_en="Under the patronage of nobody in particular",
        first_day=day,
        last_day=day + dt.timedelta(days=1),
        venue_name_en="House of the Region",
        attendance_mode="mixed",
    )


def _organization(name: str, acronym: str = "") -> Organization:
    return _row(Organization, name_en=name, acronym_en=acronym)


def _speaker(name: str, **fields) -> Speaker:
    return _row(Speaker, name_en=name, **fields)


def _part(speaker: Speaker, organization: Organization | None, function: str, **fields):
    fields = {"speaker": speaker, "organization": organization, "function_en": function} | fields
    return _row(Contribution, **fields)


def _session(event: Event, title: str, people: list, *, hours=(), **fields) -> Session:
    midnight = dt.datetime.combine(event.first_day, dt.time(), event.zone)
    for field, hour in zip(("starts_at", "ends_at"), hours, strict=False):
        fields[field] = midnight + dt.timedelta(hours=hour)
    session = _row(Session, event=event, title_en=title, **fields)
    session.people = [_person(part) for part in people]
    session.has_recording = not people
    return session


def _person(part: Contribution) -> Person:
    return Person(
        honorific=best_text(part.speaker, "honorific"),
        name=best_text(part.speaker, "name"),
        role="" if part.is_plain else part.get_role_display(),
        function=best_text(part, "function"),
        organization=best_text(part.organization, "name") if part.organization else NO_WORDS,
    )


def _row(model: type[models.Model], **fields) -> models.Model:
    number = next(_numbers)
    if any(field.name == "slug" for field in model._meta.fields):
        fields = {"slug": f"sample-{number}"} | fields
    return model(pk=number, **fields)
