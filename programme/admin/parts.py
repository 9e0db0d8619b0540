"""Sections, rooms and themes of events, and lists of the rows that are edited as inlines."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.base import ADDRESS_FIELDSET, search_columns
from content.admin.filters import TRANSLATION_FILTERS
from content.admin.forms import StaffForm
from content.admin.last_change import LastChangeMixin
from content.admin.layout import beside, fold
from content.admin.order import OrderedListMixin
from content.admin.pills import published
from content.admin.thumbnails import thumbnail
from content.bidi import isolate
from programme.admin.at_event_link import LINK, AtEventLinkMixin
from programme.admin.event_rows import EventRowAdmin
from programme.admin.event_scope import EventScopedAdmin
from programme.admin.filters import OwnEventFilter, ScopeFilter
from programme.admin.inlines import DocumentInline
from programme.admin.next_row import NextRowMixin
from programme.admin.participants.inline import PeopleInline
from programme.admin.section_order import may_order_sessions, order_address
from programme.admin.theme_colours import ThemeColourMixin
from programme.admin.withdrawal import (
    COLUMN,
    WITHDRAWAL_ACTIONS,
    WithdrawalForm,
    WithdrawalMixin,
    WithdrawnFilter,
    withdrawn,
)
from programme.models import (
    Announcement,
    Contribution,
    Document,
    Event,
    Partnership,
    Quote,
    Room,
    Section,
    Session,
    Track,
)
from programme.models.targets import TARGETS, Targeted
from speakers.staff_faces import face_html


@admin.display(description=_("logo"))
def partner_logo(partner: Partnership) -> SafeString:
    return thumbnail(partner.organization.logo)


@admin.display(description=_("photo"))
def speaker_face(part: Contribution) -> SafeString:
    return face_html(part.speaker)


class EventPartAdmin(OrderedListMixin, EventRowAdmin):
    """Rows that an event holds in staff order."""

    list_filter = [OwnEventFilter, *TRANSLATION_FILTERS]
    list_select_related = ["event"]
    autocomplete_fields = ["event"]
    ordering = ["-event__first_day", "event", "position", "pk"]

    def shows_one_order(self, request: HttpRequest) -> bool:
        return self.event_in_view(request) is not None


@admin.register(Section)
class SectionAdmin(LastChangeMixin, EventPartAdmin):
    empty_note = _(
        "Sections are the parts of a programme: days, halves or subjects under one heading."
    )
    list_display = ["title", "event", "position"]
    search_fields = [*search_columns("title", "event__name"), "slug"]
    fieldsets = [
        (None, {"fields": ["title", ("event", "position")]}),
        (None, {"fields": ["objective"]}),
        ADDRESS_FIELDSET,
    ]
    inlines = [PeopleInline, DocumentInline]

    def render_change_form(self, request, context, *args, **options) -> HttpResponse:
        section = context.get("original")
        if section and may_order_sessions(request):
            context["section_order_url"] = order_address(section.event, section.pk)
        return super().render_change_form(request, context, *args, **options)


@admin.register(Room)
class RoomAdmin(EventPartAdmin):
    empty_note = _("Rooms are the places in the venue where sessions take place.")
    list_display = ["name", "event", "capacity", "position"]
    search_fields = [*search_columns("name", "event__name"), "slug"]
    fieldsets = [
        (None, {"fields": ["name", ("event", "capacity", "position")]}),
        fold(
            "place",
            _("Directions, access, plan and stream"),
            ["directions", "accessibility", "plan", "stream_url"],
        ),
        ADDRESS_FIELDSET,
    ]


@admin.register(Track)
class TrackAdmin(ThemeColourMixin, EventPartAdmin):
    empty_note = _("Themes mark sessions about one subject, so that readers can filter by them.")
    list_display = ["name", "event", "colour_name", "position"]
    search_fields = [*search_columns("name", "event__name"), "slug"]
    fieldsets = [
        (None, {"fields": ["name", ("event", "colour", "position")]}),
        ADDRESS_FIELDSET,
    ]
    view_on_site = False


@admin.register(Partnership)
class PartnershipAdmin(EventPartAdmin):
    empty_note = _("Partners are organizations that hold, host or support an event.")
    list_display = [partner_logo, "organization", "event", "role", "position"]
    list_display_links = ["organization"]
    list_filter = ["role", *EventPartAdmin.list_filter]
    list_select_related = ["organization", "event"]
    search_fields = search_columns("organization__name", "event__name", "label")
    autocomplete_fields = ["event", "organization"]
    fields = [("event", "organization"), ("role", "position"), "label"]
    view_on_site = False


class TargetedForm(StaffForm):
    """Offers sections and sessions of the event that the row belongs to already."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            event = self.instance.get_event()
            for name in {"section", "session"} & self.fields.keys():
                self.fields[name].widget.widget.attrs["data-of-event"] = event.pk


