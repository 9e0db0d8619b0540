"""What is kept of somebody, wherever it lies: found, handed over, deleted.

A message takes its notes, its steps and its letters with it. What hangs less tightly is found here:
the mails in the queue with what the server said of them, and the admin's own log.
"""

import datetime as dt
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.forms.models import model_to_dict

from forum.contact.models import Erasure, Message, OutgoingMail


class Found(NamedTuple):
    """All that is kept of some messages."""

    messages: models.QuerySet
    mails: models.QuerySet
    log: models.QuerySet

    def counts(self) -> dict[str, int]:
        return {
            "messages": self.messages.count(),
            "mails": self.mails.count(),
            "log entries": self.log.count(),
        }


def expired(today: dt.date) -> Found:
    """What belongs to messages whose day to be deleted has come."""
    return _found(Message.objects.filter(purge_date__lte=today), Q())


def of_address(address: str) -> Found:
    """What came from an address, or went to it."""
    to_or_from = Q(recipients__iexact=address) | Q(**{"headers__Reply-To__iexact": address})
    return _found(Message.objects.from_address(address), to_or_from)


@transaction.atomic
def erase(found: Found, reason: str) -> Erasure | None:
    """Delete all of it, and remember how much it was; nothing where there is nothing."""
    counts = found.counts()
    if not any(counts.values()):
        return None
    # Each list is read before its rows go: the later ones are found through the earlier.
    message_ids = list(found.messages.values_list("pk", flat=True))
    mail_ids = list(found.mails.values_list("pk", flat=True))
    found.log.delete()
    Message.objects.filter(pk__in=message_ids).delete()
    OutgoingMail.objects.filter(pk__in=mail_ids).delete()
    return Erasure.objects.create(reason=reason, messages=counts["messages"], mails=counts["mails"])


def as_data(found: Found) -> dict[str, list[dict]]:
    """All of it as plain data, for whoever it is about."""
    messages = found.messages.prefetch_related("notes", "steps", "letters").order_by("pk")
    return {
        "messages": [_message(message) for message in messages],
        "mails": [_mail(mail) for mail in found.mails.order_by("pk")],
    }


def _found(messages: models.QuerySet, further_mails: Q) -> Found:
    mails = OutgoingMail.objects.filter(Q(letter__message__in=messages) | further_mails)
    entries = _entries(Message, messages) | _entries(OutgoingMail, mails)
    return Found(messages, mails, LogEntry.objects.filter(entries))


def _entries(model: type[models.Model], rows: models.QuerySet) -> Q:
    """The entries of the admin's log about some rows; it keeps their numbers as texts."""
    kind = ContentType.objects.get_for_model(model)
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    return Q(content_type=kind, object_id__in=ids)


def _message(message: Message) -> dict:
    data = model_to_dict(message, exclude=["assignee"])
    return data | {
        "reference": message.reference,
        "received_at": message.received_at,
        "notes": [{"written": note.written_at, "text": note.text} for note in message.notes.all()],
        "history": [{"when": step.made_at, "state": step.state} for step in message.steps.all()],
        "letters": [
            {"written": letter.written_at, "kind": letter.kind, "text": letter.text}
            for letter in message.letters.all()
        ],
    }


def _mail(mail: OutgoingMail) -> dict:
    return model_to_dict(mail, exclude=["id"])
