from django.core.management import BaseCommand
from django.utils import timezone

from forum.contact import outbox
from forum.contact.models import Attempt


class Command(BaseCommand):
    help = (
        "Sends the mail that is due, and forgets who wrote more than a day ago. Run it every "
        "twenty seconds, in as many places as you like: no mail is sent twice."
    )

    def handle(self, **options):
        Attempt.objects.expired(timezone.now()).delete()
        sent = outbox.send_waiting()
        if sent:
            self.stdout.write(f"{sent} sent.")
