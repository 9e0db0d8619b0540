"""Queries on sessions: by visibility, time, place and words."""

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery, Window
from django.db.models.functions import Lag, Lead

from content.search import SearchableQuerySet
from content.translations import columns, without_text
from programme.models.kinds import SessionKind
from programme.models.public_changes import PublicChange, PublicChangeKind
from programme.models.rooms import Room
from programme.models.sections import Section
from programme.models.visibility import public_session, public_status

AGENDA_ORDER = (
    F("starts_at").asc(nulls_last=True),
    F("section__position").asc(nulls_last=True),
    F("section_id").asc(nulls_last=True),
    F("room__position").asc(nulls_last=True),
    "position",
    "pk",
)
"""By time, then section and staff order; sessions without a time come after the others."""
MOST_NEAR = 8
"""How many sessions of a section or at the same time are looked for beside one."""


class SessionQuerySet(SearchableQuerySet):
    def public(self):
        """Published and cancelled sessions of published and archived events."""
        return self.filter(public_session())

    def shown(self):
        """The public ones of an event that is known to be public: without asking whether it is."""
        return self.filter(public_status())

    def in_room(self, room: Room):
        return self.filter(room=room)

    def in_section(self, section: Section):
        return self.filter(section=section)

    def timed(self):
        return self.filter(starts_at__isnull=False)

    def on(self, day: dt.date, zone: dt.tzinfo):
        """Those of which a part is on this day in the zone."""
        midnight = dt.datetime.combine(day, dt.time(), zone)
        next_midnight = midnight + dt.timedelta(days=1)
        return self.filter(starts_at__lt=next_midnight).filter(
            Q(ends_at__gt=midnight) | Q(starts_at__gte=midnight)
        )

    def with_keys(self, keys: Iterable[int]):
        return self.filter(pk__in=list(keys))

    def with_speaker(self, slug: str):
        """Those in which this person takes part."""
        parts = self._contributions().taking_part().filter(speaker__slug=slug)
        return self.filter(pk__in=parts.values("session"))

    def not_over(self, now: dt.datetime):
        return self.filter(ends_at__gt=now)

    def with_summary(self):
        return self.exclude(without_text("summary"))

    def near(self, session):
        """Those before and after it, at its time and in its section; no breaks."""
        others = self.exclude(Q(pk=session.pk) | Q(kind=SessionKind.BREAK))
        near = others._around(session) if session.starts_at else [self._beside_untimed(session)]
        if session.section_id:
            in_section = others.filter(section=session.section_id)
            near.append(in_section.in_agenda_order()[:MOST_NEAR])
        found = Q()
        for rows in near:
            found |= Q(pk__in=rows.values("pk"))
        return others.filter(found)

    def _around(self, session) -> list:
        """The last that end before it, the first that start after it, and those at its time."""
        start, end = session.starts_at, session.ends_at
        before = self.filter(ends_at__lte=start).order_by("-starts_at", "-pk")
        after = self.filter(starts_at__gte=end).in_agenda_order()
        beside = self.filter(starts_at__lt=end, ends_at__gt=start).in_agenda_order()
        near = [before[:MOST_NEAR], after[:MOST_NEAR], beside[:MOST_NEAR]]
        if session.room_id:
            near += [rows.filter(room=session.room_id)[:1] for rows in (before, after)]
        return near

    def _beside_untimed(self, session):
        """The two beside it in agenda order, among those without a time."""
        numbered = (
            self.filter(starts_at=None)
            .exclude(kind=SessionKind.BREAK)
            .annotate(
                before=Window(Lag("pk"), order_by=AGENDA_ORDER),
                after=Window(Lead("pk"), order_by=AGENDA_ORDER),
            )
        )
        return numbered.filter(Q(before=session.pk) | Q(after=session.pk))

    def in_agenda_order(self):
        return self.order_by(*AGENDA_ORDER)

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

    def with_channels_and_organizers(self):
        """A row for each channel of a session and each organizer of its event: a few at most.

        Two more queries for a single page would cost more than texts that are read again.
        """
        organizers = Q(event__partnerships__role="organizer")
        names = {
            f"organizer_{column}": F(f"organizers__organization__{column}")
            for column in columns("name")
        }
        return self.annotate(
            channel=F("channels__pk"),
            channel_language=F("channels__language"),
            channel_number=F("channels__number"),
            channel_url=F("channels__url"),
            organizers=FilteredRelation("event__partnerships", condition=organizers),
            organizer=F("organizers__pk"),
            **names,
        ).order_by("channels__position", "channel", "organizers__position", "organizer")

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

    def _contributions(self) -> models.QuerySet:
        return self.model.contributions.rel.related_model.objects.all()
