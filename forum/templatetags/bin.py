"""Deleted content in words."""

import datetime as dt

from django.template import Library
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.history.bin import Deletion
from content.history.recorded import recorded_model
from content.history.wording import NOUNS, list_words

register = Library()


@register.filter
def kind_of(label: str) -> str:
    """The name of a model, from its label: “session”."""
    return recorded_model(label)._meta.verbose_name


@register.filter
def parts_in_words(parts: dict[str, int]) -> str:
    """How much went with a record: “12 people and 2 documents”."""
    return list_words([NOUNS[label].named("", count=count) for label, count in parts.items()])


@register.filter
def time_left(deletion: Deletion) -> str:
    days = deletion.days_left
    if deletion.expires_at - timezone.now() < dt.timedelta(days=1):
        return _("today")
    return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
