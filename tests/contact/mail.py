"""Mail in the queue, for the tests that send it."""

from forum.contact.models import Letter, OutgoingMail
from tests import factories


def queue_confirmations(count: int) -> None:
    for number in range(count):
        message = factories.message(email=f"sender{number}@example.org")
        mail = OutgoingMail.objects.create(
            recipients=message.email,
            subject="Subject",
            body="Body",
            message_id=f"<{message.pk}@forum.example>",
        )
        Letter.objects.create(message=message, kind="confirmation", mail=mail)
