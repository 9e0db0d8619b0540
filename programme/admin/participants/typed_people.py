"""People whose names are typed into a form: found among those that exist, or made with it."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from content.admin.forms import is_primary_key
from content.folding import fold_for_search
from content.translations import columns, reading_language
from speakers.look_alikes import look_alikes
from speakers.models import Organization, Speaker
from speakers.typed_names import Match, split_honorific

NEW = "new"
"""The answer that a name is that of nobody who exists."""
MOST_OFFERED = 5
_ARABIC = re.compile("[\u0620-\u064a]")
_FIELDS_OF_PERSON = {"name": "typed_name", "honorific": "typed_name", "function": "typed_function"}


@dataclass
class NewRows:
    """What one form makes. Rows with the same name share one person, or one organization."""

    may_add_people: bool = False
    may_add_organizations: bool = False
    people: dict[str, Speaker] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """What was typed in one line, and the answers to what was asked about it."""

    name: str
    honorific: str
    function: str
    organization: str
    same_person: str
    same_organization: str

    @classmethod
    def of(cls, values: dict[str, Any]) -> "Typed":
        honorific, name = split_honorific(values.get("typed_name", ""))
        return cls(
            name,
            honorific,
            values.get("typed_function", ""),
            values.get("typed_organization", ""),
            values.get("same_person", ""),
            values.get("same_organization", ""),
        )


class Ask(Exception):
    """It takes a person to decide: which of these rows is meant, or is it a new one?"""

    def __init__(self, name: str, rows: list[models.Model], message: str):
        super().__init__(message)
        self.name, self.rows, self.message = name, rows[:MOST_OFFERED], message


def person_meant(typed: Typed, new: NewRows) -> tuple[Speaker, dict[str, Any]]:
    """The person, and the columns of the contribution that differ from the person's own.

    Raises `Ask`, or a ValidationError whose keys are fields of the line.
    """
    person = _existing_person(typed, new)
    if person is None:
        return _new_person(typed, new), {}
    return person, _on_the_day(typed, person, new)


def store(row: Organization | Speaker) -> Organization | Speaker:
    """Save a person or an organization that is new; a person with an organization that is."""
    if row.pk is not None:
        return row
    if isinstance(row, Speaker) and row.organization:
        row.organization = store(row.organization)
    row.save()
    return row


def language_of(text: str) -> str:
    """The column for a text: Arabic by its letters, else the Latin language of the page."""
    if _ARABIC.search(text):
        return "ar"
    return "fr" if reading_language() == "fr" else "en"


def _existing_person(typed: Typed, new: NewRows) -> Speaker | None:
    people = Speaker.objects.select_related("organization")
    if chosen := _chosen(people, typed.same_person):
        return chosen
    if typed.same_person == NEW or fold_for_search(typed.name) in new.people:
        return None
    found = look_alikes(people, typed.name)
    same = [person for person, match in found if match is Match.SAME]
    if len(same) == 1 and _fits(typed, same[0]):
        return same[0]
    if found:
        message = _("There are people with this name, or a similar one. Who is it?")
        raise Ask("same_person", [person for person, _match in found], message)
    return None


def _chosen(rows: models.QuerySet, answer: str) -> models.Model | None:
    """The row that an answer names; None if it is gone meanwhile, so that it is asked again."""
    return rows.filter(pk=answer).first() if is_primary_key(answer) else None


def _fits(typed: Typed, person: Speaker) -> bool:
    """Whether nothing that was typed speaks against it."""
    body = person.organization
    names = [*_texts(body, "name"), *_texts(body, "acronym")] if body else []
    return _is_among(typed.function, _texts(person, "function")) and _is_among(
        typed.organization, names
    )


def _texts(row: models.Model, name: str) -> list[str]:
    return [getattr(row, column) or "" for column in columns(name)]


def _is_among(text: str, others: list[str]) -> bool:
    return not text or fold_for_search(text) in map(fold_for_search, others)


def _on_the_day(typed: Typed, person: Speaker, new: NewRows) -> dict[str, Any]:
    if _fits(typed, person):
        return {}
    body = _organization(typed, new)
    values = {"organization": body} if body else {}
    if typed.function:
        values[f"function_{language_of(typed.function)}"] = typed.function
    return values


def _new_person(typed: Typed, new: NewRows) -> Speaker:
    key = fold_for_search(typed.name)
    if key in new.people:
        return new.people[key]
    if not new.may_add_people:
        text = _("Nobody has this name yet, and you may not add people. Ask an editor.")
        raise ValidationError({"typed_name": text})
    language = language_of(typed.name)
    person = Speaker(organization=_organization(typed, new))
    setattr(person, f"name_{language}", typed.name)
    setattr(person, f"honorific_{language}", typed.honorific)
    setattr(person, f"function_{language_of(typed.function)}", typed.function)
    _check(person, _FIELDS_OF_PERSON)
    new.people[key] = person
    return person


def _organization(typed: Typed, new: NewRows) -> Organization | None:
    key = fold_for_search(typed.organization)
    if not typed.organization or key in new.organizations:
        return new.organizations.get(key)
    bodies = Organization.objects.all()
    if chosen := _chosen(bodies, typed.same_organization):
        return chosen
    found = look_alikes(bodies, typed.organization, titles=("name", "acronym"))
    same = [body for body, match in found if match is Match.SAME]
    if len(same) == 1:
        return same[0]
    if found and typed.same_organization != NEW:
        message = _("There are organizations with this name, or a similar one. Which is it?")
        raise Ask("same_organization", [body for body, _match in found], message)
    if not new.may_add_organizations:
        text = _("There is no such organization yet, and you may not add one. Ask an editor.")
        raise ValidationError({"typed_organization": text})
    body = Organization()
    setattr(body, f"name_{language_of(typed.organization)}", typed.organization)
    _check(body, {"name": "typed_organization"})
    new.organizations[key] = body
    return body


def _check(row: models.Model, fields: dict[str, str]) -> None:
    """Report the mistakes of a new row beside the fields of the line."""
    try:
        row.full_clean(exclude=["slug", "sort_key", "organization"])
    except ValidationError as error:
        found: dict[str, list] = {}
        for name, errors in error.error_dict.items():
            stem = name.rpartition("_")[0] or name
            found.setdefault(fields.get(stem, next(iter(fields.values()))), []).extend(errors)
        raise ValidationError(found) from error
