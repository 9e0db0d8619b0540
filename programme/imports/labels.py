"""What we call our own columns, session types, statuses and roles, in every language."""

from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext

from content.folding import fold_for_search
from programme.exports.sheet_columns import Column, programme_columns
from programme.models.contributions import Role
from programme.models.kinds import SessionKind
from programme.models.visibility import SessionStatus


def kind_labelled(word: str) -> str:
    """The code of the session type of this name; empty for another word."""
    return _codes(SessionKind).get(fold_for_search(word), "")


def status_labelled(word: str) -> str:
    return _codes(SessionStatus).get(fold_for_search(word), "")


def role_labelled(word: str) -> str:
    return _codes(Role).get(fold_for_search(word), "")


def exported_columns(headings: Sequence[str]) -> tuple[str, dict[int, Column]]:
    """The language and the columns of a sheet that was exported here; nothing of another one."""
    for language in settings.MODELTRANSLATION_LANGUAGES:
        with translation.override(language):
            if found := programme_columns(headings):
                return language, found
    return "", {}


@cache
def _no_rooms() -> set[str]:
    found = set()
    for language in settings.MODELTRANSLATION_LANGUAGES:
        with translation.override(language):
            found |= {gettext("Online"), gettext("To be announced")}
    return found


def is_no_room(name: str) -> bool:
    """Whether our exports write this where a session has no room."""
    return name in _no_rooms()


@cache
def _codes(choices: type[models.TextChoices]) -> dict[str, str]:
    found = {}
    for language in settings.MODELTRANSLATION_LANGUAGES:
        with translation.override(language):
            found |= {fold_for_search(str(one.label)): one.value for one in choices}
    return found
