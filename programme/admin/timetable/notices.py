"""Sentences about what the timetable could not do, and about what somebody else did meanwhile."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.bidi import isolate
from content.dates import date_format
from content.history.describe import moment_words
from content.history.models import Act, Change
from programme.admin.timetable.page import Timetable
from programme.admin.timetable.rows import Row
from programme.conflicts import Planned
from programme.models import Session

LABEL = Session._meta.label_lower


PLACE = {"starts_at", "ends_at", "room_id"}


@dataclass(frozen=True, slots=True)
class RowNotice:
    row: Row
    sentence: str


@dataclass(frozen=True, slots=True)
class Notices:
    """False if there are none."""

    refused: list[RowNotice]
    overtaken: list[RowNotice]
    gone: list[str]
    is_after_save: bool = False

    def __bool__(self) -> bool:
        return bool(self.refused or self.overtaken or self.gone)


def notices_of(page: Timetable) -> Notices:
    acts = last_moves([row.key for row in page.overtaken])
    return Notices(
        refused=[RowNotice(row, refused_in_words(row)) for row in page.refused],
        overtaken=[
            RowNotice(row, overtaken_in_words(row, acts.get(row.key))) for row in page.overtaken
        ],
        gone=gone_in_words(page.gone),
        is_after_save="save" in page.posted,
    )


def last_moves(keys: Collection[int]) -> dict[int, Act]:
    """The last act that put each of these sessions elsewhere, in one query."""
    if not keys:
        return {}
    changes = Change.objects.filter(model=LABEL, key__in=keys).order_by("pk")
    return {
        change.key: change.act
        for change in changes.select_related("act__by").defer("sealed")
        if not PLACE.isdisjoint(change.columns)
    }


def last_acts(keys: Collection[int]) -> dict[int, Act]:
    """The last act that changed each of these sessions, in one query."""
    if not keys:
        return {}
    found = Change.objects.latest_of(LABEL, keys)
    return {key: change.act for change in found for model, key in [change.root] if model == LABEL}


def overtaken_in_words(row: Row, act: Act | None) -> str:
    """Who has put the session elsewhere meanwhile, and where it is here."""
    words = {
        "title": isolate(row.stored.title[0]),
        "theirs": where_in_words(row.stored),
        "ours": where_in_words(row.after),
        "who": isolate(act.who) if act else "",
        "when": moment_words(act.at, timezone.now()) if act else "",
    }
    if act is None:
        text = _("“%(title)s” has been moved meanwhile: %(theirs)s. You have: %(ours)s.")
    else:
        text = _("%(who)s (%(when)s) moved “%(title)s”: %(theirs)s. You have: %(ours)s.")
    return text % words


def where_in_words(session: Planned) -> str:
    """`Tue 4 May, 09:30–10:15, Atlas`."""
    room = isolate(session.room.name[0]) if session.room else _("no room")
    if session.starts_at is None:
        return _("not placed, %(room)s") % {"room": room}
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    words = {"day": date_format(start, "D j N"), "hours": f"{start:%H:%M}–{end:%H:%M}"}
    return _("%(day)s, %(hours)s, %(room)s") % (words | {"room": room})


def refused_in_words(row: Row) -> str:
    """Which session it is, what was typed, and why it cannot be so."""
    words = {"title": isolate(row.stored.title[0]), "reason": " ".join(row.faults.values())}
    return _("“%(title)s”: %(reason)s") % words


def gone_in_words(keys: Collection[int]) -> list[str]:
    """What was moved here and is no longer in the event: deleted, or moved to another one."""
    if not keys:
        return []
    names: Mapping[tuple[str, int], str] = Change.objects.names_of((LABEL, key) for key in keys)
    acts = last_acts(keys)
    return [_gone(names[LABEL, key], acts.get(key)) for key in keys if (LABEL, key) in names] or [
        _some_gone(len(keys))
    ]


def _gone(name: str, act: Act | None) -> str:
    if act is None:
        return _("“%(title)s” is no longer in this event.") % {"title": isolate(name)}
    words = {"title": isolate(name), "who": isolate(act.who)}
    words["when"] = moment_words(act.at, timezone.now())
    return _("“%(title)s” is no longer in this event: %(who)s, %(when)s.") % words


def _some_gone(count: int) -> str:
    text = ngettext(
        "%(count)s session is no longer in this event.",
        "%(count)s sessions are no longer in this event.",
        count,
    )
    return text % {"count": count}
