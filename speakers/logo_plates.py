"""The form of an organization: the plate of its logo is chosen by sight, and a lost logo named."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.admin.forms import StaffForm
from content.admin.thumbnails import thumbnail
from content.pictures.renditions import decode, is_lost, is_opaque
from speakers.models import Organization
from speakers.plates import Plate


class PlateChoice(forms.RadioSelect):
    """`logo` is the stored logo of the row, which each plate shows."""

    logo = None
    label = ""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        context = self.get_context(name, value, attrs)
        context["options"] = [option for _group, [option], _index in context["widget"]["optgroups"]]
        context["label"] = self.label
        context["thumbnail"] = thumbnail(self.logo) if self.logo else ""
        return render_to_string("admin/speakers/_plate_choice.html", context)


class OrganizationForm(StaffForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if plate := self.fields.get("logo_plate"):
            plate.widget.label = plate.label
            plate.widget.logo = self.instance.logo if self.instance.pk else None


class WarnsOfLostLogos:
    """A mixin for the admin of organizations."""

    def save_related(self, request: HttpRequest, form, formsets: list, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if {"logo", "logo_plate"} & set(form.changed_data):
            warn_of_lost_logo(request, form.instance)


def warn_of_lost_logo(request: HttpRequest, organization: Organization) -> None:
    """Nothing if the logo is seen on the plate that is chosen, or if there is none."""
    if not organization.logo or not organization.logo.record:
        return
    with organization.logo.open() as file:
        image = decode(file, has_alpha=True)
    is_dark = organization.logo_plate == Plate.DARK
    is_white_box = is_opaque(image) and is_lost(image, on_dark=False)
    if not is_white_box and not is_lost(image, on_dark=is_dark):
        return
    if is_white_box:
        text = _(
            "This logo is white on white. Choose a file with a transparent background, and the "
            "dark plate."
        )
    elif is_dark:
        text = _("This logo cannot be seen on the dark plate. Choose the light plate.")
    elif is_lost(image, on_dark=True):
        text = _("This logo has no visible marks. Choose another file.")
    else:
        text = _("This logo is white and cannot be seen on the light plate. Choose the dark plate.")
    messages.warning(request, text)
