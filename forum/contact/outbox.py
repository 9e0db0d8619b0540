"""The queue of outgoing mail for the rest of the site: e-mails that are about no message."""

from forum.contact.models import OutgoingMail

AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def queue_private(recipient: str, subject: str, body: str) -> None:
    """Queue a mail in the current transaction; only its recipient ever reads its text."""
    OutgoingMail.objects.create(
        recipients=recipient, subject=subject, body=body, headers=AUTOMATIC, is_private=True
    )
