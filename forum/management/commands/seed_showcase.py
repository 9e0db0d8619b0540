from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError

from forum.demo import showcase


class Command(BaseCommand):
    help = (
        "Makes an invented event with everything in it, at /en/events/showcase/, for tests and "
        "measures. It can be repeated: the event is made anew, the same each time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--sessions", type=int, default=300, help="drafts included")
        parser.add_argument("--speakers", type=int, default=200)

    def handle(self, *, sessions: int, speakers: int, **options):
        try:
            event = showcase.load(sessions=sessions, speakers=speakers)
        except ValueError as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{event}: {sessions} sessions, {speakers} speakers.")
