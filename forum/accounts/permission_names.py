"""Permissions in the words of the admin: “Sessions: change”."""

from django.contrib.auth.models import Permission
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
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
    verb = VERBS.get(permission.codename.partition("_")[0])
    model = permission.content_type.model_class()
    if verb is None or model is None:
        return gettext(permission.name)
    return f"{capfirst(model._meta.verbose_name_plural)}: {verb}"


class PermissionsField(ModelMultipleChoiceField):
    widget = CheckboxSelectMultiple

    def label_from_instance(self, permission: Permission) -> str:
        return permission_name(permission)
