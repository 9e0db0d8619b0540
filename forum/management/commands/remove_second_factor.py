from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError

from forum.staff import second_factor
from forum.staff.security_log import log


class Command(BaseCommand):
    help = "Removes the second factor of an account whose owner has lost phone and recovery codes."

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, *, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError("There is no account with this username.")
        second_factor.turn_off(user)
        log("second_factor_off", user=user)
        self.stdout.write("The second factor was removed. The password is enough to log in now.")
