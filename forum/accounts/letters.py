"""The e-mails about an account, queued in the current transaction and sent later.

Each is in the language of the account, and repeats nothing that a visitor typed.
"""

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from content.bidi import isolate
from content.translations import best_text
from forum.accounts.links import INVITATIONS, RESETS
from forum.accounts.models import language_of
from forum.contact.outbox import queue_private
from forum.models import Identity


def queue_invitation(user: User) -> None:
    with override(language_of(user)):
        paragraphs = [
            _greeting(user),
            _("You have an account for the administration of %(site)s.") % _site(),
            _("Your username: %(name)s") % {"name": user.get_username()},
            _("To choose a password, open this link:") + "\n" + INVITATIONS.link(user),
            _("The link is valid for seven days and works once.")
            + "\n"
            + _("If it no longer works, ask for a new one here:")
            + "\n"
            + _address("admin_password_reset"),
            _("If you did not expect this e-mail, you do not need to do anything."),
        ]
        _queue(user, _("Your account for %(site)s") % _site(), paragraphs)


def queue_reset(user: User) -> None:
    with override(language_of(user)):
        paragraphs = [
            _greeting(user),
            _("Somebody asked for a new password for your account at %(site)s.") % _site(),
            _("Your username: %(name)s") % {"name": user.get_username()},
            _("To choose a new password, open this link:") + "\n" + RESETS.link(user),
            _("The link is valid for one hour and works once."),
            _("If it was not you, you do not need to do anything: your password has not changed."),
        ]
        _queue(user, _("A new password for %(site)s") % _site(), paragraphs)


def queue_password_notice(user: User) -> None:
    """Whoever did not change the password learns that somebody else has."""
    with override(language_of(user)):
        paragraphs = [
            _greeting(user),
            _("The password of your account at %(site)s was changed.") % _site()
            + "\n"
            + _("You have been logged out on all other devices."),
            _("If it was not you, tell an administrator and choose a new password now:")
            + "\n"
            + _address("admin_password_reset"),
        ]
        _queue(user, _("Your password was changed"), paragraphs)


def _queue(user: User, subject: str, paragraphs: list[str]) -> None:
    """An account without an e-mail address gets no mail."""
    if user.email:
        paragraphs += [Identity.objects.current().signature, settings.SITE_URL]
        queue_private(user.email, subject, "\n\n".join(filter(None, paragraphs)))


def _greeting(user: User) -> str:
    return _("Hello %(name)s,") % {"name": isolate(user.get_full_name() or user.get_username())}


def _site() -> dict[str, str]:
    return {"site": best_text(Identity.objects.current(), "name")[0]}


def _address(url_name: str) -> str:
    return settings.SITE_URL + reverse(url_name)
