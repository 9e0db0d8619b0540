from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from forum.demo import showcase


class Command(BaseCommand):
    help = (
        "Creates an invented event with everything a programme can have, at /en/events/showcase/, "
        "for tests and benchmarks. Can be repeated: it replaces the event with an identical one."
    )

    def add_arguments(self, parser):
        parser.add_argument("--sessions", type=int, default=300, help="sessions, including drafts")
        parser.add_argument(
            "--speakers", type=int, default=200, help="speakers, all of them public"
        )

    def handle(self, *, sessions: int, speakers: int, **options):
        try:
            event = showcase.load(sessions=sessions, speakers=speakers)
        except ValueError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{event}: {sessions} sessions, {speakers} speakers.")
