"""The first forum, from its data file into the database, as often as one likes."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import models, transaction

from forum.models import Page, PageStatus
from forum.seeds.rows import put
from programme.models import Contribution, Event, Partnership, Role, Section, Session, SessionStatus
from speakers.models import Organization, Speaker

FILE = Path(__file__).with_name("open_smart_regions_2020.toml")

Fields = dict[str, Any]
People = dict[str, tuple[Speaker, Fields]]
"""By slug: the speaker, and the function and organization that the file gives."""


@transaction.atomic
def load(file: Path = FILE) -> Event:
    """Put the file's forum into the database: all of it or, where a row is refused, nothing.

    What the file names is made or put back as the file has it; other rows are left alone.
    """
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    organizations = {
        slug: put(Organization, {"slug": slug}, **fields)
        for slug, fields in data["organization"].items()
    }
    people = {
        slug: _put_speaker(slug, fields, organizations) for slug, fields in data["speaker"].items()
    }
    event = _put_event(data["event"], organizations, people)
    for position, fields in enumerate(data["section"], start=1):
        _put_section(event, position, fields, people)
    for position, fields in enumerate(data["page"], start=1):
        key = {"slug": fields.pop("slug")}
        put(Page, key, menu_position=position, status=PageStatus.PUBLISHED, **fields)
    return event


def _put_speaker(
    slug: str, fields: Fields, organizations: dict[str, Organization]
) -> tuple[Speaker, Fields]:
    fields["organization"] = organizations.get(fields.get("organization"))
    post = {field: fields[field] for field in ("function", "organization") if field in fields}
    return put(Speaker, {"slug": slug}, **fields), post


def _put_event(fields: Fields, organizations: dict[str, Organization], people: People) -> Event:
    partnerships, experts = fields.pop("partnerships"), fields.pop("experts")
    event = put(Event, {"slug": fields.pop("slug")}, **fields)
    for position, partnership in enumerate(partnerships, start=1):
        organization = organizations[partnership["organization"]]
        key = {"event": event, "organization": organization, "role": partnership["role"]}
        put(Partnership, key, position=position)
    _put_people({"event": event}, experts, people, role=Role.EXPERT)
    return event


def _put_section(event: Event, position: int, fields: Fields, people: People) -> None:
    sessions, key = fields.pop("session"), {"event": event, "slug": fields.pop("slug")}
    section = put(Section, key, position=position, **fields)
    for place, session_fields in enumerate(sessions, start=1):
        speakers = session_fields.pop("speakers")
        key = {"event": event, "slug": session_fields.pop("slug")}
        standing = {"section": section, "position": place, "status": SessionStatus.PUBLISHED}
        session = put(Session, key, **standing, **session_fields)
        _put_people({"session": session}, speakers, people, role=Role.SPEAKER)


def _put_people(target: dict[str, models.Model], slugs: list[str], people: People, *, role: str):
    for position, slug in enumerate(slugs, start=1):
        speaker, post = people[slug]
        put(Contribution, {**target, "speaker": speaker, "role": role}, position=position, **post)
