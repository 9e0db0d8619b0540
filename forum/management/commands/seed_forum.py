from django.core.management import BaseCommand

from forum.demo import first_forum


class Command(BaseCommand):
    help = (
        "Loads the first forum (20 November 2020) from its data file. It can be repeated: what the "
        "file names is put back as the file has it; addresses that staff have changed, and what "
        "they added besides, stay."
    )

    def handle(self, **options):
        event = first_forum.load()
        self.stdout.write(f"{event}: {event.sessions.count()} sessions.")
