from argparse import ArgumentTypeError

from django.core.management import BaseCommand

from forum.contact import worker


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds < float("inf"):
        raise ArgumentTypeError("give a number of seconds above 0")
    return seconds


class Command(BaseCommand):
    help = (
        "Sends the mail that is due, and deletes rate-limit records older than a day. Any number "
        "of workers may run at the same time: each mail is sent only once."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--loop",
            type=_seconds,
            nargs="?",
            const=20,
            metavar="SECONDS",
            help="keep running: work every 20 seconds, or SECONDS, until SIGTERM or SIGINT",
        )

    def handle(self, *, loop: float | None, **options):
        for sent in worker.rounds(interval=loop) if loop is not None else [worker.work()]:
            if sent:
                self.stdout.write(f"{sent} sent.")
