"""Deleted content in words."""

import datetime as dt

from django.template import Library
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.history.bin import Deletion
from content.history.recorded import recorded_model
from content.translations import join_list

register = Library()


@register.filter
def kind_of(label: str) -> str:
    """The name of a model, from its label: “session”."""
    return recorded_model(label)._meta.verbose_name


@register.filter
def parts_in_words(parts: dict[str, int]) -> str:
    """How much went with a record: “Contributions: 12, Documents: 2”."""
    names = ((recorded_model(label)._meta.verbose_name_plural, n) for label, n in parts.items())
    text = _("%(kind)s: %(number)s")
    found = [text % {"kind": capfirst(name), "number": count} for name, count in sorted(names)]
    return join_list(found)


@register.filter
def time_left(deletion: Deletion) -> str:
    days = deletion.days_left
    if deletion.expires_at - timezone.now() < dt.timedelta(days=1):
        return _("today")
    return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}
