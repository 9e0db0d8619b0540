"""The inbox on the first page of the admin: links to what needs attention."""

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.contact.models import Message, OutgoingMail

register = template.Library()


@register.inclusion_tag("admin/contact/_dashboard.html", takes_context=True)
def inbox_block(context: template.Context) -> dict[str, list[tuple[str, str]]]:
    """Empty for staff who may not read messages, and when nothing needs attention."""
    if not context["request"].user.has_perm("contact.view_message"):
        return {"lines": []}
    return {"lines": [*_failed_mail(), *_waiting_mail(), *_unread(), *_suspected_spam()]}


def _failed_mail() -> list[tuple[str, str]]:
    count = OutgoingMail.objects.needing_attention().count()
    if not count:
        return []
    text = ngettext(
        "%(count)d e-mail could not be delivered.",
        "%(count)d e-mails could not be delivered.",
        count,
    ) % {"count": count}
    return [(text, reverse("admin:contact_outgoingmail_changelist") + "?sent=attention")]


def _waiting_mail() -> list[tuple[str, str]]:
    backlog = OutgoingMail.objects.backlog(timezone.now())
    if not (backlog.is_alarming or backlog.is_late):
        return []
    text = ngettext(
        "Mail is not being sent: %(count)d e-mail has been waiting for %(age)s.",
        "Mail is not being sent: %(count)d e-mails are waiting, the oldest for %(age)s.",
        backlog.waiting,
    ) % {"count": backlog.waiting, "age": timesince(backlog.oldest, backlog.now, depth=1)}
    return [(text, reverse("admin:contact_outgoingmail_changelist"))]


def _unread() -> list[tuple[str, str]]:
    count, oldest = Message.objects.unread().count_and_oldest()
    if not count:
        return []
    text = ngettext(
        "%(count)d unread message, %(age)s old",
        "%(count)d unread messages, the oldest %(age)s old",
        count,
    ) % {"count": count, "age": timesince(oldest, depth=1)}
    return [(text, _inbox_address("unread"))]


def _suspected_spam() -> list[tuple[str, str]]:
    count = Message.objects.suspected_spam().filter(read_at=None).count()
    if not count:
        return []
    text = _("Unread suspected spam: %(count)d") % {"count": count}
    return [(text, _inbox_address("suspected"))]


def _inbox_address(folder: str) -> str:
    return reverse("admin:contact_message_changelist") + f"?folder={folder}"
