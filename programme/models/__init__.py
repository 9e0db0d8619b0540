"""Events, their sections and sessions, and the people, rooms and documents that belong to them."""

from programme.models.announcements import Announcement
from programme.models.contributions import Contribution, Presence, Role
from programme.models.documents import Document, DocumentKind
from programme.models.events import Event
from programme.models.feed_dates import FeedDates, FeedKind
from programme.models.imports import ImportedFrom, ImportSource
from programme.models.interpretation import InterpretationChannel
from programme.models.kinds import AttendanceMode, MayBeRecorded, SessionKind
from programme.models.mergers import DistinctRecords, Merger
from programme.models.partnerships import Partnership, PartnershipRole
from programme.models.previews import PreviewLink
from programme.models.public_changes import PublicChange, PublicChangeKind
from programme.models.quotes import Quote
from programme.models.rooms import Room, Track
from programme.models.sections import Section
from programme.models.sessions import Session
from programme.models.visibility import EventStatus, SessionStatus

__all__ = [
    "Announcement",
    "AttendanceMode",
    "Contribution",
    "DistinctRecords",
    "Document",
    "DocumentKind",
    "Event",
    "EventStatus",
    "FeedDates",
    "FeedKind",
    "ImportSource",
    "ImportedFrom",
    "InterpretationChannel",
    "MayBeRecorded",
    "Merger",
    "Partnership",
    "PartnershipRole",
    "Presence",
    "PreviewLink",
    "PublicChange",
    "PublicChangeKind",
    "Quote",
    "Role",
    "Room",
    "Section",
    "Session",
    "SessionKind",
    "SessionStatus",
    "Track",
]
