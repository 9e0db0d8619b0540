"""What can be done with many sessions at once: a status, a room, a section or a theme."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from content.history.models import Verb
from content.translations import best_text, columns, read_columns
from programme.agenda.sessions import Words
from programme.conflicts import Planned, PlannedPart, PlannedRoom
from programme.conflicts.loading import load_rooms
from programme.models import Event, Room, Section, Session, SessionStatus, Track

DRAFT, PUBLISHED, CANCELLED = SessionStatus

Place = PlannedRoom | PlannedPart


@dataclass(frozen=True, kw_only=True)
class StatusChange:
    """A status that a verb of the session leads to."""

    code: str
    """The name of the action in lists, and the last word of the page's address."""
    label: Any
    title: Any
    button: Any
    """A lazy plural with `count`."""
    verb: Verb
    call: Callable[[Session], None]
    status: SessionStatus
    refusals: Mapping[SessionStatus, Any]
    """Why it does not apply to sessions in these statuses."""
    readers: Any = ""
    """What readers see of it."""
    permission: ClassVar = "status"
    field: ClassVar = ""

    @property
    def asks_for_reason(self) -> bool:
        return self.status == CANCELLED

    @property
    def publishes(self) -> bool:
        return self.status == PUBLISHED

    def refusal(self, planned: Planned, choice: None) -> str:
        return str(self.refusals.get(SessionStatus(planned.status), ""))

    def after(self, planned: Planned, choice: None) -> Planned:
        return replace(planned, status=self.status)

    def words(self, planned: Planned) -> Words:
        return str(SessionStatus(planned.status).label), get_language()

    def apply(self, session: Session, choice: None) -> None:
        self.call(session)


@dataclass(frozen=True, kw_only=True)
class PlaceChange:
    """A room, a section or a theme of the event, or none."""

    code: str
    label: Any
    title: Any
    button: Any
    question: Any
    none: Any
    same: Any
    """Why it does not apply to sessions that are there already."""
    verb: Verb
    permission: str
    field: str
    model: type[models.Model]
    load: Callable[[Event], Mapping[int, Place]]
    """The choices of an event by primary key, in staff order."""
    readers: ClassVar = ""
    asks_for_reason: ClassVar = False
    publishes: ClassVar = False

    def refusal(self, planned: Planned, choice: Place | None) -> str:
        present = getattr(planned, self.field)
        is_same = (present and present.pk) == (choice and choice.pk)
        return str(self.same) if is_same else ""

    def after(self, planned: Planned, choice: Place | None) -> Planned:
        return replace(planned, **{self.field: choice})

    def words(self, planned: Planned) -> Words:
        place = getattr(planned, self.field)
        return place.name if place else (str(self.none), get_language())

    def apply(self, session: Session, choice: Place | None) -> None:
        setattr(session, f"{self.field}_id", choice and choice.pk)


def _parts(rows: models.QuerySet, name: str) -> dict[int, PlannedPart]:
    found = read_columns(rows.in_staff_order(), "pk", *columns(name), named=True)
    return {row.pk: PlannedPart(row.pk, best_text(row, name)) for row in found}


def _load_sections(event: Event) -> dict[int, PlannedPart]:
    return _parts(event.sections, "title")


def _load_tracks(event: Event) -> dict[int, PlannedPart]:
    return _parts(event.tracks, "name")


Change = StatusChange | PlaceChange

_IS_DRAFT = _("This is a draft already.")
_IS_PUBLISHED = _("This is published already.")
_NOT_CANCELLED = _("This is not cancelled.")

CHANGES: dict[str, Change] = {
    change.code: change
    for change in (
        StatusChange(
            code="publish",
            label=_("Publish…"),
            title=_("Publish sessions"),
            button=ngettext_lazy(
                "Publish %(count)s session", "Publish %(count)s sessions", "count"
            ),
            verb=Verb.PUBLISHED,
            call=Session.publish,
            status=PUBLISHED,
            refusals={
                PUBLISHED: _IS_PUBLISHED,
                CANCELLED: _("This is cancelled: reinstate it instead."),
            },
        ),
        StatusChange(
            code="cancel",
            label=_("Cancel…"),
            title=_("Cancel sessions"),
            button=ngettext_lazy("Cancel %(count)s session", "Cancel %(count)s sessions", "count"),
            verb=Verb.CANCELLED,
            call=Session.cancel,
            status=CANCELLED,
            refusals={
                DRAFT: _("This is a draft: readers have not seen it."),
                CANCELLED: _("This is cancelled already."),
            },
            readers=_(
                "Cancelled sessions stay in the programme, marked “Cancelled”, with the reason. "
                "No e-mails are sent yet."
            ),
        ),
        PlaceChange(
            code="set_room",
            label=_("Room…"),
            title=_("Change the room"),
            button=ngettext_lazy(
                "Change the room of %(count)s session",
                "Change the room of %(count)s sessions",
                "count",
            ),
            question=_("Which room?"),
            none=_("no room"),
            same=_("This is its room already."),
            verb=Verb.MOVED,
            permission="status",
            field="room",
            model=Room,
            load=load_rooms,
        ),
        PlaceChange(
            code="set_section",
            label=_("Section…"),
            title=_("Change the section"),
            button=ngettext_lazy(
                "Change the section of %(count)s session",
                "Change the section of %(count)s sessions",
                "count",
            ),
            question=_("Which section?"),
            none=_("no section"),
            same=_("This is its section already."),
            verb=Verb.CHANGED,
            permission="full_change",
            field="section",
            model=Section,
            load=_load_sections,
        ),
        PlaceChange(
            code="set_track",
            label=_("Theme…"),
            title=_("Change the theme"),
            button=ngettext_lazy(
                "Change the theme of %(count)s session",
                "Change the theme of %(count)s sessions",
                "count",
            ),
            question=_("Which theme?"),
            none=_("no theme"),
            same=_("This is its theme already."),
            verb=Verb.CHANGED,
            permission="full_change",
            field="track",
            model=Track,
            load=_load_tracks,
        ),
        StatusChange(
            code="reinstate",
            label=_("Reinstate…"),
            title=_("Reinstate sessions"),
            button=ngettext_lazy(
                "Reinstate %(count)s session", "Reinstate %(count)s sessions", "count"
            ),
            verb=Verb.REINSTATED,
            call=Session.reinstate,
            status=PUBLISHED,
            refusals={DRAFT: _NOT_CANCELLED, PUBLISHED: _NOT_CANCELLED},
            readers=_("Readers see them marked “Back on”. The reasons are removed."),
        ),
        StatusChange(
            code="unpublish",
            label=_("Unpublish…"),
            title=_("Unpublish sessions"),
            button=ngettext_lazy(
                "Unpublish %(count)s session", "Unpublish %(count)s sessions", "count"
            ),
            verb=Verb.UNPUBLISHED,
            call=Session.unpublish,
            status=DRAFT,
            refusals={DRAFT: _IS_DRAFT},
            readers=_(
                "Readers will no longer see these sessions: their pages will say that they have "
                "been removed, and calendars will drop them. If a session does not take place, "
                "cancel it instead."
            ),
        ),
    )
}
"""By code, in the order of the buttons."""
