"""Loads the first forum from its data file. Loading it again restores what the file says."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import models, transaction

from content.history.acts import act
from content.history.models import Verb
from forum.demo.rows import english, insert, upsert
from forum.models import Identity, Page, PageStatus
from forum.redirects import follow
from programme.models import Contribution, Event, Partnership, Role, Section, Session, SessionStatus
from speakers.models import Organization, Speaker

FILE = Path(__file__).with_name("open_smart_regions_2020.toml")

Fields = dict[str, Any]
People = dict[str, tuple[Speaker, Fields]]
"""By slug: the speaker, and the function and organization that the file gives."""


@transaction.atomic
@act(verb=Verb.IMPORTED, words=FILE.name)
def load(file: Path = FILE) -> Event:
    """Insert or update the rows that the file describes, and no others.

    A row is found by the slug in the file, by the slug that staff gave it since, which it keeps,
    or by its English name. Raises ValidationError, and changes nothing, if a row is not valid.
    """
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    organizations = {
        slug: upsert(Organization, *_keys("organizations", slug, name=fields["name"]), **fields)
        for slug, fields in data["organization"].items()
    }
    people = {
        slug: _upsert_speaker(slug, fields, organizations)
        for slug, fields in data["speaker"].items()
    }
    event = _upsert_event(data["event"], organizations, people)
    for position, fields in enumerate(data["section"], start=1):
        _upsert_section(event, position, fields, people)
    for position, fields in enumerate(data["page"], start=1):
        _upsert_page(position, fields)
    _insert_identity(data["identity"])
    return event


def _insert_identity(fields: Fields) -> None:
    """A site that has one keeps it, whatever the file says."""
    if not Identity.objects.exists():
        insert(Identity, **fields)


def _upsert_page(position: int, fields: Fields) -> None:
    """The file's text is only a beginning: an existing page keeps its own."""
    keys = _keys("pages", fields.pop("slug"), title=fields["title"])
    if any(Page.objects.filter(**key).exists() for key in keys):
        fields.pop("body", None)
    upsert(Page, *keys, menu_position=position, status=PageStatus.PUBLISHED, **fields)


def _keys(folder: str, slug: str, **name: Any) -> list[Fields]:
    """Lookups for a row whose public page is in this folder: its present slug, its English name."""
    path = f"{folder}/{slug}"
    ((field, text),) = name.items()
    return [
        {"slug": (follow(path) or path).rpartition("/")[2]},
        {f"{field}_en": english(text).strip()},
    ]


def _upsert_speaker(
    slug: str, fields: Fields, organizations: dict[str, Organization]
) -> tuple[Speaker, Fields]:
    fields["organization"] = organizations.get(fields.get("organization"))
    post = {field: fields[field] for field in ("function", "organization") if field in fields}
    return upsert(Speaker, *_keys("speakers", slug, name=fields["name"]), **fields), post


def _upsert_event(fields: Fields, organizations: dict[str, Organization], people: People) -> Event:
    partnerships, experts = fields.pop("partnerships"), fields.pop("experts")
    keys = {"acronym": fields.pop("acronym")}, {"slug": fields.pop("slug")}
    event = upsert(Event, *keys, **fields)
    for position, partnership in enumerate(partnerships, start=1):
        organization = organizations[partnership["organization"]]
        key, role = {"event": event, "organization": organization}, {"role": partnership["role"]}
        upsert(Partnership, key | role, key, position=position, **role)
    _upsert_contributions({"event": event}, experts, people, role=Role.EXPERT)
    return event


def _upsert_section(event: Event, position: int, fields: Fields, people: People) -> None:
    sessions, in_event = fields.pop("session"), {"event": event}
    keys = [{"slug": fields.pop("slug")}, {"title_en": english(fields["title"])}]
    section = upsert(Section, *(in_event | key for key in keys), position=position, **fields)
    for number, session_fields in enumerate(sessions, start=1):
        speakers = session_fields.pop("speakers")
        folder = f"events/{event.slug}/sessions"
        keys = _keys(folder, session_fields.pop("slug"), title=session_fields["title"])
        session_fields |= {"section": section, "position": number}
        session_fields |= {"status": SessionStatus.PUBLISHED}
        session = upsert(Session, *(in_event | key for key in keys), **session_fields)
        _upsert_contributions({"session": session}, speakers, people, role=Role.SPEAKER)


def _upsert_contributions(
    target: dict[str, models.Model], slugs: list[str], people: People, *, role: str
) -> None:
    for position, slug in enumerate(slugs, start=1):
        speaker, post = people[slug]
        key = {**target, "speaker": speaker}
        upsert(Contribution, key | {"role": role}, key, role=role, position=position, **post)
