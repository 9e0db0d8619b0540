"""Makes valid rows: each function takes what a test is about and fills in the rest.

Everything is public and in English unless a test says otherwise. Rows are checked as in forms, and
by the rules of the database, so that no test builds on what staff could not have entered.
"""

import datetime as dt
import itertools
import zoneinfo
from io import BytesIO

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.utils import timezone
from PIL import Image

from forum.contact.models import Letter, Message, OutgoingMail
from forum.models import Alert, Identity, Page
from programme.models import (
    Announcement,
    Contribution,
    Document,
    Event,
    InterpretationChannel,
    Partnership,
    PreviewLink,
    PublicChange,
    Quote,
    Room,
    Section,
    Session,
    Track,
)
from programme.models.public_changes import named_room
from speakers.models import Organization, Speaker

CASABLANCA = zoneinfo.ZoneInfo("Africa/Casablanca")
DAY = dt.date(2027, 5, 4)

_numbers = itertools.count(1)


def at(clock: str, *, day: dt.date = DAY, zone: dt.tzinfo = CASABLANCA) -> dt.datetime:
    """A moment of the standard event: `at("09:30")`."""
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), zone)


def organization(name: str = "", **fields) -> Organization:
    number = next(_numbers)
    fields = {"name_en": name or f"Organization {number}"} | fields
    return _saved(Organization(**fields))


def speaker(name: str = "", **fields) -> Speaker:
    number = next(_numbers)
    fields = {"name_en": name or f"Speaker {number}"} | fields
    return _saved(Speaker(**fields))


def event(name: str = "", **fields) -> Event:
    number = next(_numbers)
    fields = {"first_day": DAY, "last_day": DAY, "status": "published"} | fields
    fields = {"acronym": f"event_{number}"} | fields
    fields = {"name_en": name or f"Event {number}"} | fields
    return _saved(Event(**fields))


def partnership(of: Event, organization: Organization, **fields) -> Partnership:
    return _saved(Partnership(event=of, organization=organization, **fields))


def room(of: Event, name: str = "", **fields) -> Room:
    fields = {"name_en": name or f"Room {next(_numbers)}"} | fields
    return _saved(Room(event=of, **fields))


def track(of: Event, name: str = "", **fields) -> Track:
    fields = {"name_en": name or f"Theme {next(_numbers)}"} | fields
    return _saved(Track(event=of, **fields))


def section(of: Event, title: str = "", **fields) -> Section:
    fields = {"title_en": title or f"Section {next(_numbers)}"} | fields
    return _saved(Section(event=of, **fields))


def session(of: Event, title: str = "", *, hours: str = "", **fields) -> Session:
    """`hours="09:00-09:45"` gives it times on the first day of the event, in its zone."""
    if hours:
        start, _dash, end = hours.partition("-")
        fields["starts_at"] = at(start, day=of.first_day, zone=of.zone)
        fields["ends_at"] = at(end, day=of.first_day, zone=of.zone)
    fields = {"status": "published"} | fields
    fields = {"title_en": title or f"Session {next(_numbers)}"} | fields
    return _saved(Session(event=of, **fields))


def public_change(of: Session, kind: str, at: dt.datetime | None = None, **fields) -> PublicChange:
    """A line that readers were told; a time and a room are those of the session unless given."""
    if kind == "time":
        fields = {"starts_at": of.starts_at} | fields
    if kind == "room":
        fields = {"room": of.room} | fields
        rooms = {name: fields[name] for name in ("room", "former_room")}
        fields |= {name: one and named_room(one) for name, one in rooms.items()}
    return PublicChange.objects.create(
        event=of.event, session=of, kind=kind, at=at or timezone.now(), **fields
    )


def preview_link(of: Event, **fields) -> PreviewLink:
    """For seven days from now."""
    now = timezone.now()
    fields = {"created_at": now, "expires_at": now + dt.timedelta(days=7)} | fields
    return PreviewLink.objects.create(event=of, **{"created_by": staff_user()} | fields)


