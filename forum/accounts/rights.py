"""The rights of accounts and groups: who may give which, and what changed."""

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from content.languages import Language
from forum.staff.security_log import log

FLAGS = ("is_active", "is_staff", "is_superuser")

Rights = frozenset[str]
"""Codes such as `is_staff`, `group 3` and `programme.add_session`."""


def languages_to_translate(user: User) -> list[str]:
    return [one for one in Language.values if user.has_perm(f"accounts.translate_{one}")]


def permissions_of(user: User) -> QuerySet:
    """Also those that an inactive account would have again."""
    if user.is_superuser:
        return Permission.objects.all()
    own = Q(user=user) | Q(group__user=user)
    return Permission.objects.filter(pk__in=Permission.objects.filter(own).values("pk"))


def may_manage(manager: User, user: User) -> bool:
    """Whoever changes an account can log in with it: it may have no rights that they lack."""
    if manager.is_superuser:
        return True
    beyond = permissions_of(user).exclude(pk__in=permissions_of(manager).values("pk"))
    return not user.is_superuser and not beyond.exists()


def groups_to_give(manager: User) -> QuerySet:
    """Those without a permission that the manager lacks."""
    beyond = Permission.objects.exclude(pk__in=permissions_of(manager).values("pk"))
    return Group.objects.exclude(permissions__in=beyond).order_by("name")


def rights_of_account(user: User) -> Rights:
    flags = [name for name in FLAGS if getattr(user, name)]
    groups = [f"group {key}" for key in user.groups.values_list("pk", flat=True)]
    return frozenset([*flags, *groups, *_codes(user.user_permissions)])


def rights_of_group(group: Group) -> Rights:
    return frozenset(_codes(group.permissions))


def log_changed(
    event: str, before: Rights, after: Rights, request: HttpRequest, **whose: object
) -> None:
    """One line, or none if nothing changed."""
    if before != after:
        given, taken = sorted(after - before), sorted(before - after)
        log(event, request=request, given=given, taken=taken, **whose)


def _codes(permissions: QuerySet) -> list[str]:
    pairs = permissions.values_list("content_type__app_label", "codename")
    return [f"{app}.{codename}" for app, codename in pairs]
