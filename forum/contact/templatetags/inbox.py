"""The inbox on the first page of the admin: what needs somebody now, with links."""

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
    """Nothing for staff who may not read messages, and for whom nothing waits."""
    if not context["request"].user.has_perm("contact.view_message"):
        return {"lines": []}
    return {"lines": [*_mail(), *_unread(), *_suspected()]}


def _mail() -> list[tuple[str, str]]:
    backlog = OutgoingMail.objects.backlog(timezone.now())
    if not backlog.is_alarming:
        return []
    text = ngettext(
        "Mail is not leaving: %(count)d waits, for %(age)s.",
        "Mail is not leaving: %(count)d wait, the oldest for %(age)s.",
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
    return [(text, _inbox("unread"))]


def _suspected() -> list[tuple[str, str]]:
    count = Message.objects.suspected().filter(read_at=None).count()
    if not count:
        return []
    text = _("Suspected spam that nobody has looked at: %(count)d") % {"count": count}
    return [(text, _inbox("suspected"))]


def _inbox(box: str) -> str:
    return reverse("admin:contact_message_changelist") + f"?box={box}"
