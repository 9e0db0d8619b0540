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
    Value,
)

from content.translations import read_columns
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

NOTHING = Value(None, output_field=IntegerField())
NAMES = ("sessions", "speakers", "organizations")


def count_event(event: Event, parts: ContributionQuerySet) -> Counts:
    """Without its sections and languages, which its outline tells; of all `parts` in it.

    Reads keys and counts them here: Django takes longer to write the SQL of `counted()`.
    """
    sessions = read_columns(_sessions(event.pk).order_by(), NOTHING, NOTHING, _counting("pk"))
    people = read_columns(parts.taking_part(), "speaker_id", "organization_id", NOTHING)
    partners = read_columns(event.partnerships.order_by(), NOTHING, "organization_id", NOTHING)
    found = zip(*sessions.union(people, partners), strict=True)
    speakers, organizations, [held] = (set(column) - {None} for column in found)
    days = (event.last_day - event.first_day).days + 1
    return Counts(days, sessions=held, speakers=len(speakers), organizations=len(organizations))


def counted(events: EventQuerySet) -> EventQuerySet:
    """The events, each with `<name>_count`."""
    return events.annotate(
        sessions_count=_count(_sessions(OuterRef("pk"))),
        speakers_count=_count(_parts(OuterRef("pk")), of="speaker_id"),
        organizations_count=_count(_organizations()),
    )


def short_counts(event: Event) -> Counts:
    """Those of an event that `counted()` has loaded."""
    return Counts(**{name: getattr(event, f"{name}_count") for name in NAMES})


def _sessions(event: int | OuterRef) -> QuerySet:
    """The sessions that a public event holds; a break is none."""
    found = Session.objects.shown().filter(event=event)
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
    return Subquery(rows.order_by().annotate(found=_counting(of)).values("found"))


def _counting(of: str) -> Func:
    return Func(F(of), template="COUNT(DISTINCT %(expressions)s)", output_field=IntegerField())
