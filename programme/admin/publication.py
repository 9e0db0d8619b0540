"""What becomes public with the programme of an event, and publishing it as one act."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from content.translations import missing_translation
from programme.conflicts import Conflict, Planned, clashes_of
from programme.conflicts.loading import conflicts_among
from programme.models import Contribution, Event, Partnership, Session, SessionStatus
from programme.models.visibility import PUBLIC_SESSION_STATUSES
from speakers.models import Organization, Speaker

TEXTS = ("title", "abstract")
"""The texts of sessions whose translations readers miss most."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many sessions of a day become public, are public already, and stay drafts."""

    day: dt.date | None
    """None for sessions without a time."""
    new: int = 0
    staying: int = 0
    drafts: int = 0


@dataclass(frozen=True)
class Publication:
    """The sessions of an event as they are, and which of its drafts are to be published."""

    event: Event
    sessions: Sequence[Planned]
    left_out: Collection[int] = ()
    """Drafts that stay drafts."""
    with_unplaced: bool = False
    """Whether drafts without a time are published too."""
    with_event: bool = True
    """Whether an event that is a draft is published too."""

    @cached_property
    def drafts(self) -> list[Planned]:
        return [one for one in self.sessions if one.status == SessionStatus.DRAFT]

    @cached_property
    def unplaced(self) -> list[Planned]:
        """Drafts without a time, if others have one: they are probably not ready."""
        if not any(one.starts_at for one in self.sessions):
            return []
        return [one for one in self.drafts if not one.starts_at]

    @cached_property
    def chosen(self) -> dict[int, Planned]:
        """The drafts to be published, by primary key."""
        waiting = () if self.with_unplaced else {one.pk for one in self.unplaced}
        kept = {*self.left_out, *waiting}
        return {one.pk: one for one in self.drafts if one.pk not in kept}

    @property
    def publishes_event(self) -> bool:
        return self.with_event and not self.event.is_public

    @property
    def is_visible(self) -> bool:
        """Whether readers see anything of it afterwards."""
        return self.with_event or self.event.is_public

    @property
    def is_empty(self) -> bool:
        return not self.chosen and not self.publishes_event

    @cached_property
    def after(self) -> list[Planned]:
        """The sessions that readers see afterwards, as they are then."""
        published = [
            replace(one, status=SessionStatus.PUBLISHED) if one.pk in self.chosen else one
            for one in self.sessions
        ]
        return [one for one in published if one.status in PUBLIC_SESSION_STATUSES]

    @cached_property
    def new(self) -> list[Planned]:
        """Those of them that they do not see now."""
        if not self.event.is_public:
            return self.after
        return [one for one in self.after if one.pk in self.chosen]

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Those among all that is public afterwards that touch what is new."""
        new = {one.pk for one in self.new}
        found = conflicts_among(self.after, self.event)
        return [conflict for conflict in found if not new.isdisjoint(conflict.keys)]

    @property
    def clashes(self) -> list[Conflict]:
        return clashes_of(self.conflicts)

    def days(self) -> list[DayCount]:
        """Of each day with sessions, in order; sessions without a time last."""
        new = {one.pk for one in self.new}
        seen = {one.pk for one in self.after} - new
        counts: dict[dt.date | None, Counter] = {}
        for one in self.sessions:
            day = self.event.local_date(one.starts_at) if one.starts_at else None
            state = "new" if one.pk in new else "staying" if one.pk in seen else "drafts"
            counts.setdefault(day, Counter())[state] += 1
        ordered = sorted(counts, key=lambda day: (day is None, day))
        return [DayCount(day, **counts[day]) for day in ordered]

    def missing_translations(self) -> dict[tuple[str, str], int]:
        """How many of the new sessions lack a text in a language, by field and language."""
        wanted = {
            f"missing_{field}_{language}": (field, language)
            for field in TEXTS
            for language in settings.MODELTRANSLATION_LANGUAGES
        }
        new = Session.objects.filter(pk__in=[one.pk for one in self.new]).order_by()
        counts = new.aggregate(
            **{n: Count("pk", filter=missing_translation(*names)) for n, names in wanted.items()}
        )
        return {names: counts[n] for n, names in wanted.items() if counts[n]}

    def new_people(self) -> QuerySet[Speaker]:
        """The people who become public."""
        people = Speaker.objects.filter(pk__in=self._new_parts().values("speaker"))
        return people.exclude(pk__in=Speaker.objects.public().values("pk"))

    def new_organizations(self) -> QuerySet[Organization]:
        parts = self._new_parts()
        named = Q(pk__in=parts.values("organization"))
        named |= Q(pk__in=parts.values("speaker__organization"))
        if self.publishes_event:
            partners = Partnership.objects.filter(event=self.event)
            named |= Q(pk__in=partners.values("organization"))
        public = Organization.objects.public().values("pk")
        return Organization.objects.filter(named).exclude(pk__in=public)

    def _new_parts(self) -> QuerySet[Contribution]:
        """The parts in sessions that become public, in their sections, and in the event."""
        new = Session.objects.filter(pk__in=[one.pk for one in self.new])
        which = Q(session__in=new) | Q(section__in=new.values("section"))
        if self.publishes_event:
            which |= Q(event=self.event)
        return Contribution.objects.filter(which)
