"""The time zone of an event, chosen by its city or by one near it.

Several cities have one zone: “Rabat” is found and stored as Africa/Casablanca.
"""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext

from content.translations import sorts_as
from programme.zone_cities import REGIONS
from programme.zones import city, offset_in_words, zone_named


class CityChoice(forms.Select):
    at: dt.datetime | None = None
    """The moment whose offsets from UTC are shown: now, unless the form knows the days."""

    def optgroups(self, name: str, value: list[str], attrs: dict | None = None) -> list[tuple]:
        """By region and name; what is none of these cities is an option of its own."""
        chosen = value[0] if value else ""
        groups: list[tuple] = []
        if chosen not in {zone for cities in REGIONS.values() for zone in cities.values()}:
            groups.append((None, [self._option(name, city(chosen), chosen, chosen)], 0))
        for number, (region, cities) in enumerate(REGIONS.items(), start=1):
            named = [(gettext(words), zone) for words, zone in cities.items()]
            named.sort(key=lambda one: sorts_as(one[0]))
            options = [self._option(name, words, zone, chosen) for words, zone in named]
            groups.append((gettext(region), options, number))
        return groups

    def _option(self, name: str, words: str, zone: str, chosen: str) -> dict[str, Any]:
        """Of the cities of the chosen zone, the one that names it is selected."""
        known = zone_named(zone)
        if known:
            offset = offset_in_words((self.at or timezone.now()).astimezone(known))
            label = f"{words} ({offset})"
        else:
            label = words
        is_selected = zone == chosen and words == city(zone)
        return self.create_option(name, zone, label, is_selected, 0)
