"""Acts in words: “moved 14 sessions by 15 minutes”. Pure: the changes are given."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone
from django.utils.translation import npgettext, pgettext

from content.bidi import isolate
from content.dates import date_format
from content.history.columns import changed_fields, find_model
from content.history.delays import common_delay, duration_words
from content.history.models import Act, Change, ChangeKind, Verb
from content.history.wording import NOUNS, list_words

REVERSED = {
    ChangeKind.ADDED: ChangeKind.DELETED,
    ChangeKind.DELETED: ChangeKind.ADDED,
    ChangeKind.CHANGED: ChangeKind.CHANGED,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a model an act added, changed or deleted, and the name of the first."""

    model: str
    kind: str
    count: int
    name: str = ""

    @property
    def is_part(self) -> bool:
        """Whether such rows are edited in the form of another."""
        model = find_model(self.model)
        return model is not None and bool(model.part_of)


@dataclass(frozen=True, slots=True)
class Deed:
    """What an act did: all that it touched in numbers, and its first changes."""

    tallies: Sequence[Tally]
    changes: Sequence[Change]
    delays: frozenset[dt.timedelta] = field(default_factory=frozenset)
    """By how much it moved what it moved."""

    def reversed(self) -> "Deed":
        """What taking it back did."""
        tallies = [replace(tally, kind=REVERSED[tally.kind]) for tally in self.tallies]
        changes = [reversed_change(change) for change in self.changes]
        return Deed(tallies, changes, frozenset(-delay for delay in self.delays))

    def rows(self, kind: str, *, parts: bool = False) -> list[Tally]:
        return [t for t in self.tallies if t.kind == kind and t.is_part == parts]


def reversed_change(change: Change) -> Change:
    return Change(
        kind=REVERSED[change.kind],
        model=change.model,
        key=change.key,
        root_model=change.root_model,
        root_key=change.root_key,
        name=change.name,
        before=change.after,
        after=change.before,
        private=change.private,
    )


def moment_words(moment: dt.datetime, now: dt.datetime) -> str:
    """“today 10:42”, “yesterday 14:53”, “21 November, 16:05”, in the active zone."""
    at, today = timezone.localtime(moment), timezone.localtime(now).date()
    clock = {"clock": date_format(at, "H:i")}
    if at.date() == today:
        return pgettext("a moment", "today %(clock)s") % clock
    if at.date() == today - dt.timedelta(days=1):
        return pgettext("a moment", "yesterday %(clock)s") % clock
    return date_format(at, "j F, H:i" if at.year == today.year else "j F Y, H:i")


def describe(act: Act, deed: Deed) -> str:
    """What the act did; the person who did it is the subject: “changed the title in French”."""
    if act.verb == Verb.RESTORED:
        return _restored(act.restores)
    if act.verb != Verb.UNDID:
        return _done(act, deed)
    first, times = _first_undone(act)
    if first is None:
        return pgettext("history", "undid an earlier change")
    if times % 2:
        done = _done(first, deed.reversed())
        return pgettext("history", "undid: %(act)s") % {"act": done}
    done = _done(first, deed)
    return pgettext("history", "redid: %(act)s") % {"act": done}


def _first_undone(act: Act) -> tuple[Act | None, int]:
    """The act that a chain of undos is about, and how many undos there are."""
    times = 0
    while act and act.verb == Verb.UNDID:
        act, times = act.undoes, times + 1
    return act, times


def _restored(version: Act | None) -> str:
    if version is None:
        return pgettext("history", "restored an earlier version")
    return pgettext("history", "restored the version of %(when)s") % {"when": version.when}


def _done(act: Act, deed: Deed) -> str:
    done = _deed(act.verb, act.words, deed)
    if not act.conflicts:
        return done
    words = npgettext(
        "history",
        "%(act)s, with %(count)s conflict",
        "%(act)s, with %(count)s conflicts",
        act.conflicts,
    )
    return words % {"act": done, "count": act.conflicts}


def _deed(verb: str, words: str, deed: Deed) -> str:
    changed = deed.rows(ChangeKind.CHANGED) or deed.rows(ChangeKind.CHANGED, parts=True)
    match verb:
        case Verb.IMPORTED:
            return _imported(words, deed)
        case Verb.DUPLICATED if added := deed.rows(ChangeKind.ADDED):
            return _duplicated(words, added)
        case Verb.MERGED if gone := deed.rows(ChangeKind.DELETED):
            return _merged(words, gone)
        case Verb.MOVED if changed:
            return _moved(changed, deed.delays)
        case Verb.PUBLISHED | Verb.UNPUBLISHED | Verb.CANCELLED | Verb.REINSTATED if changed:
            return status_sentence(verb) % {"rows": _rows(changed)}
        case Verb.WITHDREW | Verb.REJOINED if changed:
            return _withdrawn(verb, changed)
    return list_words(_clauses(deed)) or _unseen(deed)


def _withdrawn(verb: str, changed: Sequence[Tally]) -> str:
    """One person may withdraw from many sessions: what is counted are parts, not people."""
    count = sum(tally.count for tally in changed)
    if verb == Verb.WITHDREW:
        one = pgettext("history", "recorded the withdrawal of %(rows)s")
        words = npgettext(
            "history", "recorded %(count)s withdrawal", "recorded %(count)s withdrawals", count
        )
    else:
        one = pgettext("history", "took back the withdrawal of %(rows)s")
        words = npgettext(
            "history", "took back %(count)s withdrawal", "took back %(count)s withdrawals", count
        )
    return one % {"rows": _rows(changed)} if count == 1 else words % {"count": count}


