"""Counts what the public sees of events: in one query for one event, and in one for all of them."""

from django.db.models import (
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from programme.models import (
    Contribution,
    Event,
    Partnership,
    Session,
    SessionKind,
    SessionStatus,
)
from programme.models.contributions import ContributionQuerySet
from programme.models.events import EventQuerySet
from programme.pages.figures import Counts
from speakers.models import Organization

NAMES = ("sessions", "speakers", "organizations")


def count_event(event: Event) -> Counts:
    """Without its sections and languages, which its outline tells."""
    [counts] = counted(Event.objects.filter(pk=event.pk)).values_list(
        *(f"{name}_count" for name in NAMES)
    )
    days = (event.last_day - event.first_day).days + 1
    return Counts(days=days, **dict(zip(NAMES, counts, strict=True)))


def counted(events: EventQuerySet) -> EventQuerySet:
    """The events, each with `<name>_count`."""
    return events.annotate(
        sessions_count=_count(_sessions()),
        speakers_count=_count(_parts(OuterRef("pk")), of="speaker_id"),
        organizations_count=_count(_organizations()),
    )


def short_counts(event: Event) -> Counts:
    """Those of an event that `counted()` has loaded."""
    return Counts(**{name: getattr(event, f"{name}_count") for name in NAMES})


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


def _count(rows: QuerySet, *, of: str = "pk") -> Subquery:
    counting = Func(F(of), template="COUNT(DISTINCT %(expressions)s)", output_field=IntegerField())
    return Subquery(rows.order_by().annotate(found=counting).values("found"))
