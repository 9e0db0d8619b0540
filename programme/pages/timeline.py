"""Loads the line of forums: their numbers and some faces, in two queries for any number of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import Coalesce, RowNumber

from content.translations import read_columns
from programme.models import Contribution, Event
from programme.pages.event import EventState, event_state
from programme.pages.figures import Figure, short_figures
from programme.pages.figures_loading import counted, short_counts
from speakers.faces import Face
from speakers.stored_faces import FACE_COLUMNS, stored_face

MOST_FACES = 8
PARTS_READ = 4
"""For each face to be shown: some people have several parts."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A forum on the line."""

    event: Event
    state: EventState
    figures: list[Figure]
    faces: list[Face]


def load_timeline(now: dt.datetime) -> list[Stop]:
    """All public forums, the latest first."""
    events = list(counted(Event.objects.public().latest_first()))
    faces = _faces_of(events)
    return [
        Stop(
            event=event,
            state=event_state(event, now),
            figures=short_figures(short_counts(event)),
            faces=faces[event.pk],
        )
        for event in events
    ]


def _faces_of(events: Iterable[Event]) -> dict[int, list[Face]]:
    """Some people with photos, by the key of the event, in the order of the programme."""
    event = Coalesce("session__event_id", "section__event_id", "event_id")
    parts = Contribution.objects.public().taking_part().exclude(speaker__photo="")
    place = Window(RowNumber(), partition_by=event, order_by=["position", "pk"])
    first = parts.annotate(at=event, place=place).filter(place__lte=MOST_FACES * PARTS_READ)
    rows = read_columns(first.order_by(F("at"), "place"), "at", *FACE_COLUMNS)
    found: dict[int, dict[int, Face]] = defaultdict(dict)
    for at, number, *rest in rows:
        found[at].setdefault(number, stored_face("", number, *rest))
    return {event.pk: [*found[event.pk].values()][:MOST_FACES] for event in events}
