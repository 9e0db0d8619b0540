"""Clashes that become public: a plan asks for confirmation before it publishes them."""

from collections.abc import Collection

from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from programme.conflicts import Conflict

SEEN, KNOWN = "seen", "known"
"""The names of the tick, and of the fields that list the clashes beside it."""


def unseen_clashes(posted: QueryDict, clashes: Collection[Conflict]) -> str:
    """Why these clashes cannot be published yet; empty if they can."""
    if not {clash.code for clash in clashes} <= {*posted.getlist(KNOWN)}:
        return gettext("There are new conflicts. Look at them, then publish again.")
    if clashes and SEEN not in posted:
        text = ngettext(
            "Nothing has been published. Tick that you have seen the conflict.",
            "Nothing has been published. Tick that you have seen the %(count)s conflicts.",
            len(clashes),
        )
        return text % {"count": len(clashes)}
    return ""
