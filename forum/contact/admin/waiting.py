"""What of the inbox needs attention, as links on the first page of the admin."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.contact.admin.unread import unread_messages
from forum.contact.models import OutgoingMail
from forum.contact.models.mail import Backlog
from forum.contact.models.messages import Unread


def inbox_lines(request: HttpRequest) -> list[tuple[str, str]]:
    """Texts with addresses; none for staff who may not read messages."""
    if not request.user.has_perm("contact.view_message"):
        return []
    backlog = OutgoingMail.objects.backlog(timezone.now())
    unread = unread_messages(request)
    mail = [*_failed_mail(backlog.failed), *_waiting_mail(backlog)]
    return [*mail, *_unread(unread), *_suspected_spam(unread.suspected)]


def undelivered_lines(request: HttpRequest) -> list[tuple[str, str]]:
    """For the head of the inbox: what the sender or a team has not received."""
    if not request.user.has_perm("contact.view_outgoingmail"):
        return []
    return _failed_mail(OutgoingMail.objects.backlog(timezone.now()).failed)


def _failed_mail(count: int) -> list[tuple[str, str]]:
    if not count:
        return []
    text = ngettext(
        "%(count)d e-mail could not be delivered.",
        "%(count)d e-mails could not be delivered.",
        count,
    ) % {"count": count}
    return [(text, reverse("admin:contact_outgoingmail_changelist") + "?sent=attention")]


def _waiting_mail(backlog: Backlog) -> list[tuple[str, str]]:
    if not (backlog.is_alarming or backlog.is_late):
        return []
    text = ngettext(
        "Mail is not being sent: %(count)d e-mail has been waiting for %(age)s.",
        "Mail is not being sent: %(count)d e-mails are waiting, the oldest for %(age)s.",
        backlog.waiting,
    ) % {"count": backlog.waiting, "age": timesince(backlog.oldest, backlog.now, depth=1)}
    return [(text, reverse("admin:contact_outgoingmail_changelist"))]


def _unread(unread: Unread) -> list[tuple[str, str]]:
    count, oldest = unread.count, unread.oldest
    if not count:
        return []
    text = ngettext(
        "%(count)d unread message, %(age)s old",
        "%(count)d unread messages, the oldest %(age)s old",
        count,
    ) % {"count": count, "age": timesince(oldest, depth=1)}
    return [(text, _inbox_address("unread"))]


def _suspected_spam(count: int) -> list[tuple[str, str]]:
    if not count:
        return []
    text = _("Unread suspected spam: %(count)d") % {"count": count}
    return [(text, _inbox_address("suspected"))]


def _inbox_address(folder: str) -> str:
    return reverse("admin:contact_message_changelist") + f"?folder={folder}"
