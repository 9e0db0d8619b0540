"""Former addresses: after a change they redirect, after a deletion they say so.

A row with a page of its own leaves a `FormerAddress` behind when its address changes, when it stops
being public and when it is deleted, provided that the public saw it.
"""

from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.dispatch import receiver
from django.http import QueryDict

from content.saving import written
from content.translations import best_translation
from forum.models import FormerAddress, Page
from programme.models import Event, Room, Section, Session
from programme.models.mergers import merged, separated
from programme.models.visibility import PUBLIC_SESSION_STATUSES
from speakers.models import Organization, Speaker

MODELS_WITH_PAGES = (Event, Section, Session, Room, Speaker, Organization, Page)
ADDRESS_COLUMNS = ("slug", "event_id", "status")
"""A change of any of these may change where a page is, or whether there is one."""
MODELS_WITH_STATUS = (Event, Session, Page)
"""What may be public as soon as it is made; others are by rows that refer to them."""
MODELS_WITH_TITLES = (Section, Session)
"""What is named after it was removed; the name of a person is never kept."""
MOST_STEPS = 10


class Place(NamedTuple):
    """Where a row has its page, as a path without a language, and whether the public sees it."""

    path: str
    is_public: bool
    title: dict[str, str]
    """By language, if it is kept."""


def neutral_path(address: str) -> str:
    """The path without its language and outer slashes: `/en/events/x/` is `events/x`."""
    return address.strip("/").partition("/")[2]


def remember(path: str, *, moved_to: str = "", title: dict[str, str] | None = None) -> None:
    defaults = {"moved_to": moved_to, "title": title or {}}
    FormerAddress.objects.update_or_create(path=path, defaults=defaults)


def forget(path: str) -> None:
    FormerAddress.objects.filter(path=path).delete()


@receiver(written, dispatch_uid="former-addresses")
def keep_address(sender, row, before, is_cascade, **signal) -> None:
    """Keep what a change would lose; nothing is kept of a page that the public never saw."""
    if sender not in MODELS_WITH_PAGES:
        return
    if row is None:
        _keep_deleted(before, is_cascade)
    elif before is None:
        if sender in MODELS_WITH_STATUS:
            _keep_changed(None, _place(row))
    elif _differ(row, before, ADDRESS_COLUMNS):
        _keep_changed(_place(before, row), _place(row))


@receiver(merged, dispatch_uid="addresses-of-merged-records")
def lead_to_kept(sender, gone, kept, was_public, **signal) -> None:
    """The address of a record that went into another one leads there, if the public ever saw it."""
    path, target = (neutral_path(row.get_absolute_url()) for row in (gone, kept))
    if was_public or _once_public(path):
        FormerAddress.objects.filter(path=target, moved_to=path).delete()
        remember(path, moved_to=target)


@receiver(separated, dispatch_uid="addresses-of-separated-records")
def lead_back(sender, gone, **signal) -> None:
    place = _place(gone)
    if place.is_public:
        forget(place.path)
    elif _once_public(place.path):
        remember(place.path)


def _keep_deleted(before: models.Model, is_cascade: bool) -> None:
    """A page deleted with its event needs no record: the event's own covers all paths below it."""
    if before.was_public and not is_cascade:
        remember(neutral_path(before.get_absolute_url()), title=_title(before))


def _keep_changed(before: Place | None, now: Place) -> None:
    if before and not before.is_public:
        before = _once_public(before.path) if before.path != now.path else None
    if before and before.path != now.path:
        forget(now.path)
        remember(before.path, moved_to=now.path)
    if now.is_public:
        forget(now.path)
    elif before:
        remember(now.path, title=before.title)


def _once_public(path: str) -> Place | None:
    """A draft that was public once: its address says that it is gone, and what it was."""
    address = FormerAddress.objects.filter(path=path).first()
    return Place(path, is_public=True, title=address.title) if address else None


def _place(row: models.Model, now: models.Model | None = None) -> Place:
    """Where a row is; of a row before its change, `now` is the same row after it."""
    path = neutral_path(row.get_absolute_url())
    return Place(path, _is_public(row, now or row), _title(row))


def _title(row: models.Model) -> dict[str, str]:
    if not isinstance(row, MODELS_WITH_TITLES):
        return {}
    titles = {code: getattr(row, f"title_{code}") for code in settings.MODELTRANSLATION_LANGUAGES}
    return {code: title for code, title in titles.items() if title}


def _is_public(row: models.Model, now: models.Model) -> bool:
    """By its own status if it has one, else by other rows, which this change did not affect."""
    match row:
        case Session():
            return row.status in PUBLIC_SESSION_STATUSES and row.event.is_public
        case Event() | Page():
            return row.is_public
        case Room() | Section() if not now.event.is_public:
            return False
        case _:
            return type(now).objects.public().filter(pk=now.pk).exists()


def _differ(row: models.Model, before: models.Model, names: tuple[str, ...]) -> bool:
    return any(getattr(row, name, None) != getattr(before, name, None) for name in names)


def follow(path: str) -> str | None:
    """The present path of a page; empty if the page was deleted, None if there never was one.

    A loop of redirects counts as no page.
    """
    first = step = _next(path)
    for _number in range(MOST_STEPS):
        if not step:
            return first
        step = _next(step)
    return None


def follow_query(path: str, query: QueryDict) -> str:
    """The query with the present slugs of the rows that it names by former ones; empty if none.

    `path` is that of a file of an event, which the query chooses sessions for.
    """
    folder, _slash, rest = path.partition("/")
    if folder != "events":
        return ""
    event, present = f"events/{rest.partition('/')[0]}", query.copy()
    places = {
        "speaker": "speakers",
        "organization": "organizations",
        "room": f"{event}/rooms",
        "section": f"{event}/sections",
    }
    for name in places.keys() & query.keys():
        slugs = query.getlist(name)[:MOST_STEPS]
        present.setlist(name, [_present_slug(places[name], slug) for slug in slugs])
    return present.urlencode(safe=",") if present != query else ""


def _present_slug(place: str, slug: str) -> str:
    moved_to = follow(f"{place}/{slug}") or ""
    return moved_to.rpartition("/")[2] or slug


def title_of_removed(path: str) -> tuple[str, str]:
    """The title that a removed page had, and its language; empty where none is kept."""
    if "\x00" in path:
        return "", ""
    address = FormerAddress.objects.filter(path=path, moved_to="").first()
    titles = address.title if address else {}
    return best_translation([titles.get(code) for code in settings.MODELTRANSLATION_LANGUAGES])


def _next(path: str) -> str | None:
    """The nearest former address at or above it decides: once `events/old` has become
    `events/new`, `events/old/agenda` leads to `events/new/agenda`.
    """
    if "\x00" in path:  # PostgreSQL cannot even be asked for it
        return None
    parts = path.split("/")
    above = ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
    found = dict(FormerAddress.objects.filter(path__in=above).values_list("path", "moved_to"))
    stem = next((stem for stem in above if stem in found), None)
    if stem is None:
        return None
    return found[stem] and found[stem] + path.removeprefix(stem)
