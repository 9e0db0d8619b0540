"""Times on the clocks of a zone, including the days on which they go forward or back."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MIDNIGHT = dt.time(0)


def from_local_time(local: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The moment in UTC, the first one if the hour repeats.

    Where clocks go forward at midnight, 00:00 is the moment of the change. Raises ValidationError
    for any other time that clocks skip.
    """
    moment = local.replace(tzinfo=zone).astimezone(dt.UTC)
    is_skipped = moment.astimezone(zone).replace(tzinfo=None) != local
    if is_skipped and local.time() != MIDNIGHT:
        message = _("This time does not exist on that day, because the clocks go forward.")
        raise ValidationError(message, code="no_such_time")
    return moment


def second_occurrence(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """The later moment with the same local time if the hour repeats, else the moment itself."""
    return moment.astimezone(zone).replace(fold=1).astimezone(dt.UTC)
