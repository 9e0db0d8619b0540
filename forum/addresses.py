"""Addresses that go on working: after a change of slug they lead on, after a deletion they say so.

What has a page of its own and is public leaves a `FormerAddress` behind when its address changes or
when it is deleted, also through cascades and bulk deletions.
"""

from django.db import models
from django.db.models.signals import post_init, post_save, pre_delete
from django.dispatch import receiver

from forum.models import FormerAddress, Page
from programme.models import Event, Room, Session
from speakers.models import Organization, Speaker

WITH_A_PAGE = (Event, Session, Room, Speaker, Organization, Page)


def neutral_path(address: str) -> str:
    """The path without its language and outer slashes: `/en/events/x/` is `events/x`."""
    return address.strip("/").partition("/")[2]


def is_public(thing: models.Model) -> bool:
    return type(thing).objects.public().filter(pk=thing.pk).exists()


def remember(path: str, *, moved_to: str = "") -> None:
    FormerAddress.objects.update_or_create(path=path, defaults={"moved_to": moved_to})


def follow(path: str) -> str | None:
    """Where a neutral path leads now: empty where it is gone, None where it never was anything.

    The nearest former address at or above it decides: once `events/old` has become `events/new`,
    `events/old/agenda` leads to `events/new/agenda`.
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


def _keep_slug(sender, instance, **kwargs):
    instance._slug_before = instance.__dict__.get("slug", "")


def _slug_changed(sender, instance, created, **kwargs):
    before, instance._slug_before = instance._slug_before, instance.slug
    if created or not before or before == instance.slug or not is_public(instance):
        return
    path = neutral_path(instance.get_absolute_url())
    parent, _slash, _slug = path.rpartition("/")
    FormerAddress.objects.filter(path=path).delete()
    remember(f"{parent}/{before}", moved_to=path)


def _deleted(sender, instance, **kwargs):
    if is_public(instance):
        remember(neutral_path(instance.get_absolute_url()))


for model in WITH_A_PAGE:
    name = f"{model._meta.label}:former-address"
    receiver(post_init, sender=model, dispatch_uid=name)(_keep_slug)
    receiver(post_save, sender=model, dispatch_uid=name)(_slug_changed)
    receiver(pre_delete, sender=model, dispatch_uid=name)(_deleted)
