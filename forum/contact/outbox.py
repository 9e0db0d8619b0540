"""The queue of outgoing mail for the rest of the site: e-mails that are about no message."""

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from forum.contact.models import OutgoingMail, Team, Topic

AUTOMATIC = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def queue_private(recipient: str, subject: str, body: str) -> None:
    """Queue a mail in the current transaction; only its recipient ever reads its text."""
    OutgoingMail.objects.create(
        recipients=recipient, subject=subject, body=body, headers=AUTOMATIC, is_private=True
    )


class PersonalText(NamedTuple):
    recipient: str
    subject: str
    body: str


def queue_personal(texts: Iterable[PersonalText]) -> list[OutgoingMail]:
    """Queue a private mail for each, with one query; answers go to the team for speakers.

    A member of staff sends them, so they are not marked as automatic: if somebody is away, their
    mail program tells the team.
    """
    headers = {"Reply-To": _speakers_team()}
    return OutgoingMail.objects.bulk_create(
        OutgoingMail(
            recipients=text.recipient,
            subject=text.subject,
            body=text.body,
            headers=headers,
            is_private=True,
        )
        for text in texts
    )


def _speakers_team() -> str:
    return next(iter(Team.objects.addresses(Topic.SPEAKING)), settings.DEFAULT_FROM_EMAIL)


def failed_mail() -> QuerySet:
    """The mail that is not tried any more."""
    return OutgoingMail.objects.given_up()
