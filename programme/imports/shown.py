"""Values of a plan in words, for staff."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from content.dates import date_format
from content.translations import join_list
from programme.imports.fields import PLACES
from programme.imports.plan import Plan, SessionPlan
from programme.languages import SpokenLanguage
from programme.models import MayBeRecorded, SessionKind, SessionStatus

MOMENTS = ("starts_at", "ends_at")
LONGEST = 160
"""Letters of a text that are shown."""


def shown(plan: Plan, session: SessionPlan, name: str, value: Any) -> str:
    """The value of a field, which `as_json()` made; empty if there is none."""
    if value in (None, "", []):
        return ""
    if name in MOMENTS:
        return moment_in_words(dt.datetime.fromisoformat(value), plan)
    if name in PLACES:
        place = plan.known_places[name].get(value)
        return str(place) if place else getattr(session.read, name) if value == "new" else ""
    if name == "cancelled":
        return _("Yes") if value else _("No")
    if name in CHOICES:
        return str(dict(CHOICES[name]).get(value, value))
    if name == "languages":
        labels = dict(SpokenLanguage.choices)
        return join_list([str(labels[code]) for code in value])
    return cut(str(value))


CHOICES = {
    "kind": SessionKind.choices,
    "may_be_recorded": MayBeRecorded.choices,
    "status": SessionStatus.choices,
}


def moment_in_words(moment: dt.datetime, plan: Plan) -> str:
    """On the clocks of the event: “4 May 10:00”."""
    local = moment.astimezone(plan.event.zone)
    return f"{date_format(local, 'j F')} {local:%H:%M}"


def cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
