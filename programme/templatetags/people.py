"""Tags for lists of people, whose entries `programme.pages.person_entries` writes."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from content.translations import reading_language
from programme.models import Contribution
from programme.pages.person_entries import PersonEntry, person, portrait
from programme.pages.person_loading import entry_of

register = template.Library()


@register.simple_tag
def portrait_entries(people: Iterable[PersonEntry]) -> SafeString:
    """The items of a list of people with their portraits."""
    reader = reading_language()
    items = (f"{portrait(entry)} {person(entry, reader)}" for entry in people)
    html = "".join(f'<li class="speaker-list__item">{item}</li>' for item in items)
    return mark_safe(html)  # noqa: S308  each value in it is escaped by `isolated()`


@register.simple_tag
def person_entries(people: Iterable[PersonEntry]) -> SafeString:
    """The items of a list of people without portraits."""
    reader = reading_language()
    html = "".join(f"<li>{person(entry, reader)}</li>" for entry in people)
    return mark_safe(html)  # noqa: S308  as above


@register.filter
def entries(contributions: Iterable[Contribution]) -> list[PersonEntry]:
    return list(map(entry_of, contributions))
