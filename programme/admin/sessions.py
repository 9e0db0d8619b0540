"""Sessions with their people and documents; times are in the zone of the event."""

import datetime as dt

from django.contrib import admin
from django.db import models
from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.filters import TRANSLATION_FILTERS
from content.admin.forms import is_primary_key
from content.admin.gaps import GapFilter
from content.admin.last_change import LastChangeMixin
from content.admin.layout import beside, fold
from content.admin.pills import status
from content.translations import columns
from programme.admin.actions import RARE_SESSION_ACTIONS, SESSION_ACTIONS
from programme.admin.clock_fields import (
    END_NOTE,
    SessionTimesAdmin,
    SessionTimesMixin,
    propose_day,
)
from programme.admin.conflict_form import SessionConflictsForm, SessionConflictsMixin
from programme.admin.conflict_list import ConflictFilter, ConflictListMixin
from programme.admin.current_event import event_switch, unloaded_columns
from programme.admin.day_list import DayFilter
from programme.admin.event_rows import EventRowAdmin
from programme.admin.event_times import (
    REGISTRATION_FOLD,
    EventTimesMixin,
    RegistrationTimesMixin,
)
from programme.admin.filters import OwnEventFilter, PartFilter
from programme.admin.gaps import SESSION_GAPS
from programme.admin.inlines import (
    ChannelInline,
    DocumentInline,
    QuoteInline,
)
from programme.admin.neighbours import NeighboursMixin
from programme.admin.participants.inline import PeopleInline
from programme.admin.plans.many_page import change_many
from programme.admin.plans.running_late import run_late
from programme.admin.plans.urls import plan_urls
from programme.admin.previews import OffersPreview
from programme.admin.section_order import OffersSectionOrderMixin, section_order_urls
from programme.admin.session_cells import SessionCellsMixin
from programme.admin.session_summaries import FOLD_SUMMARIES
from programme.admin.sheets import SheetMixin
from programme.admin.status import StatusForm
from programme.admin.telling import OffersToTellMixin, write_to_people
from programme.admin.timetable.view import timetable_urls
from programme.exports.sheets import programmes_sheet
from programme.models import Contribution, Session, SessionStatus
from programme.zones import in_words


def _zone_note(session: Session | None) -> str:
    """Which time zone the form uses; a new session has no event yet."""
    if session is None:
        return gettext("Times are in the time zone of the event.")
    moment = session.starts_at or dt.datetime.combine(session.event.first_day, dt.time(12), dt.UTC)
    zone = in_words(timezone.localtime(moment, session.event.zone))
    return gettext("Times are in the time zone of the event: %(zone)s.") % {"zone": zone}


SCHEDULE = {
    *("starts_at", "ends_at", "room", "position", "is_plenary", "is_full", "status"),
    *columns("cancellation_reason"),
}
"""The fields that the permission `schedule_session` opens."""


UNLISTED = [
    *(column for name in ("subtitle", "summary", "registration_note") for column in columns(name)),
    *columns("cancellation_reason"),
]
"""Texts that the list does not need."""
LISTED_PERSON = ("session", "position", "withdrawn_at", *columns("speaker__name"))


class SessionForm(RegistrationTimesMixin, SessionTimesMixin, SessionConflictsForm, StatusForm):
    cleared_with_status = ("cancellation_reason",)

    def clean(self) -> None:
        """Readers of a cancelled session are told why, as after cancelling several at once."""
        if self.cleaned_data.get("status") == SessionStatus.CANCELLED != self.instance.status:
            names = columns("cancellation_reason")
            if not any(self.cleaned_data.get(name) for name in names):
                self.add_error(names[0], _("Give a reason, in one language at least."))
        super().clean()


