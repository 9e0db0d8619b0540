from django.conf import settings
from django.core.checks import Tags
from django.core.management import BaseCommand, CommandError
from django.db import OperationalError

from forum import bootstrap


class Command(BaseCommand):
    help = (
        "Prepares the site: migrates the database, fills the search columns, loads the first forum "
        "if there are no events, and creates a staff account if there is none."
    )

    # Those that look at the machine. Those that look at the code are asked before a release.
    requires_system_checks = (Tags.compatibility,)

    def handle(self, **options):
        try:
            bootstrap.make_database_private()
            bootstrap.migrate()
        except OperationalError as error:
            raise CommandError("The database named in DATABASE_URL does not answer.") from error
        bootstrap.fill_search_text()
        if bootstrap.load_first_forum():
            self.stdout.write("The first forum was loaded.")
        if password := bootstrap.create_account():
            self.welcome(password)

    def welcome(self, password: str) -> None:
        """Print what the installer must do next; later the admin names what is missing."""
        self.stdout.write(f"Staff account: {settings.STAFF_USERNAME}, password: {password}")
        self.stdout.write(
            "The password is shown only here. Log in at /admin/ and choose another one."
        )
        if missing := bootstrap.missing_of_identity():
            self.stdout.write(f"The site does not say yet: {missing}.")
            self.stdout.write("Add it at /admin/forum/identity/")
