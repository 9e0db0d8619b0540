from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.admin.base import ADDRESS_FIELDSET, StaffAdmin
from content.admin.filters import TRANSLATION_FILTERS
from content.admin.last_change import LastChangeMixin
from content.admin.layout import beside, fold
from content.admin.thumbnails import thumbnail_column
from content.translations import join_list
from speakers.admin_forms import SpeakerForm
from speakers.logo_plates import OrganizationForm, PlateChoice, WarnsOfLostLogos
from speakers.models import Organization, Speaker
from speakers.staff_faces import face_column

LOGO = thumbnail_column(Organization._meta.get_field("logo"))


@admin.register(Organization)
class OrganizationAdmin(WarnsOfLostLogos, LastChangeMixin, StaffAdmin):
    form = OrganizationForm
    empty_note = _("Organizations are those of people, and those that hold or support events.")
    list_display = [LOGO, "name", "acronym", "kind", "country"]
    list_display_links = ["name"]
    list_filter = ["kind", ("country", admin.AllValuesFieldListFilter), *TRANSLATION_FILTERS]
    search_fields = ["slug"]
    ordering = ["name_en", "pk"]
    fieldsets = [
        (None, {"fields": ["name", "acronym", ("kind", "country", "website")]}),
        beside(_("Logo"), ["logo", "logo_plate"]),
        (None, {"fields": ["description"]}),
        ADDRESS_FIELDSET,
    ]

    def formfield_for_choice_field(self, db_field, request, **options):
        if db_field.name == "logo_plate":
            options["widget"] = PlateChoice
        return super().formfield_for_choice_field(db_field, request, **options)


@admin.register(Speaker)
class SpeakerAdmin(LastChangeMixin, StaffAdmin):
    form = SpeakerForm
    empty_note = _(
        "People speak, moderate or chair. They can also be added in the form of a session."
    )
    list_display = [face_column, "name", "function", "organization"]
    list_display_links = ["name"]
    list_filter = [("country", admin.AllValuesFieldListFilter), *TRANSLATION_FILTERS]
    list_select_related = ["organization"]
    search_fields = ["sort_key", "slug"]
    autocomplete_fields = ["organization"]
    ordering = ["sort_key", "pk"]
    fieldsets = [
        (
            _("Name and function"),
            {"fields": ["name", "function", ("organization", "country"), "honorific"]},
        ),
        beside(_("Photo"), ["photo", ("photo_focus_x", "photo_focus_y")]),
        (None, {"fields": ["biography"]}),
        fold("links", _("Links"), ["links"]),
        fold("staff", _("For staff only"), [("email", "language"), "notes"]),
        fold("address", _("Order in lists and address"), ["sort_key", "slug"]),
    ]

    def get_choices(self, request: HttpRequest, rows: QuerySet) -> QuerySet:
        return rows.select_related("organization")

    def choice_label(self, request: HttpRequest, row: Speaker) -> str:
        """The name with the function and the organization: people may have the same name."""
        office = join_list(filter(None, [row.function, str(row.organization or "")]))
        return " · ".join(filter(None, [str(row), office]))

    def formfield_for_dbfield(self, db_field, request, **options):
        """Private fields are kept on a device only until their author signs out."""
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field and db_field.name in Speaker.private_columns:
            field.widget.attrs["data-private"] = True
        return field
