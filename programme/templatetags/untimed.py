"""A programme without times: each session beside its cast."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from content.translations import join_list, reading_language
from programme.agenda.markup import full_name, isolated
from programme.agenda.sessions import ListedPerson, ListedSection, ListedSession
from programme.languages import SpokenLanguage
from programme.models import Event, Section
from speakers.templatetags.arches import arch_of

register = template.Library()


@register.simple_tag
def section_path(event: Event, section: ListedSection) -> str:
    return Section(event=event, slug=section.slug).get_absolute_url()


@register.simple_tag
def session_path(event: Event, session: ListedSession) -> str:
    return reverse("session", args=[event.slug, session.slug])


@register.simple_tag
def cast(people: Iterable[ListedPerson], shows_arches: bool) -> SafeString:
    """The items of a list of people: name, role, function and organization on a line each."""
    reader = reading_language()
    html = "".join(_member(person, reader, shows_arches=shows_arches) for person in people)
    return mark_safe(html)  # noqa: S308  each text in it is escaped by `isolated()`


@register.simple_tag
def session_notes(session: ListedSession) -> list[str]:
    """What else there is to say of a session, a few words each."""
    notes = [
        session.kind_label,
        gettext("Full") if session.is_full and not session.is_cancelled else "",
        session.attendance_label if session.attendance_mode == "online" else "",
        join_list(str(SpokenLanguage(code).label) for code in session.languages),
        gettext("Recording available") if session.has_recording else "",
    ]
    return [note for note in notes if note]


def _member(person: ListedPerson, reader: str, *, shows_arches: bool) -> str:
    face = arch_of(person.face, "small") if shows_arches and person.face else ""
    name = f'<a class="person__name" href="{person.path}">{full_name(person, reader)}</a>'
    lines = (
        ("person__role", person.role),
        ("person__function", isolated(person.function, reader)),
        ("person__organization", isolated(person.organization, reader)),
    )
    spans = (f'<span class="{css}">{html}</span>' for css, html in lines if html)
    return f'<li class="cast__member">{face}<p class="person">{name} {" ".join(spans)}</p></li>'
