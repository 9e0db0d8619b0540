"""What readers were told has changed in a programme: a line for each session and matter."""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.constraints import valid_choice
from content.history.models import Act, Change
from content.translations import every_column
from programme.models.events import Event
from programme.models.rooms import Room
from programme.models.visibility import SessionStatus
from speakers.models import Speaker


class PublicChangeKind(models.TextChoices):
    NEW = "new", _("added")
    CANCELLED = "cancelled", _("cancelled")
    REINSTATED = "reinstated", _("back on")
    REMOVED = "removed", _("no longer in the programme")
    TIME = "time", _("new time")
    ROOM = "room", _("new room")
    JOINED = "joined", _("now taking part")
    LEFT = "left", _("no longer taking part")
    WITHDREW = "withdrew", _("had to withdraw")
    REJOINED = "rejoined", _("taking part after all")


STATUS_AFTER = {
    PublicChangeKind.NEW: SessionStatus.PUBLISHED,
    PublicChangeKind.CANCELLED: SessionStatus.CANCELLED,
    PublicChangeKind.REINSTATED: SessionStatus.PUBLISHED,
    PublicChangeKind.REMOVED: SessionStatus.DRAFT,
}
"""The status that each change of status leads to; readers do not see a draft or a deleted row."""
OF_A_PERSON = {
    PublicChangeKind.JOINED: ("absent", "present"),
    PublicChangeKind.LEFT: ("present", "absent"),
    PublicChangeKind.WITHDREW: ("present", "withdrawn"),
    PublicChangeKind.REJOINED: ("withdrawn", "present"),
}
"""What the person is in the session before and after each change."""


class PublicChangeQuerySet(models.QuerySet):
    def in_order(self) -> Self:
        return self.order_by("at", "pk")

    def since(self, moment: dt.datetime) -> Self:
        return self.filter(at__gte=moment)

    def of_known(self) -> Self:
        """Those of what readers knew before: neither new sessions nor people who join."""
        kinds = PublicChangeKind
        return self.exclude(kind__in=(kinds.NEW, kinds.JOINED, kinds.REJOINED))

    def of_sessions(self, keys: Iterable[int]) -> Self:
        return self.filter(session__in=list(keys))

    def with_sessions(self) -> Self:
        """With the session and its room, where it is there, and the person; in agenda order."""
        long = [*every_column("abstract", of="session"), *every_column("biography", of="speaker")]
        places = every_column("directions", of="session__room")
        start = F("session__starts_at").asc(nulls_last=True)
        rows = self.select_related("session__room", "speaker").defer(*long, *places)
        return rows.order_by(start, "session__position", "session", "pk")

    def of_forgotten_events(self) -> Self:
        """Those of events that are gone and can no longer be restored."""
        kept = Change.objects.deleted(Event._meta.label_lower).filter(key=OuterRef("event_id"))
        existing = Event.objects.filter(pk=OuterRef("event_id"))
        return self.exclude(Exists(existing)).exclude(Exists(kept))

    def replace_all(self, event: Event, changes: Iterable["PublicChange"]) -> None:
        """Give an event this past, whatever was told while its rows were written."""
        self.filter(event=event).delete()
        self.bulk_create(changes)

    replace_all.alters_data = True


NamedRoom = dict[str, Any]
"""A room as it was called then: its `key`, and its name by language."""


def named_room(room: Room) -> NamedRoom:
    return {"key": room.pk} | by_language(vars(room), "name")


def by_language(columns: Mapping[str, Any], field: str) -> dict[str, str]:
    """The translations of a field that have text, from the columns of a row."""
    texts = {code: columns[f"{field}_{code}"] for code in settings.MODELTRANSLATION_LANGUAGES}
    return {code: text for code, text in texts.items() if text}


class PublicChange(models.Model):
    """One matter of one session, before and after: what readers knew on that day, and know now.

    Names of rooms and the title of a removed session are as readers saw them, in every language,
    because the rows may go. The name of a person is never copied.
    """

    # The keys of a deleted event and session stay: what is restored finds its changes again.
    event = models.ForeignKey(
        Event,
        verbose_name=_("event"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="public_changes",
        db_index=False,  # the index below begins with it
    )
    act = models.ForeignKey(
        Act,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="public_changes",
        help_text=_("Empty if the history of that time has been deleted."),
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    kind = models.CharField(_("kind"), max_length=10, choices=PublicChangeKind)
    session = models.ForeignKey(
        "programme.Session",
        verbose_name=_("session"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,  # so that a query joins it where it is there
        related_name="public_changes",
    )
    speaker = models.ForeignKey(
        Speaker,
        verbose_name=_("speaker"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    title = models.JSONField(default=dict, blank=True)
    """Of a removed session, by language."""
    former_status = models.CharField(
        _("previous status"), max_length=10, choices=SessionStatus, blank=True
    )
    former_starts_at = models.DateTimeField(_("previous start"), null=True, blank=True)
    starts_at = models.DateTimeField(_("new start"), null=True, blank=True)
    former_room = models.JSONField(null=True, blank=True)
    """Made by `named_room()`, as is `room`."""
    room = models.JSONField(null=True, blank=True)

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme change")
        verbose_name_plural = _("programme changes")
        indexes = [
            models.Index(name="public_change_of_event", fields=["event", "at", "id"]),
            models.Index(name="public_change_of_session", fields=["session", "at", "id"]),
        ]
        constraints = [
            valid_choice("public_change", "kind", PublicChangeKind),
            valid_choice("public_change", "former_status", SessionStatus, blank=True),
            models.CheckConstraint(
                name="public_change_names_its_person",
                condition=Q(kind__in=[*OF_A_PERSON], speaker__isnull=False)
                | ~Q(kind__in=[*OF_A_PERSON]) & Q(speaker__isnull=True),
                violation_error_code="speaker",
                violation_error_message=_(
                    "A person is named only when somebody joins or leaves a session."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.session_id}"

    @property
    def matter(self) -> Hashable:
        """What it is about: changes of one matter of a session follow on each other."""
        if self.kind in STATUS_AFTER:
            return "status"
        return self.speaker_id if self.kind in OF_A_PERSON else self.kind

    @property
    def before(self) -> Any:
        """The state of its matter that it leads from, comparable with those of other lines."""
        match self.kind:
            case PublicChangeKind.TIME:
                return self.former_starts_at
            case PublicChangeKind.ROOM:
                return self.former_room and self.former_room["key"]
            case _ if self.kind in OF_A_PERSON:
                return OF_A_PERSON[self.kind][0]
            case _:
                return self.former_status

    @property
    def after(self) -> Any:
        match self.kind:
            case PublicChangeKind.TIME:
                return self.starts_at
            case PublicChangeKind.ROOM:
                return self.room and self.room["key"]
            case _ if self.kind in OF_A_PERSON:
                return OF_A_PERSON[self.kind][1]
            case _:
                return STATUS_AFTER[self.kind]

    def take_over(self, earlier: "PublicChange") -> None:
        """Count from what readers knew before an earlier change of the same matter."""
        self.former_starts_at, self.former_room = earlier.former_starts_at, earlier.former_room