def contribution(speaker: Speaker, **fields) -> Contribution:
    """`session=`, `section=` or `event=` says what the person has a part in."""
    return _saved(Contribution(speaker=speaker, **fields))


def document(title: str = "", **fields) -> Document:
    """`session=`, `section=` or `event=` says what it belongs to."""
    if "file" not in fields:
        fields = {"url": "https://example.org/paper"} | fields
    fields = {"title_en": title or f"Document {next(_numbers)}"} | fields
    return _saved(Document(**fields))


def channel(of: Session, language: str = "", **fields) -> InterpretationChannel:
    """In the first language of the session that was given, unless one is named."""
    if "url" not in fields:
        fields = {"number": "2"} | fields
    language = language or min(of.heard_languages)
    return _saved(InterpretationChannel(session=of, language=language, **fields))


def quote(of: Contribution, text: str = "", **fields) -> Quote:
    """What the person said in the session of the contribution."""
    fields = {"text_en": text or f"Sentence {next(_numbers)}."} | fields
    return _saved(Quote(session=of.session, speaker=of.speaker, **fields))


def announcement(of: Event, title: str = "", **fields) -> Announcement:
    fields = {"title_en": title or f"Announcement {next(_numbers)}"} | fields
    return _saved(Announcement(event=of, **fields))


def alert(text: str = "", *, hours: str = "10:00-11:00", **fields) -> Alert:
    """`hours` are on the first day of the standard event, in its zone."""
    start, _dash, end = hours.partition("-")
    fields = {"starts_at": at(start), "ends_at": at(end)} | fields
    return _saved(Alert(text_en=text or f"Alert {next(_numbers)}", **fields))


def identity(name: str = "Our Forums", **fields) -> Identity:
    """There is one at most."""
    return _saved(Identity(name_en=name, **fields))


def page(title: str = "", **fields) -> Page:
    fields = {"status": "published"} | fields
    fields = {"title_en": title or f"Page {next(_numbers)}"} | fields
    return _saved(Page(**fields))


def message(**fields) -> Message:
    number = next(_numbers)
    given = {
        "name": f"Sender {number}",
        "email": f"sender{number}@example.org",
        "text": "We should like to take part in the next forum.",
        "language": "en",
        "consent_version": "1",
        "consent_language": "en",
        "nonce": f"nonce-{number}",
    } | fields
    return _saved(Message(**given))


def letter(message: Message, **fields) -> Letter:
    mail = OutgoingMail.objects.create(recipients=message.email, subject="Subject", body="Body")
    return Letter.objects.create(**{"message": message, "kind": "reply", "mail": mail} | fields)


def staff_user(name: str = "", **fields):
    return get_user_model().objects.create_user(
        name or f"user{next(_numbers)}", is_staff=True, **fields
    )


def past_saving(model: type[models.Model]) -> models.QuerySet:
    """Rows as SQL or an old import would write them: no trait sees it, and no rule but SQL's."""
    return models.QuerySet(model)


def picture(kind: str = "PNG", *, name: str = "") -> SimpleUploadedFile:
    """A picture of eight by eight pixels, as a browser uploads it."""
    file = BytesIO()
    Image.new("RGB", (8, 8)).save(file, kind)
    return SimpleUploadedFile(name or f"x.{kind.lower()}", file.getvalue())


def pdf(name: str = "paper.pdf", content: bytes = b"") -> SimpleUploadedFile:
    """What the checks of documents take for a PDF file, as a browser uploads it."""
    return SimpleUploadedFile(name, b"%PDF-1.7\n" + content + b"\n%%EOF\n")


def _saved(row):
    """The database itself refuses what `full_clean()` would ask it about, a query for each rule."""
    row.full_clean(validate_unique=False, validate_constraints=False)
    row.save()
    return row