class TargetedAdmin(NextRowMixin, EventScopedAdmin):
    """Rows of exactly one session, section or event, listed by the event that leads to."""

    form = TargetedForm
    event_parameter = "at_event"

    def of_event(self, rows: QuerySet, event: Event | int | str) -> QuerySet:
        return rows.of_event(event)

    def next_initial(self, row: Targeted) -> dict[str, int | None]:
        return {name: getattr(row, f"{name}_id") for name in TARGETS}


class ContributionPageForm(WithdrawalForm, TargetedForm):
    pass


@admin.register(Contribution)
class ContributionAdmin(AtEventLinkMixin, WithdrawalMixin, TargetedAdmin):
    form = ContributionPageForm
    empty_note = _(
        "Who takes part in which session, section or event. People are added in the form of "
        "a session."
    )
    list_display = [
        *(speaker_face, "speaker", "role", "function", "organization", "part_of", withdrawn)
    ]
    list_display_links = ["speaker"]
    list_filter = [ScopeFilter, WithdrawnFilter, "role", "presence", *TRANSLATION_FILTERS]
    list_select_related = ["speaker", "organization", "session", "section", "event"]
    search_fields = search_columns("speaker__name", "session__title", "section__title", "function")
    actions = WITHDRAWAL_ACTIONS
    autocomplete_fields = ["speaker", "organization", "event", "section", "session"]
    ordering = ["speaker__sort_key", "pk"]
    fieldsets = [
        (None, {"fields": [("speaker", "role"), ("presence", "position"), "withdrawn_at"]}),
        (_("Exactly one of these"), {"fields": [("session", "section", "event")]}),
        (_("On the day"), {"fields": ["organization", "function", LINK]}),
    ]
    view_on_site = False

    def open_fields(self, request: HttpRequest) -> set[str]:
        """Whoever plans the day records withdrawals."""
        planned = {COLUMN} if request.user.has_perm("programme.schedule_session") else set()
        return super().open_fields(request) | planned

    def has_withdrawal_permission(self, request: HttpRequest) -> bool:
        return self.has_full_change_permission(request) or COLUMN in self.open_fields(request)

    @admin.display(description=_("part of"))
    def part_of(self, contribution: Contribution) -> Event | Section | Session:
        return contribution.get_target()


@admin.register(Document)
class DocumentAdmin(TargetedAdmin):
    empty_note = _("Slides, papers, recordings and links of sessions, sections and events.")
    list_display = ["title", "session", "section", "event", "kind", "language", published]
    list_filter = [ScopeFilter, "kind", "language", "is_published", *TRANSLATION_FILTERS]
    list_select_related = ["session", "section", "event"]
    search_fields = search_columns("section__title", "event__name")
    autocomplete_fields = ["event", "section", "session"]
    ordering = ["-pk"]
    fieldsets = [
        (None, {"fields": ["title", ("kind", "language", "position"), "is_published"]}),
        (_("Either a file or an address"), {"fields": [("file", "url")]}),
        (_("Exactly one of these"), {"fields": [("session", "section", "event")]}),
    ]
    view_on_site = False


@admin.register(Quote)
class QuoteAdmin(TargetedAdmin):
    empty_note = _("Quotes are what people said in a session, word for word. Its page shows them.")
    list_display = ["text", "speaker", "session", "minute"]
    list_filter = [ScopeFilter, *TRANSLATION_FILTERS]
    list_select_related = ["speaker", "session"]
    search_fields = search_columns("text", "speaker__name", "session__title")
    autocomplete_fields = ["speaker", "session"]
    ordering = ["-session__event__first_day", "session__starts_at", "session", "position", "pk"]
    fields = [("session", "speaker"), "text", ("minute", "position")]
    view_on_site = False

    def next_initial(self, row: Quote) -> dict[str, int]:
        return {"session": row.session_id, "speaker": row.speaker_id}


@admin.register(Announcement)
class AnnouncementAdmin(EventRowAdmin):
    empty_note = _("Announcements are short news on the page of an event.")
    list_display = ["title", "event", "date", published]
    list_filter = [OwnEventFilter, "is_published", *TRANSLATION_FILTERS]
    list_select_related = ["event"]
    search_fields = search_columns("title", "event__name")
    autocomplete_fields = ["event"]
    ordering = ["-date", "-pk"]
    fieldsets = [
        (None, {"fields": ["title", "text", ("event", "date")]}),
        beside(_("Publication"), ["is_published"]),
    ]
    view_on_site = False

    def save_model(self, request: HttpRequest, obj: Announcement, form, change: bool) -> None:
        super().save_model(request, obj, form, change)
        first = Event.objects.public().current(timezone.now())
        if obj.is_published and first and first.pk != obj.event_id:
            text = gettext(
                "The first page of the site shows %(first)s. This announcement is only on the page "
                "of %(event)s."
            )
            words = {"first": isolate(str(first)), "event": isolate(str(obj.event))}
            messages.warning(request, text % words)
