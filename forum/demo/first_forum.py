"""The first forum, from its data file into the database, as often as one likes."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import models, transaction

from forum.addresses import follow
from forum.demo.rows import english, put
from forum.models import Page, PageStatus
from programme.models import Contribution, Event, Partnership, Role, Section, Session, SessionStatus
from speakers.models import Organization, Speaker

FILE = Path(__file__).with_name("open_smart_regions_2020.toml")

Fields = dict[str, Any]
People = dict[str, tuple[Speaker, Fields]]
"""By slug: the speaker, and the function and organization that the file gives."""


@transaction.atomic
def load(file: Path = FILE) -> Event:
    """Put the file's forum into the database: all of it or, where a row is refused, nothing.

    What the file names is made or put back as the file has it; other rows are left alone. Staff may
    have given a row another address: it keeps that, and is known by where the one in the file leads
    now, or by its English name.
    """
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    organizations = {
        slug: put(Organization, *_known_by("organizations", slug, name=fields["name"]), **fields)
        for slug, fields in data["organization"].items()
    }
    people = {
        slug: _put_speaker(slug, fields, organizations) for slug, fields in data["speaker"].items()
    }
    event = _put_event(data["event"], organizations, people)
    for position, fields in enumerate(data["section"], start=1):
        _put_section(event, position, fields, people)
    for position, fields in enumerate(data["page"], start=1):
        _put_page(position, fields)
    return event


def _put_page(position: int, fields: Fields) -> None:
    """Its text is where staff begin to write: that of a page which is there already stays."""
    keys = _known_by("pages", fields.pop("slug"), title=fields["title"])
    if any(Page.objects.filter(**key).exists() for key in keys):
        fields.pop("body", None)
    put(Page, *keys, menu_position=position, status=PageStatus.PUBLISHED, **fields)


def _known_by(folder: str, slug: str, **name: Any) -> list[Fields]:
    """What a row with a page below this folder can be known by: its address of today, its name."""
    path = f"{folder}/{slug}"
    ((field, text),) = name.items()
    return [
        {"slug": (follow(path) or path).rpartition("/")[2]},
        {f"{field}_en": english(text).strip()},
    ]


def _put_speaker(
    slug: str, fields: Fields, organizations: dict[str, Organization]
) -> tuple[Speaker, Fields]:
    fields["organization"] = organizations.get(fields.get("organization"))
    post = {field: fields[field] for field in ("function", "organization") if field in fields}
    return put(Speaker, *_known_by("speakers", slug, name=fields["name"]), **fields), post


def _put_event(fields: Fields, organizations: dict[str, Organization], people: People) -> Event:
    partnerships, experts = fields.pop("partnerships"), fields.pop("experts")
    event = put(Event, {"acronym": fields.pop("acronym")}, {"slug": fields.pop("slug")}, **fields)
    for position, partnership in enumerate(partnerships, start=1):
        organization = organizations[partnership["organization"]]
        key, role = {"event": event, "organization": organization}, {"role": partnership["role"]}
        put(Partnership, key | role, key, position=position, **role)
    _put_people({"event": event}, experts, people, role=Role.EXPERT)
    return event


def _put_section(event: Event, position: int, fields: Fields, people: People) -> None:
    sessions, own = fields.pop("session"), {"event": event}
    keys = [{"slug": fields.pop("slug")}, {"title_en": english(fields["title"])}]
    section = put(Section, *(own | key for key in keys), position=position, **fields)
    for place, session_fields in enumerate(sessions, start=1):
        speakers = session_fields.pop("speakers")
        folder = f"events/{event.slug}/sessions"
        keys = _known_by(folder, session_fields.pop("slug"), title=session_fields["title"])
        standing = {"section": section, "position": place, "status": SessionStatus.PUBLISHED}
        session = put(Session, *(own | key for key in keys), **standing, **session_fields)
        _put_people({"session": session}, speakers, people, role=Role.SPEAKER)


def _put_people(target: dict[str, models.Model], slugs: list[str], people: People, *, role: str):
    for position, slug in enumerate(slugs, start=1):
        speaker, post = people[slug]
        key = {**target, "speaker": speaker}
        put(Contribution, key | {"role": role}, key, role=role, position=position, **post)
