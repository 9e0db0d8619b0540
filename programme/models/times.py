"""What is asked of sessions by when they are."""

import datetime as dt

from django.db.models import Q

from content.saving import ContentQuerySet
from content.search import SEARCH_COLUMNS
from content.translations import every_column


class TimedQuerySet(ContentQuerySet):
    def timed(self):
        return self.filter(starts_at__isnull=False)

    def on(self, day: dt.date, zone: dt.tzinfo):
        """Those that start on this day of the zone."""
        midnight = dt.datetime.combine(day, dt.time(), zone)
        return self.filter(starts_at__gte=midnight, starts_at__lt=midnight + dt.timedelta(days=1))

    def around(self, session):
        """What is in its room at any time, and elsewhere at the same time, breaks left out."""
        if session.starts_at is None:
            return self.none()
        near = Q(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at)
        if session.room_id:
            near |= Q(room=session.room_id)
        others = self.timed().filter(near).exclude(Q(pk=session.pk) | Q(kind="break"))
        return (
            others.select_related("room")
            .defer(*every_column("abstract"), *every_column("directions", of="room"))
            .defer(*SEARCH_COLUMNS)
        )
