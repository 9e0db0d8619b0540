import sys

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from programme.conflicts import Conflict
from programme.conflicts.loading import event_conflicts
from programme.conflicts.words import SEVERITY_LABELS, in_words
from programme.models import Event


class Command(BaseCommand):
    help = (
        "Lists the conflicts of an event's programme, the most severe first: double bookings as "
        "“Conflict”, what to check as “Warning”, and hints. Without an address of an event it "
        "looks at every event that is not over. The exit code is 1 if there is a double booking."
    )

    def add_arguments(self, parser):
        parser.add_argument("event", nargs="?", help="the event's address, such as showcase")

    def handle(self, *, event: str | None, **options):
        conflicts = [one for each in _events(event) for one in self._check(each)]
        if any(conflict.is_clash for conflict in conflicts):
            sys.exit(1)

    def _check(self, event: Event) -> list[Conflict]:
        conflicts = event_conflicts(event)
        self.stdout.write(f"{event} ({event.slug}): {len(conflicts) or 'nothing'} found")
        for one in conflicts:
            label = SEVERITY_LABELS[one.severity]
            self.stdout.write(f"{label}: {in_words(one, event.zone)}")
        return conflicts


def _events(slug: str | None) -> list[Event]:
    if slug is None:
        now = timezone.now()
        return [event for event in Event.objects.latest_first() if event.over_at > now]
    if event := Event.objects.filter(slug=slug).first():
        return [event]
    raise CommandError(f"There is no event “{slug}”.")
