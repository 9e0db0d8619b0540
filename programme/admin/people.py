"""People and organizations, with what the programme knows about them.

`speakers.admin` knows nothing of events; these pages take the place of its own.
"""

from django.contrib import admin

from programme.admin.filters import ContributorEventFilter, SessionCountMixin
from speakers.admin import OrganizationAdmin, SpeakerAdmin
from speakers.models import Organization, Speaker

admin.site.unregister([Organization, Speaker])


@admin.register(Organization)
class ProgrammeOrganizationAdmin(OrganizationAdmin):
    list_filter = [ContributorEventFilter, *OrganizationAdmin.list_filter]


@admin.register(Speaker)
class ProgrammeSpeakerAdmin(SessionCountMixin, SpeakerAdmin):
    sessions_path = "contributions__session"
    list_display = [*SpeakerAdmin.list_display, "session_count"]
    list_filter = [ContributorEventFilter, "contributions__role", *SpeakerAdmin.list_filter]
