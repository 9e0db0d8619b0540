"""Conflicts in forms: staff are told, what they enter is saved, and publishing a clash asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IS_POPUP_VAR
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.admin.forms import is_primary_key
from content.admin.submissions import Submission, SubmittedRow
from content.history.acts import act
from content.translations import join_list
from programme.admin.conflict_list import GAPS, conflicts_of
from programme.agenda.markup import isolated
from programme.conflicts import (
    Conflict,
    ConflictKind,
    Planned,
    Severity,
    clashes_of,
    free_rooms,
    of_each_session,
)
from programme.conflicts.loading import (
    conflicts_among,
    event_conflicts,
    load_planned,
    planned_session,
)
from programme.conflicts.words import as_html
from programme.models import Contribution, Event, Session, SessionStatus
from programme.models.visibility import PUBLIC_EVENT_STATUSES
from speakers.models import Speaker

SEEN = "seen_clashes"
"""The tick beside clashes: its value are their codes."""
PEOPLE = "contributions"
MOST_TOLD = 5
STYLES = {"clash": "callout callout--danger", "warning": "callout callout--wait", "hint": "sheet"}


@dataclass(frozen=True, slots=True)
class FoundConflicts:
    """What a form shows of conflicts; empty, and false, if there are none."""

    lines: Sequence[tuple[str, SafeString]] = ()
    """The severity of each, and its sentence."""
    note: str = ""
    unseen: Sequence[Conflict] = ()
    """The clashes that publishing asks about."""
    free: SafeString | str = ""
    """Which rooms are free, where one is taken."""

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def style(self) -> str:
        """The class of the frame around them, by the most severe one."""
        severity, _sentence = self.lines[0]
        return STYLES[severity]

    @property
    def codes(self) -> str:
        return " ".join(clash.code for clash in self.unseen)


class AsksBeforePublishing(ModelForm):
    """A form that publishes clashes only when a tick says that they have been seen."""

    request: HttpRequest
    unseen: Sequence[Conflict] = ()
    confirmed: Sequence[Conflict] = ()
    """The clashes that are published knowingly."""

    def publishes(self) -> bool:
        raise NotImplementedError

    def find_clashes(self) -> list[Conflict]:
        """Those that become public when the form is saved."""
        raise NotImplementedError

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or getattr(self.request, "is_held", False) or not self.publishes():
            return
        clashes = self.find_clashes()
        if {clash.code for clash in clashes} <= {*self.request.POST.get(SEEN, "").split()}:
            self.confirmed = clashes
            return
        self.unseen = clashes
        text = ngettext(
            "Tick that you have seen the double booking, then save again to publish.",
            "Tick that you have seen the %(count)s double bookings, then save again to publish.",
            len(clashes),
        )
        self.add_error(None, text % {"count": len(clashes)})


class AsksMixin(ModelAdmin):
    """The admin of a form that asks; the history says how many clashes were confirmed."""

    def get_form(self, request: HttpRequest, obj=None, **options) -> type[ModelForm]:
        form = super().get_form(request, obj, **options)
        form.request = request  # a class made for this request
        return form

    def save_model(self, request: HttpRequest, obj, form, change: bool) -> None:
        with act() as current:
            current.describe(conflicts=len(form.confirmed))
            super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, *args, **options) -> HttpResponse:
        form = context["adminform"].form
        context["conflicts"] = self.found_conflicts(request, form, context.get("original"))
        return super().render_change_form(request, context, *args, **options)

    def found_conflicts(self, request: HttpRequest, form: ModelForm, row) -> FoundConflicts:
        return FoundConflicts()


class SessionConflictsForm(AsksBeforePublishing):
    found: Sequence[Conflict] = ()
    """The conflicts of the session as it was submitted, if it was to be published."""
    planned: Sequence[Planned] = ()
    """The sessions of its event, with this one as it was submitted."""

    def publishes(self) -> bool:
        was_public = self.initial.get("status") == SessionStatus.PUBLISHED
        return self.instance.status == SessionStatus.PUBLISHED and not was_public

    def find_clashes(self) -> list[Conflict]:
        session, event = self.instance, self.instance.event
        planned = planned_session(session, _submitted_people(self.request, session))
        others = [one for one in load_planned(event) if one.pk != planned.pk]
        self.planned = [*others, planned]
        found = conflicts_among(self.planned, event)
        self.found = of_each_session(found).get(planned.pk, [])
        return clashes_of(self.found)


class EventConflictsForm(AsksBeforePublishing):
    def publishes(self) -> bool:
        was_public = self.initial.get("status") in PUBLIC_EVENT_STATUSES
        return self.instance.pk is not None and self.instance.is_public and not was_public

    def find_clashes(self) -> list[Conflict]:
        """Those of its published sessions among each other."""
        sessions = load_planned(self.instance)
        public = [one for one in sessions if one.status == SessionStatus.PUBLISHED]
        return clashes_of(conflicts_among(public, self.instance))


class SessionConflictsMixin(AsksMixin):
    def found_conflicts(self, request: HttpRequest, form: ModelForm, row) -> FoundConflicts:
        """Those of the session as it was submitted for publication, else as it is stored."""
        if form.unseen:
            session = form.instance
            free = _free_rooms(form.found, form.planned, session)
            return _found(form.found, session.event, session.pk, unseen=form.unseen, free=free)
        if row is None:
            return FoundConflicts()
        of_event = conflicts_of(request, row.event)
        found = of_event.by_session.get(row.pk, [])
        free = _free_rooms(found, of_event.planned, row)
        return _found(found, row.event, row.pk, free=free)

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        _tell(request, obj)
        return response

    def response_change(self, request, obj) -> HttpResponse:
        response = super().response_change(request, obj)
        _tell(request, obj)
        return response


class EventConflictsMixin(AsksMixin):
    def found_conflicts(self, request: HttpRequest, form: ModelForm, row) -> FoundConflicts:
        return _found(form.unseen, row, None, unseen=form.unseen)


def _found(
    conflicts: Sequence[Conflict],
    event: Event,
    here: int | None,
    *,
    unseen: Sequence[Conflict] = (),
    free: SafeString | str = "",
) -> FoundConflicts:
    lines = [(one.severity.name.lower(), as_html(one, event.zone, here=here)) for one in conflicts]
    return FoundConflicts(lines, "" if unseen else _note(conflicts, here), unseen, free)


def _note(conflicts: Sequence[Conflict], here: int | None) -> str:
    drafts = {one.pk for each in conflicts for one in each.sessions if one.status == "draft"}
    if here in drafts and clashes_of(conflicts):
        return _("You can save anyway. You will be asked to confirm before it is published.")
    return _("You can save anyway.")


def _free_rooms(
    conflicts: Sequence[Conflict], planned: Sequence[Planned], session: Session
) -> SafeString | str:
    """The rooms in which it could be held instead, where its own is taken."""
    if not any(one.kind == ConflictKind.ROOM_TWICE for one in conflicts):
        return ""
    [own] = [one for one in planned if one.pk == session.pk]
    rooms = free_rooms(planned, own, zone=session.event.zone)
    if not rooms:
        return _("All other rooms that have sessions are taken at this time.")
    names = SafeString(join_list(isolated(room.name) for room in rooms))
    return format_html(_("Free at this time: {rooms}."), rooms=names)


def _tell(request: HttpRequest, session: Session) -> None:
    """Name the conflicts of a session that was saved, but for hints and for what it lacks."""
    if IS_POPUP_VAR in request.POST or "_continue" in request.POST:
        return
    found = of_each_session(event_conflicts(session.event)).get(session.pk, [])
    told = [one for one in found if one.severity != Severity.HINT and one.kind not in GAPS]
    if not told:
        return
    warn_of(request, told, session.event, here=session.pk)


def warn_of(
    request: HttpRequest, conflicts: Sequence[Conflict], event: Event, *, here: int | None = None
) -> None:
    """Say with which conflicts something was saved, and name the first ones."""
    text = ngettext(
        "Saved, with %(count)s conflict:", "Saved, with %(count)s conflicts:", len(conflicts)
    )
    sentences = ((as_html(one, event.zone, here=here),) for one in conflicts[:MOST_TOLD])
    words = format_html_join(" ", "{}", sentences)
    messages.warning(request, format_html("{} {}", text % {"count": len(conflicts)}, words))


def _submitted_people(request: HttpRequest, session: Session) -> list[Contribution]:
    """The people of a session as its form would save them, or as stored if it only shows them."""
    rows = Submission(request.POST, request.FILES).rows(PEOPLE)
    if not any("speaker" in row.data for row in rows):
        stored = Contribution.objects.filter(session=session.pk, session__isnull=False)
        return list(stored.select_related("speaker"))
    kept = [(row, _speaker_key(row)) for row in rows if not row.is_deleted]
    speakers = Speaker.objects.in_bulk([key for _row, key in kept if key])
    return [_part(row, speakers[key]) for row, key in kept if key in speakers]


def _speaker_key(row: SubmittedRow) -> int | None:
    key = row.data.get("speaker", [""])[-1]
    return int(key) if is_primary_key(key) else None


def _part(row: SubmittedRow, speaker: Speaker) -> Contribution:
    role, presence = (row.data.get(name, [""])[-1] for name in ("role", "presence"))
    withdrawn_at = timezone.now() if "withdrawn_at" in row.data else None
    return Contribution(speaker=speaker, role=role, presence=presence, withdrawn_at=withdrawn_at)
