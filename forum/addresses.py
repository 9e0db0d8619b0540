"""Addresses that go on working: after a change they lead on, after a deletion they say so.

What has a page of its own and is public leaves a `FormerAddress` behind when its address changes,
when it is withdrawn and when it is deleted, also through cascades and in bulk. Both sides of a
change are read from the database, which knows better than the row in hand what stood there.
"""

from typing import NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import receiver

from forum.models import FormerAddress, Page
from programme.models import Event, Room, Session
from speakers.models import Organization, Speaker

WITH_A_PAGE = (Event, Session, Room, Speaker, Organization, Page)
MOST_STEPS = 10


class PartnerGroup(NamedTuple):
    """Where a row has its page, as a neutral path, and whether the public sees it."""

    path: str
    is_public: bool


def neutral_path(address: str) -> str:
    """The path without its language and outer slashes: `/en/events/x/` is `events/x`."""
    return address.strip("/").partition("/")[2]


def standing(model: type[models.Model], pk: object) -> PartnerGroup | None:
    public = Exists(model.objects.public().filter(pk=OuterRef("pk")))
    rows = model.objects.filter(pk=pk).annotate(seen=public).only("slug")
    if model in {Session, Room}:
        rows = rows.select_related("event").only("slug", "event__slug")
    row = rows.first()
    return row and PartnerGroup(neutral_path(row.get_absolute_url()), row.seen)


def remember(path: str, *, moved_to: str = "") -> None:
    FormerAddress.objects.update_or_create(path=path, defaults={"moved_to": moved_to})


def forget(path: str) -> None:
    FormerAddress.objects.filter(path=path).delete()


def changed(before: PartnerGroup | None, now: PartnerGroup) -> None:
    """Keep what a change would lose; nothing is kept of what the public never saw."""
    if before and before.path != now.path and (before.is_public or _was_public(before)):
        forget(now.path)
        remember(before.path, moved_to=now.path)
        before = PartnerGroup(now.path, is_public=True)
    if now.is_public:
        forget(now.path)
    elif before and before.is_public:
        remember(now.path)


def follow(path: str) -> str | None:
    """Where a neutral path leads now: empty where it is gone, None where it never was anything.

    What leads round in a circle leads nowhere.
    """
    first = step = _next(path)
    for _number in range(MOST_STEPS):
        if not step:
            return first
        step = _next(step)
    return None


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


def _was_public(before: PartnerGroup) -> bool:
    """A draft that was withdrawn: its address says that it is gone."""
    return FormerAddress.objects.filter(path=before.path).exists()


def _before_saving(sender, instance, raw, **kwargs):
    known = instance.pk and not raw
    instance._standing = standing(sender, instance.pk) if known else None


def _saved(sender, instance, raw, **kwargs):
    if not raw:
        changed(instance._standing, standing(sender, instance.pk))


def _before_deleting(sender, instance, origin, **kwargs):
    """What goes with its event stands below it: the event's address speaks for it."""
    if getattr(origin, "model", type(origin)) is Event and sender is not Event:
        return
    before = standing(sender, instance.pk)
    if before and before.is_public:
        remember(before.path)


for model in WITH_A_PAGE:
    name = f"{model._meta.label}:former-address"
    receiver(pre_save, sender=model, dispatch_uid=name)(_before_saving)
    receiver(post_save, sender=model, dispatch_uid=name)(_saved)
    receiver(pre_delete, sender=model, dispatch_uid=name)(_before_deleting)