@admin.register(Session)
class SessionAdmin(
    SheetMixin,
    EventTimesMixin,
    SessionTimesAdmin,
    SessionConflictsMixin,
    OffersToTellMixin,
    OffersPreview,
    SessionCellsMixin,
    OffersSectionOrderMixin,
    NeighboursMixin,
    ConflictListMixin,
    LastChangeMixin,
    EventRowAdmin,
):
    form = SessionForm
    empty_note = _("Sessions are the talks, panels, workshops and breaks of the programme.")
    list_display = ["when", "room", "title", "people", "languages_done", "conflict_mark", status]
    list_display_links = ["title"]
    list_filter = [
        OwnEventFilter,
        ConflictFilter,
        DayFilter,
        GapFilter,
        "status",
        "kind",
        ("section", PartFilter),
        ("room", PartFilter),
        ("track", PartFilter),
        *TRANSLATION_FILTERS,
    ]
    gaps = SESSION_GAPS
    write_sheet = staticmethod(programmes_sheet)
    list_select_related = ["event", "room", "track"]
    search_fields = ["slug"]
    autocomplete_fields = ["event", "section", "room", "track"]
    ordering = [
        "-event__first_day",
        "event",
        F("starts_at").asc(nulls_first=True),
        "section__position",
        "position",
        "pk",
    ]
    inlines = [PeopleInline, ChannelInline, DocumentInline, QuoteInline]
    actions = [*SESSION_ACTIONS, run_late, write_to_people]
    rare_actions = RARE_SESSION_ACTIONS

    fieldsets = [
        (
            _("Title, time and place"),
            {"fields": ["title", ("kind", "starts_at", "ends_at"), ("room", "section")]},
        ),
        beside(_("Publication"), ["status", "cancellation_reason", "is_full"]),
        (None, {"fields": ["abstract"]}),
        fold("outcome", _("Subtitle and outcome"), ["subtitle", "summary"]),
        fold(
            "languages",
            _("Languages and access"),
            [
                "languages",
                "interpretation_languages",
                ("has_sign_language", "has_captions"),
                ("attendance_mode", "may_be_recorded"),
                "stream_url",
            ],
        ),
        REGISTRATION_FOLD,
        fold(
            "place",
            _("Event, theme, order, address"),
            [("event", "track"), ("position", "is_plenary"), "slug"],
        ),
    ]
    fold_summaries = FOLD_SUMMARIES

    def get_urls(self) -> list:
        many = self.admin_site.admin_view(change_many)
        return [
            path("many/<slug:code>/", many, name="programme_session_many"),
            *super().get_urls(),
        ]

    def site_urls(self) -> list:
        site = self.admin_site
        return [*plan_urls(site), *timetable_urls(site), *section_order_urls(site)]

    def open_fields(self, request: HttpRequest) -> set[str]:
        """Whoever plans the day changes no texts."""
        planned = SCHEDULE if request.user.has_perm("programme.schedule_session") else set()
        return super().open_fields(request) | planned

    def has_status_permission(self, request: HttpRequest) -> bool:
        return self.has_full_change_permission(request) or "status" in self.open_fields(request)

    def get_fieldsets(self, request: HttpRequest, obj: Session | None = None) -> list:
        """The event comes first where it is still to be chosen."""
        (name, options), *others = super().get_fieldsets(request, obj)
        if obj is None and event_switch(request).current is None:
            options = {**options, "fields": ["event", *options["fields"]]}
            last, rest = others[-1]
            others[-1] = (last, {**rest, "fields": ["track", *rest["fields"][1:]]})
        notes = f"{_zone_note(obj)} {END_NOTE}"
        return [(name, {**options, "description": notes}), *others]

    def formfield_for_dbfield(self, db_field, request, **options):
        """Said once for the whole sheet, or plain from its place."""
        if db_field.name in {"starts_at", "section"}:
            options["help_text"] = ""
        return super().formfield_for_dbfield(db_field, request, **options)

    def render_change_form(self, request, context, *args, **options) -> HttpResponse:
        form = context["adminform"].form
        event = event_switch(request).find(form.initial.get("event"))
        if event and context.get("original") is None:
            propose_day(form, event)
        if form.fields.keys() & self.parts().keys():
            self._offer_parts(form)
        return super().render_change_form(request, context, *args, **options)

    def _offer_parts(self, form: SessionForm) -> None:
        """The sections, rooms and themes of its event, to choose from without script."""
        event = form["event"].value() if "event" in form.fields else form.instance.event_id
        for name, model in self.parts().items():
            if name in form.fields and is_primary_key(str(event)):
                offered = model.objects.filter(event=event).order_by("position", "pk")
                form.fields[name].widget.widget.offered = list(offered)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """With what the list shows of each, or the form of one."""
        rows = super().get_queryset(request)
        if not self._is_list(request):
            return rows.select_related(*self.autocomplete_fields)
        people = Contribution.objects.select_related("speaker").only(*LISTED_PERSON)
        rows = rows.defer(*UNLISTED, *(f"event__{name}" for name in unloaded_columns()))
        return rows.prefetch_related(Prefetch("contributions", people.in_protocol_order()))

    def next_initial(self, row: Session) -> dict[str, object]:
        """The same place, from the moment at which the session ends, in the event's zone."""
        place = {"section": row.section_id, "room": row.room_id, "track": row.track_id}
        end = row.ends_at and timezone.localtime(row.ends_at, row.event.zone)
        start = end and end.replace(tzinfo=None).isoformat(timespec="minutes")
        return super().next_initial(row) | place | {"starts_at": start}

    def get_inlines(self, request: HttpRequest, obj: Session | None = None) -> list:
        """Quotes are of people who take part: they are added first."""
        inlines = super().get_inlines(request, obj)
        return inlines if obj else [inline for inline in inlines if inline is not QuoteInline]

    def cancel_instead_url(self, session: Session) -> str | None:
        if session.status != SessionStatus.PUBLISHED or not session.event.is_public:
            return None
        return f"{reverse('admin:programme_session_change', args=[session.pk])}#id_status"
