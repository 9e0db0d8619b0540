"""Permissions in the words of the admin: “Sessions: change”."""

from collections.abc import Iterator
from itertools import groupby

from django.contrib import admin
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.forms.models import ModelChoiceIterator
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop, pgettext_lazy

VERBS = {
    "view": pgettext_lazy("permission", "view"),
    "add": pgettext_lazy("permission", "add"),
    "change": pgettext_lazy("permission", "change"),
    "delete": pgettext_lazy("permission", "delete"),
}
OWN_NAMES = [
    gettext_noop("Can change when and where sessions are held"),
    gettext_noop("Can share previews of drafts"),
    gettext_noop("Can translate into English"),
    gettext_noop("Can translate into French"),
    gettext_noop("Can translate into Arabic"),
]
"""Those of models that name permissions themselves, which the database keeps in English."""
TECHNICAL = {"admin", "contenttypes", "sessions"}
"""Apps of Django whose tables no page shows; one has sessions too, those of browsers."""


def permission_name(permission: Permission) -> str:
    """Reads the content type, which has to be loaded with it."""
    if permission.content_type.app_label in TECHNICAL:
        return f"Django: {permission.name}"
    verb = _verb(permission)
    if verb is None or permission.content_type.model_class() is None:
        return gettext(permission.name)
    return f"{_noun(permission.content_type)}: {verb}"


def _verb(permission: Permission) -> str | None:
    return VERBS.get(permission.codename.partition("_")[0])


def _noun(kind: ContentType) -> str:
    model = kind.model_class()
    if model is None or kind.app_label in TECHNICAL:
        return f"Django: {kind.model}"
    return str(capfirst(model._meta.verbose_name_plural))


def _place(permission: Permission) -> tuple:
    """What has a page in the admin first, by its noun; then from seeing to deleting."""
    kind = permission.content_type
    verb = permission.codename.partition("_")[0]
    has_page = kind.app_label not in TECHNICAL and admin.site.is_registered(kind.model_class())
    of_verb = list(VERBS).index(verb) if verb in VERBS else len(VERBS)
    return not has_page, _noun(kind), kind.pk, of_verb, permission.codename


class PermissionIterator(ModelChoiceIterator):
    """A group for each noun."""

    def __iter__(self) -> Iterator[tuple[str, list]]:
        found = sorted(self.queryset, key=_place)
        for kind, permissions in groupby(found, key=lambda one: one.content_type):
            yield _noun(kind), [self.choice(one) for one in permissions]


class PermissionBoxes(CheckboxSelectMultiple):
    """Beside the noun a verb is enough; screen readers hear both."""

    def create_option(self, name, value, *args, **options) -> dict:
        option = super().create_option(name, value, *args, **options)
        option["attrs"]["aria-label"] = permission_name(value.instance)
        return option


class PermissionsField(ModelMultipleChoiceField):
    widget = PermissionBoxes
    iterator = PermissionIterator

    def label_from_instance(self, permission: Permission) -> str:
        verb = None if permission.content_type.app_label in TECHNICAL else _verb(permission)
        return str(verb or permission_name(permission))
