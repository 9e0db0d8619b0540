"""Tags for lists of people, whose entries `programme.pages.person_entries` writes."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from django import template
from django.utils.safestring import SafeString, mark_safe

from content.translations import reading_language
from programme.models import Contribution
from programme.pages.letters import Directory, LetterGroup
from programme.pages.person_entries import PersonEntry, listed, person
from programme.pages.person_loading import entries_of
from speakers.faces import has_faces
from speakers.templatetags.arches import arch_of

register = template.Library()


@register.simple_tag
def speaker_entries(people: Sequence[PersonEntry]) -> SafeString:
    """The items of a list of people, with arches if any of them has a photo."""
    return _items(people, "speaker-list__item", "row" if has_faces(people) else "", person)


@register.simple_tag
def directory_entries(directory: Directory, group: LetterGroup) -> SafeString:
    """The items of one letter of a list of people."""
    write = partial(listed, is_brief=bool(directory.letters))
    size = "small" if directory.has_faces else ""
    return _items(group.people, "speaker-list__item", size, write)


@register.simple_tag
def face_entries(people: Sequence[PersonEntry]) -> SafeString:
    """The items of a gallery: each with a large arch above the name if any person has a photo."""
    return _items(people, "face", "medium" if has_faces(people) else "", person)


@register.simple_tag
def person_entries(people: Iterable[PersonEntry]) -> SafeString:
    """The items of a list of people without arches."""
    return _items(people, "", "", person)


def _items(
    people: Iterable[PersonEntry], css: str, size: str, write: Callable[..., str]
) -> SafeString:
    """`size` is that of the arches; without one there are none."""
    reader, opening = reading_language(), f'<li class="{css}">' if css else "<li>"
    html = "".join(
        f"{opening}{arch_of(entry.face, size) if size else ''}{write(entry, reader)}</li>"
        for entry in people
    )
    return mark_safe(html)  # noqa: S308  each value in it is escaped by `isolated()`


@register.filter
def entries(contributions: Iterable[Contribution]) -> list[PersonEntry]:
    return entries_of(contributions)