def status_sentence(verb: str) -> str:
    return {
        Verb.PUBLISHED: pgettext("history", "published %(rows)s"),
        Verb.UNPUBLISHED: pgettext("history", "unpublished %(rows)s"),
        Verb.CANCELLED: pgettext("history", "cancelled %(rows)s"),
        Verb.REINSTATED: pgettext("history", "reinstated %(rows)s"),
    }[Verb(verb)]


def _imported(words: str, deed: Deed) -> str:
    whole = [*deed.rows(ChangeKind.ADDED), *deed.rows(ChangeKind.CHANGED)]
    rows = _rows(whole or deed.rows(ChangeKind.CHANGED, parts=True))
    if not words:
        return pgettext("history", "imported %(rows)s") % {"rows": rows}
    details = {"file": isolate(words), "rows": rows}
    return pgettext("history", "imported %(file)s: %(rows)s") % details


def _duplicated(words: str, added: Sequence[Tally]) -> str:
    """The copy by its name; what came with it goes without saying."""
    whole = [t for t in added if t.model in NOUNS and NOUNS[t.model].contains] or added
    details = {"name": isolate(words), "rows": _rows(whole)}
    return pgettext("history", "duplicated “%(name)s” as %(rows)s") % details


def _merged(words: str, gone: Sequence[Tally]) -> str:
    details = {"rows": _rows(gone), "name": isolate(words)}
    return pgettext("history", "merged %(rows)s into “%(name)s”") % details


def _moved(changed: Sequence[Tally], delays: frozenset[dt.timedelta]) -> str:
    rows = _rows(changed)
    minutes = common_delay(delays)
    if not minutes:
        return pgettext("history", "moved %(rows)s") % {"rows": rows}
    sentence = (
        pgettext("history", "moved %(rows)s by %(minutes)s")
        if minutes > 0
        else pgettext("history", "brought %(rows)s forward by %(minutes)s")
    )
    return sentence % {"rows": rows, "minutes": duration_words(abs(minutes))}


def _clauses(deed: Deed) -> list[str]:
    added, deleted = deed.rows(ChangeKind.ADDED), deed.rows(ChangeKind.DELETED)
    if whole := [t for t in deleted if t.model in NOUNS and NOUNS[t.model].contains]:
        return [_clause(pgettext("history", "put %(rows)s in the bin"), whole)]
    if whole := [t for t in added if t.model in NOUNS and NOUNS[t.model].contains]:
        return [_clause(pgettext("history", "added %(rows)s"), whole)]
    clauses = [
        _clause(pgettext("history", "added %(rows)s"), added),
        _clause(pgettext("history", "put %(rows)s in the bin"), deleted),
        _changed(deed),
        *([] if added or deleted else _parts(deed)),
    ]
    return [clause for clause in clauses if clause]


def _clause(sentence: str, tallies: Sequence[Tally]) -> str:
    return sentence % {"rows": _rows(tallies)} if tallies else ""


def _parts(deed: Deed) -> list[str]:
    added = deed.rows(ChangeKind.ADDED, parts=True)
    deleted = deed.rows(ChangeKind.DELETED, parts=True)
    changed = deed.rows(ChangeKind.CHANGED, parts=True)
    return [
        _clause(pgettext("history", "added %(rows)s"), added),
        _clause(pgettext("history", "removed %(rows)s"), deleted),
        _clause(pgettext("history", "changed %(rows)s"), changed),
    ]


def _changed(deed: Deed) -> str:
    """The fields of a single row, else how many rows were changed, and what of their container."""
    tallies = deed.rows(ChangeKind.CHANGED)
    sentence = pgettext("history", "changed %(rows)s")
    if sum(tally.count for tally in tallies) != 1:
        rows = [_noun_with_fields(tally, deed) for tally in tallies]
        return sentence % {"rows": list_words(rows)} if rows else ""
    own = [c for c in deed.changes if c.kind == ChangeKind.CHANGED and c.model == tallies[0].model]
    if deed.rows(ChangeKind.ADDED) or deed.rows(ChangeKind.DELETED) or not own:
        return _clause(sentence, tallies)
    fields = changed_fields(own[0])
    return sentence % {"rows": list_words(fields)} if fields else ""


def _noun_with_fields(tally: Tally, deed: Deed) -> str:
    """“the event “Forum” (the time zone)”: why the rows within it changed too."""
    own = [c for c in deed.changes if c.kind == ChangeKind.CHANGED and c.model == tally.model]
    is_container = tally.model in NOUNS and NOUNS[tally.model].contains
    fields = changed_fields(own[0]) if is_container and tally.count == len(own) == 1 else []
    if not fields:
        return _noun(tally)
    parts = {"row": _noun(tally), "fields": list_words(fields)}
    return pgettext("history", "%(row)s (%(fields)s)") % parts


def _rows(tallies: Iterable[Tally]) -> str:
    """“14 sessions and 3 people”, or the only one by its name."""
    return list_words([_noun(tally) for tally in tallies])


def _noun(tally: Tally) -> str:
    if noun := NOUNS.get(tally.model):
        return noun.named(tally.name, count=tally.count)
    model = find_model(tally.model)
    kind = model._meta.verbose_name_plural if model else tally.model
    return f"{kind} ({tally.count})"


def _unseen(deed: Deed) -> str:
    """Nothing that it changed is shown in words."""
    if any("stale" in change.columns for change in deed.changes):
        return pgettext("history", "marked a translation as correct")
    return pgettext("history", "changed technical details")
