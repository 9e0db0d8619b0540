"""The names of months in Morocco, where Arabic has its own: the site's catalogue has them.

Django's own catalogue has those of the Levant and the Gulf. The site's comes first, so that a name
that is translated there is the one that dates are written with.
"""

from django.utils.translation import gettext_noop

MONTHS = [
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
]
