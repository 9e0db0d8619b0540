from django.core.management import BaseCommand

from forum import first_run


class Command(BaseCommand):
    help = "Makes the site ready to serve: the database, the first forum, the first account."

    def handle(self, **options):
        first_run.migrate()
        if first_run.load_first_forum():
            self.stdout.write("The first forum was loaded.")
        if password := first_run.create_account():
            self.stdout.write(f"Staff account: {first_run.ACCOUNT}, password: {password}")
            self.stdout.write("The password is shown this once: keep it, or change it in /admin/.")
