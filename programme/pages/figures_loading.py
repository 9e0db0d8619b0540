"""Counts what the public sees of events: in one query for one event, and in one for all of them."""

from functools import reduce
from operator import add

from django.db.models import (
    Case,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from programme.languages import SpokenLanguage
from programme.models import (
    Contribution,
    Event,
    Partnership,
    Section,
    Session,
    SessionKind,
    SessionStatus,
)
from programme.models.contributions import ContributionQuerySet
from programme.models.events import EventQuerySet
from programme.pages.figures import Counts
from speakers.models import Organization

SHORT = ("sessions", "speakers", "organizations")
WHOLE = (*SHORT, "sections", "languages")
LANGUAGE_COLUMNS = ("languages", "interpretation_languages")


def count_event(event: Event) -> Counts:
    [counts] = counted(Event.objects.filter(pk=event.pk), WHOLE).values_list(*_names(WHOLE))
    days = (event.last_day - event.first_day).days + 1
    return Counts(days=days, **dict(zip(WHOLE, counts, strict=True)))


def counted(events: EventQuerySet, names: tuple[str, ...] = SHORT) -> EventQuerySet:
    """The events, each with `<name>_count`."""
    counts = {
        "sections": _count(Section.objects.public().filter(event=OuterRef("pk"))),
        "sessions": _count(_sessions()),
        "speakers": _count(_parts(OuterRef("pk")), of="speaker_id"),
        "organizations": _count(_organizations()),
        "languages": _languages(),
    }
    return events.annotate(**{f"{name}_count": counts[name] for name in names})


def short_counts(event: Event) -> Counts:
    """Those of an event that `counted()` has loaded."""
    return Counts(**{name: getattr(event, f"{name}_count") for name in SHORT})


def _names(names: tuple[str, ...]) -> list[str]:
    return [f"{name}_count" for name in names]


def _sessions() -> QuerySet:
    """The sessions that the event around holds; a break is none."""
    found = Session.objects.public().filter(event=OuterRef("pk"))
    return found.exclude(kind=SessionKind.BREAK).exclude(status=SessionStatus.CANCELLED)


def _parts(event: OuterRef) -> ContributionQuerySet:
    of_event = Q(session__event=event) | Q(section__event=event) | Q(event=event)
    return Contribution.objects.public().taking_part().filter(of_event)


def _organizations() -> QuerySet:
    """Those with a role at the event, and those for which somebody speaks there."""
    event = OuterRef(OuterRef("pk"))
    partnerships = Partnership.objects.filter(event=event, organization=OuterRef("pk"))
    parts = _parts(event).filter(organization=OuterRef("pk"))
    return Organization.objects.filter(Exists(partnerships) | Exists(parts))


def _languages() -> Coalesce:
    """How many languages a session of the event is held in or interpreted into."""
    codes = Concat(*(Cast(name, TextField()) for name in LANGUAGE_COLUMNS))
    found = _sessions().order_by().annotate(codes=codes).values("event")
    each = (
        Max(Case(When(codes__contains=f'"{code}"', then=1), default=0))
        for code in SpokenLanguage.values
    )
    return Coalesce(Subquery(found.annotate(found=reduce(add, each)).values("found")), 0)


def _count(rows: QuerySet, *, of: str = "pk") -> Subquery:
    counting = Func(F(of), template="COUNT(DISTINCT %(expressions)s)", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(found=counting).values("found"))
