"""Words that the admin shows and that the catalogues of those who wrote them do not have.

Django lacks some in Arabic, the mail queue all in French and Arabic. The site's own comes first.
"""

from django.utils.translation import gettext_noop, ngettext_lazy, pgettext_lazy

MAIL_QUEUE = [
    gettext_noop("Post Office"),
    pgettext_lazy("Email address", "Email"),
    pgettext_lazy("Email addresses", "Emails"),
    gettext_noop("Email Template"),
    gettext_noop("Email Templates"),
    gettext_noop("Attachment"),
    gettext_noop("Attachments"),
    gettext_noop("Log"),
    gettext_noop("Logs"),
    gettext_noop("Email From"),
    gettext_noop("Email To"),
    gettext_noop("Scheduled Time"),
    gettext_noop("Recipient Delivery Status"),
    gettext_noop("sent"),
    gettext_noop("failed"),
    gettext_noop("queued"),
    gettext_noop("requeued"),
]
DJANGO = [
    gettext_noop("Enabled"),
    gettext_noop("Disabled"),
    gettext_noop("Password-based authentication"),
    gettext_noop("Password-based authentication was disabled."),
    gettext_noop("Reset password"),
    gettext_noop("Set password"),
    gettext_noop("Set password: %s"),
    gettext_noop("Conflicting form data submitted. Please try again."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        "min_length",
    ),
    gettext_noop("Constraint “%(name)s” is violated."),
    gettext_noop("Enter a valid domain name."),
]
