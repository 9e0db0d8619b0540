"""What a merger moves and drops, in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext

from content.bidi import isolate
from content.saving import Content
from programme.admin.merging.pairs import Collision, Pair
from programme.models import Contribution, ImportedFrom, Partnership, Quote


def moving_in_words(pair: Pair) -> list[str]:
    """“12 parts in sessions, sections and events”, “1 quote”."""
    return [_counted(model, count) % {"count": count} for model, count in pair.moving.items()]


def _counted(model: type[Content], count: int) -> str:
    if model is Contribution:
        return ngettext(
            "%(count)s part in a session, section or event",
            "%(count)s parts in sessions, sections or events",
            count,
        )
    if model is Quote:
        return ngettext("%(count)s quote", "%(count)s quotes", count)
    if model is ImportedFrom:
        return ngettext("%(count)s imported entry", "%(count)s imported entries", count)
    if model is Partnership:
        return ngettext("%(count)s partnership", "%(count)s partnerships", count)
    return ngettext("%(count)s person", "%(count)s people", count)


def collisions_in_words(pair: Pair) -> Iterator[str]:
    for collision in pair.collisions:
        is_kept = collision.relation.owner(collision.stays) == pair.kept.pk
        stays, goes = (pair.kept, pair.gone) if is_kept else (pair.gone, pair.kept)
        text = gettext(
            "“%(place)s”: both are there as %(role)s. The entry of “%(stays)s” (no. %(number)s) "
            "stays, that of “%(goes)s” (no. %(other)s) goes."
        )
        yield text % {
            "place": isolate(_place(collision)),
            "role": collision.stays.get_role_display(),
            "stays": isolate(str(stays)),
            "number": stays.pk,
            "goes": isolate(str(goes)),
            "other": goes.pk,
        }


def _place(collision: Collision) -> str:
    row = collision.stays
    return str(row.get_target() if isinstance(row, Contribution) else row.event)
