from django.core.management import BaseCommand, CommandError
from django.db import OperationalError

from forum import first_run


class Command(BaseCommand):
    help = "Makes the site ready to serve: the database, the first forum, the first account."

    def handle(self, **options):
        try:
            first_run.migrate()
        except OperationalError as error:
            raise CommandError("DATABASE_URL: this database does not answer.") from error
        if first_run.load_first_forum():
            self.stdout.write("The first forum was loaded.")
        if password := first_run.create_account():
            self.stdout.write(f"Staff account: {first_run.ACCOUNT}, password: {password}")
            self.stdout.write("The password is shown this once: keep it, or change it in /admin/.")
