"""Reads the queue of mail about accounts."""

import re

from forum.contact.models import OutgoingMail


def private_mails() -> list[tuple[str, str]]:
    """To whom, and the subject; the oldest first."""
    mails = OutgoingMail.objects.filter(is_private=True).order_by("pk")
    return list(mails.values_list("recipients", "subject"))


def link_in(mail: OutgoingMail) -> str:
    """The path of the link that opens an account."""
    [path] = re.findall(r"http://127\.0\.0\.1:8000(/admin/\S+/[\w-]+/\w+-\w+/)", mail.body)
    return path


def last_link() -> str:
    return link_in(OutgoingMail.objects.filter(body__contains="/admin/").latest("pk"))
