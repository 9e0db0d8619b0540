"""The colour of a theme, chosen by its name."""

from django.contrib import admin
from django.forms import Select
from django.utils.translation import gettext_lazy as _

from programme.agenda.themes import COLOURS
from programme.models import Track


class ColourSelect(Select):
    """Offers the eight colours, and the value that is none of them as it was typed."""

    def __init__(self, attrs: dict | None = None):
        super().__init__(attrs, [("", _("None")), *COLOURS.items()])

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        others = [one for one in value if one and one not in COLOURS]
        first = len(groups)
        return groups + [
            (None, [self.create_option(name, one, one, True, index, attrs=attrs)], index)
            for index, one in enumerate(others, first)
        ]


class ThemeColourMixin:
    def formfield_for_dbfield(self, db_field, request, **options):
        if db_field.name == "colour":
            options["widget"] = ColourSelect
        return super().formfield_for_dbfield(db_field, request, **options)

    @admin.display(description=_("colour"), ordering="colour")
    def colour_name(self, track: Track) -> str:
        return COLOURS.get(track.colour, track.colour)
