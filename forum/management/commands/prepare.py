from django.core.management import BaseCommand, CommandError
from django.db import OperationalError

from forum import bootstrap


class Command(BaseCommand):
    help = "Makes the site ready to serve: the database, the first forum, the first account."

    def handle(self, **options):
        try:
            bootstrap.migrate()
        except OperationalError as error:
            raise CommandError("DATABASE_URL: this database does not answer.") from error
        if bootstrap.load_first_forum():
            self.stdout.write("The first forum was loaded.")
        if password := bootstrap.create_account():
            self.stdout.write(f"Staff account: {bootstrap.ACCOUNT}, password: {password}")
            self.stdout.write("The password is shown this once: keep it, or change it in /admin/.")
