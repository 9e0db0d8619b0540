"""Tags for lists of people, whose entries `programme.pages.person_entries` writes."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.safestring import SafeString, mark_safe

from content.translations import reading_language
from programme.models import Contribution
from programme.pages.letters import Directory, LetterGroup
from programme.pages.person_entries import PersonEntry, listed, person
from programme.pages.person_loading import entry_of
from speakers.faces import has_faces
from speakers.templatetags.arches import arch_of

register = template.Library()


@register.simple_tag
def speaker_entries(people: Sequence[PersonEntry]) -> SafeString:
    """The items of a list of people, with arches if any of them has a photo."""
    reader, shows_arches = reading_language(), has_faces(people)
    html = "".join(
        f'<li class="speaker-list__item">'
        f"{arch_of(entry.face, 'small') if shows_arches else ''}{person(entry, reader)}</li>"
        for entry in people
    )
    return mark_safe(html)  # noqa: S308  each value in it is escaped by `isolated()`


@register.simple_tag
def directory_entries(directory: Directory, group: LetterGroup) -> SafeString:
    """The items of one letter of a list of people."""
    reader, is_brief = reading_language(), bool(directory.letters)
    html = "".join(
        f'<li class="speaker-list__item">'
        f"{arch_of(entry.face, 'small') if directory.has_faces else ''}"
        f"{listed(entry, reader, is_brief=is_brief)}</li>"
        for entry in group.people
    )
    return mark_safe(html)  # noqa: S308  as above


@register.simple_tag
def face_entries(people: Sequence[PersonEntry]) -> SafeString:
    """The items of a gallery: each with a large arch above the name if any person has a photo."""
    reader, shows_arches = reading_language(), has_faces(people)
    html = "".join(
        f'<li class="face">'
        f"{arch_of(entry.face, 'medium') if shows_arches else ''}{person(entry, reader)}</li>"
        for entry in people
    )
    return mark_safe(html)  # noqa: S308  as above


@register.simple_tag
def person_entries(people: Iterable[PersonEntry]) -> SafeString:
    """The items of a list of people without arches."""
    reader = reading_language()
    html = "".join(f"<li>{person(entry, reader)}</li>" for entry in people)
    return mark_safe(html)  # noqa: S308  as above


@register.filter
def entries(contributions: Iterable[Contribution]) -> list[PersonEntry]:
    return list(map(entry_of, contributions))
