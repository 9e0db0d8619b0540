"""By how much an act moved what it moved, and the words for it. Pure."""

import datetime as dt

from django.db import models
from django.utils.translation import npgettext

from content.history.columns import find_model, is_shown
from content.history.models import Change
from content.history.snapshots import recorded_fields

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
DAY_MINUTES = DAY // MINUTE


def delay(change: Change) -> dt.timedelta | None:
    """By how much its row begins later; None if the change moves nothing."""
    column = _first_moment(find_model(change.model))
    before, after = change.before.get(column), change.after.get(column)
    if not (before and after):
        return None
    return dt.datetime.fromisoformat(after) - dt.datetime.fromisoformat(before)


def _first_moment(model: type[models.Model] | None) -> str:
    fields = recorded_fields(model).items() if model else ()
    moments = [n for n, f in fields if isinstance(f, models.DateTimeField) and is_shown(model, n)]
    return next(iter(moments), "")


def common_delay(delays: frozenset[dt.timedelta]) -> int:
    """In minutes, 0 if there is none; whole days where only a change of the clocks differs."""
    days = {round(delay / DAY) for delay in delays}
    is_in_days = all(abs(delay - round(delay / DAY) * DAY) <= HOUR for delay in delays)
    if is_in_days and len(days) == 1 and abs(next(iter(days))) > 1:
        return days.pop() * DAY // MINUTE
    return int(next(iter(delays)).total_seconds() // 60) if len(delays) == 1 else 0


def duration_words(minutes: int) -> str:
    if minutes % DAY_MINUTES == 0:
        days = minutes // DAY_MINUTES
        text = npgettext("by how much", "%(count)s day", "%(count)s days", days)
        return text % {"count": days}
    if minutes % 60:
        text = npgettext("by how much", "%(count)s minute", "%(count)s minutes", minutes)
        return text % {"count": minutes}
    hours = minutes // 60
    text = npgettext("by how much", "%(count)s hour", "%(count)s hours", hours)
    return text % {"count": hours}
