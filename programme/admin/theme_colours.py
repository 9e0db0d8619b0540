"""The colour of a theme, chosen by its name."""

import re

from django.contrib import admin
from django.forms import Select
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from programme.agenda.themes import COLOURS, nearest_hue, theme_class
from programme.models import Track

COLOUR = re.compile("#[0-9a-fA-F]{6}")


def in_words(colour: str) -> str:
    """The name of the colour, or of the one as which readers see it; else what was typed."""
    hue = nearest_hue(colour) if COLOUR.fullmatch(colour) else None
    return COLOURS.get(colour) or (list(COLOURS.values())[hue] if hue is not None else colour)


def _with_code(colour: str) -> str:
    """Apart from the one of the eight that has the same name."""
    words = in_words(colour)
    return colour if words == colour else f"{words} ({colour})"


class ColourSelect(Select):
    """Offers the eight colours, and a value that is none of them."""

    def __init__(self, attrs: dict | None = None):
        super().__init__(attrs, [("", _("None")), *COLOURS.items()])

    def optgroups(self, name, value, attrs=None):
        groups = super().optgroups(name, value, attrs)
        others = [one for one in value if one and one not in COLOURS]
        first = len(groups)
        return groups + [
            (
                None,
                [self.create_option(name, one, _with_code(one), True, index, attrs=attrs)],
                index,
            )
            for index, one in enumerate(others, first)
        ]


class ThemeColourMixin:
    def formfield_for_dbfield(self, db_field, request, **options):
        if db_field.name == "colour":
            options["widget"] = ColourSelect
        return super().formfield_for_dbfield(db_field, request, **options)

    @admin.display(description=_("colour"), ordering="colour")
    def colour_name(self, track: Track) -> SafeString | str:
        """With the edge that its sessions have in the programme."""
        css = theme_class(track.colour)
        mark = format_html('<span class="theme-swatch {}"></span> ', css) if css else ""
        return format_html("{}{}", mark, in_words(track.colour))
