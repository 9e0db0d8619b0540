"""The mail that tells staff of a message: queued in the message's own transaction, sent later."""

import logging

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from post_office import mail

from forum.contact.models import Message

logger = logging.getLogger(__name__)


def queue_notice(message: Message) -> None:
    """Put one mail for all recipients into the queue; without recipients there is none.

    A mail that the queue refuses is logged as an error and never undoes the message itself.
    """
    if not settings.CONTACT_RECIPIENTS:
        return
    try:
        mail.send(
            settings.CONTACT_RECIPIENTS,
            settings.DEFAULT_FROM_EMAIL,
            subject=_subject(message),
            message=_body(message),
            headers={"Reply-To": message.email},
        )
    except ValidationError:
        logger.exception("The notice of message %s was refused by the mail queue.", message.pk)


def _subject(message: Message) -> str:
    # Isolated, so that a name in Arabic does not reorder the words around it.
    return _("Message from %(name)s: %(topic)s") % {
        "name": f"\u2068{' '.join(message.name.split())}\u2069",
        "topic": f"\u2068{message.get_topic_display()}\u2069",
    }


def _body(message: Message) -> str:
    address = settings.SITE_URL + reverse("admin:contact_message_change", args=[message.pk])
    lines = [
        _("Name: %(name)s") % {"name": message.name},
        _("E-mail: %(email)s") % {"email": message.email},
        _("Organization: %(organization)s") % {"organization": message.organization or "–"},
        _("Topic: %(topic)s") % {"topic": message.get_topic_display()},
        "",
        message.text,
        "",
        _("Read and answer it here: %(address)s") % {"address": address},
    ]
    return "\n".join(lines)
