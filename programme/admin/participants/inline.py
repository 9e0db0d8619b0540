"""The inline of people, for events, sections and sessions."""

from typing import ClassVar

from django.db import models
from django.forms import Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.admin.inlines import OrderedStackedInline
from programme.admin.at_event_link import LINK, AtEventLinkMixin
from programme.admin.participants.lines import ChosenPerson, PeopleFormSet, PersonForm
from programme.admin.withdrawal import WithdrawalMixin
from programme.models import Contribution
from programme.models.contributions import Presence

LINES_WITHOUT_SCRIPT = 3
"""How many people can be added at once where no script adds lines."""


class PeopleInline(AtEventLinkMixin, WithdrawalMixin, OrderedStackedInline):
    class Media:
        js: ClassVar = [Script("js/admin/people-box.js", type="module")]

    model = Contribution
    form = PersonForm
    formset = PeopleFormSet
    template = "admin/participants/inline.html"
    extra = LINES_WITHOUT_SCRIPT
    verbose_name = _("person")
    verbose_name_plural = _("people, in protocol order")
    autocomplete_fields = ["speaker", "organization"]
    fieldsets = [
        (None, {"fields": ["position", "speaker", "role", "presence", "withdrawn_at"]}),
        (_("On the day"), {"fields": ["organization", "function", LINK]}),
    ]

    def get_formset(self, request: HttpRequest, obj=None, **options) -> type[PeopleFormSet]:
        formset = super().get_formset(request, obj, **options)  # a class made for this request
        formset.may_add_people = request.user.has_perm("speakers.add_speaker")
        formset.may_add_organizations = request.user.has_perm("speakers.add_organization")
        return formset

    def formfield_for_choice_field(self, db_field: models.Field, request: HttpRequest, **options):
        if db_field.name == "presence":
            options["choices"] = [("", _("Presence")), *Presence.choices]
        return super().formfield_for_choice_field(db_field, request, **options)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **options):
        field = super().formfield_for_dbfield(db_field, request, **options)
        if db_field.name == "speaker" and field:
            field.widget = ChosenPerson(db_field, self.admin_site, choices=field.widget.choices)
        return field


class EventPeopleInline(PeopleInline):
    """Of a whole event: few have any, such as its chair."""

    fold = "people"
