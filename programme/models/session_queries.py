"""Queries on sessions: by visibility, time, place and words."""

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery

from content.search import SEARCH_COLUMNS, SearchableQuerySet
from content.translations import every_column
from programme.models.kinds import SessionKind
from programme.models.public_changes import PublicChange, PublicChangeKind
from programme.models.rooms import Room
from programme.models.sections import Section
from programme.models.visibility import public_session


class SessionQuerySet(SearchableQuerySet):
    def public(self):
        """Published and cancelled sessions of published and archived events."""
        return self.filter(public_session())

    def in_room(self, room: Room):
        return self.filter(room=room)

    def in_section(self, section: Section):
        return self.filter(section=section)

    def timed(self):
        return self.filter(starts_at__isnull=False)

    def on(self, day: dt.date, zone: dt.tzinfo):
        """Those that start on this day in the zone."""
        midnight = dt.datetime.combine(day, dt.time(), zone)
        return self.filter(starts_at__gte=midnight, starts_at__lt=midnight + dt.timedelta(days=1))

    def not_over(self, now: dt.datetime):
        return self.filter(ends_at__gt=now)

    def around(self, session):
        """Those in its room within a day of it, and those elsewhere at its time; no breaks."""
        if session.starts_at is None:
            return self.none()
        near = Q(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at)
        if session.room_id:
            day = dt.timedelta(days=1)
            at = session.starts_at
            near |= Q(room=session.room_id, starts_at__gt=at - day, starts_at__lt=at + day)
        others = self.timed().filter(near).exclude(Q(pk=session.pk) | Q(kind=SessionKind.BREAK))
        return others.in_brief()

    def in_agenda_order(self):
        """By time, then section and staff order; sessions without a time come after the others."""
        return self.order_by(
            F("starts_at").asc(nulls_last=True),
            F("section__position").asc(nulls_last=True),
            "section_id",
            F("room__position").asc(nulls_last=True),
            "position",
            "pk",
        )

    def matches_word(self, word: str) -> Q:
        """In its own texts, or in the name of somebody who takes part, or of their organization."""
        people = self._contributions().taking_part().filter(session=OuterRef("pk"))
        return super().matches_word(word) | Exists(people.name_contains(word))

    def by_relevance(self, text: str):
        start = F("starts_at").asc(nulls_last=True)
        order = ("-event__first_day", "-event_id", start, "position", "pk")
        return self.title_matches_first(text, *order)

    def with_people(self):
        """With the contributions in protocol order, withdrawn ones too, in one query for all."""
        people = self._contributions().with_names().in_protocol_order()
        return self.prefetch_related(Prefetch("contributions", people))

    def with_places(self):
        return self.select_related("event", "section", "room", "track")

    def with_former_start(self):
        """With the start before the last change of it that readers were told of."""
        moves = PublicChange.objects.filter(
            session=OuterRef("pk"),
            event=OuterRef("event"),
            kind=PublicChangeKind.TIME,
            starts_at=OuterRef("starts_at"),
        )
        last = moves.order_by("-at", "-pk").values("former_starts_at")[:1]
        return self.annotate(former_starts_at=Subquery(last))

    def in_brief(self):
        """With the room, and without people and long texts."""
        return self.select_related("room").defer(
            *every_column("abstract"),
            *every_column("summary"),
            *every_column("directions", of="room"),
            *SEARCH_COLUMNS,
            "stale",
        )

    def _contributions(self) -> models.QuerySet:
        return self.model.contributions.rel.related_model.objects.all()
