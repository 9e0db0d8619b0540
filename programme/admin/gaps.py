"""What sessions, people and partners lack, apart from what the search for conflicts finds."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.admin.gaps import Gap
from content.translations import without_text
from programme.models import (
    AttendanceMode,
    Contribution,
    Document,
    DocumentKind,
    MayBeRecorded,
    SessionKind,
    SessionStatus,
)

SOON = dt.timedelta(hours=24)
WITH_SPEAKERS = [kind for kind in SessionKind if kind.has_speakers]


def without_abstract() -> Q:
    held = ~Q(status=SessionStatus.CANCELLED)
    return without_text("abstract") & held & Q(kind__in=WITH_SPEAKERS)


def without_recording() -> Q:
    """Published sessions that are over, may be recorded, and have no recording."""
    recordings = Document.objects.filter(session=OuterRef("pk"), kind=DocumentKind.RECORDING)
    over = Q(status=SessionStatus.PUBLISHED, ends_at__lt=timezone.now(), kind__in=WITH_SPEAKERS)
    return over & ~Q(may_be_recorded=MayBeRecorded.NO) & ~Exists(recordings)


def unprepared() -> Q:
    """Published sessions of the next 24 hours in which people cannot find their place."""
    now = timezone.now()
    soon = Q(status=SessionStatus.PUBLISHED, starts_at__gte=now, starts_at__lt=now + SOON)
    no_room = Q(room=None) & ~_held(AttendanceMode.ONLINE) & ~Q(kind=SessionKind.BREAK)
    no_link = Q(stream_url="") & (_held(AttendanceMode.ONLINE) | _held(AttendanceMode.HYBRID))
    parts = Contribution.objects.filter(session=OuterRef("pk"), withdrawn_at=None)
    return soon & (no_room | no_link | (Q(kind__in=WITH_SPEAKERS) & ~Exists(parts)))


def _held(mode: AttendanceMode) -> Q:
    return Q(attendance_mode=mode) | Q(attendance_mode="", event__attendance_mode=mode)


SESSION_GAPS = (
    Gap("soon", _("Room, link or people, in the next 24 hours"), unprepared),
    Gap("abstract", _("Abstract"), without_abstract),
    Gap("recording", _("Recording"), without_recording),
)
PERSON_GAPS = (
    Gap("photo", _("Photo"), lambda: Q(photo="")),
    Gap("biography", _("Biography"), lambda: without_text("biography")),
)
ORGANIZATION_GAPS = (Gap("logo", _("Logo"), lambda: Q(logo="")),)
