"""The session types, the attendance modes, and whether a session may be recorded."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionKind(models.TextChoices):
    TALK = "talk", _("Talk")
    KEYNOTE = "keynote", _("Keynote")
    PANEL = "panel", _("Panel")
    STATEMENT = "statement", _("Statement")
    WORKSHOP = "workshop", _("Workshop")
    CEREMONY = "ceremony", _("Ceremony")
    BREAK = "break", _("Break")
    SOCIAL = "social", _("Social event")
    OTHER = "other", _("Other")

    @property
    def is_named(self) -> bool:
        """Whether the name of the session type is worth showing beside the title."""
        return self not in {self.TALK, self.STATEMENT, self.BREAK, self.OTHER}

    @property
    def has_speakers(self) -> bool:
        return self in {self.TALK, self.KEYNOTE, self.PANEL, self.STATEMENT, self.WORKSHOP}

    @property
    def default_length(self) -> dt.timedelta:
        """How long a session takes if staff give no end."""
        return dt.timedelta(minutes=_MINUTES[self])


_MINUTES = {
    SessionKind.TALK: 15,
    SessionKind.KEYNOTE: 30,
    SessionKind.PANEL: 60,
    SessionKind.STATEMENT: 10,
    SessionKind.WORKSHOP: 90,
    SessionKind.CEREMONY: 30,
    SessionKind.BREAK: 30,
    SessionKind.SOCIAL: 120,
    SessionKind.OTHER: 30,
}


class MayBeRecorded(models.TextChoices):
    UNKNOWN = "unknown", _("Not known")
    YES = "yes", _("Yes")
    NO = "no", _("No")


class AttendanceMode(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")
