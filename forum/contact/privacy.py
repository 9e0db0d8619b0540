"""Finds, exports and deletes everything that is stored about a person.

Deleting a message deletes its notes, steps and letters. The rest is found here: e-mails in the
queue with the server's responses, and entries in the admin's log.
"""

import datetime as dt
from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.forms.models import model_to_dict

from forum.contact.models import Erasure, Message, OutgoingMail
from forum.staff.security_log import log


class PersonalData(NamedTuple):
    messages: models.QuerySet
    mails: models.QuerySet
    log: models.QuerySet

    def counts(self) -> dict[str, int]:
        return {
            "messages": self.messages.count(),
            "e-mails": self.mails.count(),
            "log entries": self.log.count(),
        }


def expired(today: dt.date) -> PersonalData:
    """Everything about messages whose retention period has ended."""
    return _about(Message.objects.filter(purge_date__lte=today), other_mails=Q())


def of_address(address: str) -> PersonalData:
    """Everything that came from an address or was sent to it."""
    to_or_from = Q(recipients__iexact=address) | Q(**{"headers__Reply-To__iexact": address})
    return _about(Message.objects.from_address(address), other_mails=to_or_from)


@transaction.atomic
def erase(data: PersonalData, reason: str) -> Erasure | None:
    """Delete all of it and record how much it was; returns nothing if there was nothing."""
    counts = data.counts()
    if not any(counts.values()):
        return None
    # Both lists are read first: mails are found through the messages that go before them.
    message_ids = list(data.messages.values_list("pk", flat=True))
    mail_ids = list(data.mails.values_list("pk", flat=True))
    data.log.delete()
    Message.objects.filter(pk__in=message_ids).delete()
    OutgoingMail.objects.filter(pk__in=mail_ids).delete()
    gone = {"messages": counts["messages"], "mails": counts["e-mails"]}
    log("personal_data_erased", reason=str(reason), **gone)
    return Erasure.objects.create(reason=reason, **gone)


def export(data: PersonalData) -> dict[str, list[dict]]:
    """All of it as plain values, for the person it is about."""
    log("personal_data_exported", format="json", messages=data.messages.count())
    messages = data.messages.prefetch_related("notes", "steps", "letters").order_by("pk")
    return {
        "messages": [_export_message(message) for message in messages],
        "mails": [_export_mail(mail) for mail in data.mails.order_by("pk")],
    }


def _about(messages: models.QuerySet, *, other_mails: Q) -> PersonalData:
    mails = OutgoingMail.objects.filter(Q(letter__message__in=messages) | other_mails)
    entries = _log_entries(Message, messages) | _log_entries(OutgoingMail, mails)
    return PersonalData(messages, mails, LogEntry.objects.filter(entries))


def _log_entries(model: type[models.Model], rows: models.QuerySet) -> Q:
    """Entries of the admin's log about rows; it stores their primary keys as text."""
    keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
    return Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)


def _export_mail(mail: OutgoingMail) -> dict:
    """Without the link of a private mail, which opens an account."""
    data = model_to_dict(mail, exclude=["id"])
    return data | {"body": ""} if mail.is_private else data


def _export_message(message: Message) -> dict:
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
