from django.core.management import BaseCommand

from forum.demo import first_forum


class Command(BaseCommand):
    help = (
        "Loads the first forum (20 November 2020) from its data file. Can be repeated: it restores "
        "the texts in the file, and keeps addresses that staff changed and rows that they added."
    )

    def handle(self, **options):
        event = first_forum.load()
        self.stdout.write(f"{event}: {event.sessions.count()} sessions.")
