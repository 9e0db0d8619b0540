"""Session types in the words of a file: ours, those that staff chose for the source, or other."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from content.folding import fold_for_search
from programme.imports.values import Notice, ReadProgramme, ReadSession
from programme.imports.words import is_known_kind


def with_kinds(read: ReadProgramme, chosen: Mapping[str, str]) -> ReadProgramme:
    """`chosen` has the codes of session types by folded words."""
    sessions = tuple(_with_kind(one, chosen) for one in read.sessions)
    words = dict.fromkeys(one.kind_word for one in sessions if one.kind_word)
    unknown = tuple(
        word for word in words if fold_for_search(word) not in chosen and not is_known_kind(word)
    )
    notices = read.notices
    if unknown:
        text = _("Unknown session types, imported as “Other”: %(words)s.")
        notices = (*notices, Notice(0, text % {"words": ", ".join(unknown)}))
    return replace(read, sessions=sessions, notices=notices, unknown_kinds=unknown)


def _with_kind(session: ReadSession, chosen: Mapping[str, str]) -> ReadSession:
    code = chosen.get(fold_for_search(session.kind_word)) if session.kind_word else None
    return replace(session, kind=code) if code else session
