"""People and organizations, with what the programme knows about them.

`speakers.admin` knows nothing of events; these pages take the place of its own.
"""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path

from content.admin.gaps import GapFilter
from programme.admin.at_event_page import may_write, person_at_event
from programme.admin.filters import (
    ContributorEventFilter,
    PartnerEventFilter,
    SessionCountMixin,
)
from programme.admin.gaps import ORGANIZATION_GAPS, PERSON_GAPS
from programme.admin.merging.mixin import MergingMixin
from programme.admin.participants.offers import offer_organizations, offer_people
from programme.admin.sheets import SheetMixin
from programme.exports.sheets import organization_sheet, people_sheet
from programme.models import Contribution
from speakers.admin import OrganizationAdmin, SpeakerAdmin
from speakers.models import Organization, Speaker

admin.site.unregister([Organization, Speaker])


@admin.register(Organization)
class ProgrammeOrganizationAdmin(SheetMixin, MergingMixin, OrganizationAdmin):
    write_sheet = staticmethod(organization_sheet)
    gaps = ORGANIZATION_GAPS
    list_filter = [
        ContributorEventFilter,
        PartnerEventFilter,
        GapFilter,
        *OrganizationAdmin.list_filter,
    ]

    def get_urls(self) -> list:
        offers = self.admin_site.admin_view(offer_organizations)
        own = path("offers/", offers, name="speakers_organization_offers")
        return [own, *super().get_urls()]


@admin.register(Speaker)
class ProgrammeSpeakerAdmin(SheetMixin, MergingMixin, SessionCountMixin, SpeakerAdmin):
    sessions_path = "contributions__session"
    list_display = [*SpeakerAdmin.list_display, "session_count"]
    write_sheet = staticmethod(people_sheet)
    gaps = PERSON_GAPS
    list_filter = [
        ContributorEventFilter,
        GapFilter,
        "contributions__role",
        *SpeakerAdmin.list_filter,
    ]

    def get_urls(self) -> list:
        page = self.admin_site.admin_view(self.at_event_view)
        offers = self.admin_site.admin_view(offer_people)
        own = [
            path("<int:pk>/at-event/", page, name="speakers_speaker_at_event"),
            path("offers/", offers, name="speakers_speaker_offers"),
        ]
        return [*own, *super().get_urls()]

    def at_event_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return person_at_event(request, self.admin_site, pk)

    def render_change_form(self, request, context, *args, **options) -> HttpResponse:
        parts = self.admin_site.get_model_admin(Contribution)
        context["may_write_parts"] = may_write(request, parts)
        return super().render_change_form(request, context, *args, **options)
