"""Structured data about the subject of a page, as a block in its head."""

import json
from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from content.translations import best_text
from programme.agenda.sessions import Words
from programme.exports import json_ld, source
from programme.exports.values import ExportedPerson, ExportedSession
from programme.models import Event, Section, Session
from programme.pages.people import PartnerGroup
from speakers.models import Organization, Speaker

register = template.Library()

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def event_data(
    context: Context,
    event: Event,
    *,
    description: str = "",
    partners: Iterable[PartnerGroup] = (),
    people: Iterable[ExportedPerson] = (),
    sessions: Iterable[ExportedSession] = (),
) -> SafeString:
    data = json_ld.event_data(
        source.event_value(event),
        site=context["site_url"],
        description=description,
        partners=[
            (group.role, source.organization_values(group.organizations)) for group in partners
        ],
        people=people,
        sessions=sessions,
    )
    return _block(data)


@register.simple_tag(takes_context=True)
def session_data(
    context: Context,
    session: Session,
    *,
    description: str = "",
    organizers: Iterable[Words] = (),
) -> SafeString:
    """Of a session with places and people, and the organizers of its event."""
    exported = source.session_value(session, source.event_value(session.event))
    data = json_ld.session_data(
        exported, site=context["site_url"], description=description, organizers=organizers
    )
    return _block(data)


@register.simple_tag(takes_context=True)
def person_data(context: Context, speaker: Speaker, *, description: str = "") -> SafeString:
    person, site = source.person_value(speaker), context["site_url"]
    return _block(json_ld.person_data(person, site=site, description=description))


@register.simple_tag(takes_context=True)
def organization_data(
    context: Context, organization: Organization, *, description: str = ""
) -> SafeString:
    exported, site = source.organization_value(organization), context["site_url"]
    return _block(json_ld.organization_data(exported, site=site, description=description))


@register.simple_tag(takes_context=True)
def section_data(context: Context, section: Section) -> SafeString:
    """The way to the page of a section: forum, programme, section."""
    event = section.event
    crumbs = [
        (best_text(event, "name")[0], event.get_absolute_url()),
        (gettext("Programme"), event.get_agenda_url()),
        (best_text(section, "title")[0], section.get_absolute_url()),
    ]
    return _block(json_ld.breadcrumb_data(crumbs, site=context["site_url"]))


def _block(data: json_ld.Data) -> SafeString:
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped
