"""The roles of staff: groups with the permissions that they have when they are created.

A role that exists is left to the administrators. After a release that adds permissions,
`manage.py renew_roles` gives each role those of its list that it lacks, and takes none away.
"""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from django.utils.translation import pgettext_lazy

EVENTS = ["programme.event", "programme.announcement"]
PARTS = ["programme.section", "programme.room", "programme.track", "programme.partnership"]
SESSIONS = ["programme.session", "programme.contribution", "programme.document"]
SESSIONS += ["programme.interpretationchannel", "programme.quote"]
PEOPLE = ["speakers.speaker", "speakers.organization"]
PAGES = ["forum.page"]
ALERTS = ["forum.alert"]
IDENTITY = ["forum.identity"]
TEXTS = [*EVENTS, *PARTS, *SESSIONS, *PEOPLE, *PAGES, *ALERTS]
"""What has texts in three languages and editors write."""


def may(verbs: str, *models: str) -> list[str]:
    """`may("view add", "forum.page")` is `["forum.view_page", "forum.add_page"]`."""
    pairs = [model.split(".") for model in models]
    return [f"{app}.{verb}_{name}" for app, name in pairs for verb in verbs.split()]


HELPDESK = [
    *may("view change", "contact.message"),
    *may("view add", "contact.note"),
    *may("view add change delete", "contact.replytemplate"),
    *may("view", "contact.letter", "contact.step", "contact.outgoingmail"),
]
EDITOR = [*may("view add change delete", *TEXTS), "programme.share_preview"]
SCHEDULER = [
    *may("view", *EVENTS, *PARTS, *SESSIONS),
    *may("view add change", *ALERTS),
    "programme.schedule_session",
    "programme.share_preview",
]
TRANSLATOR = may("view", *TEXTS, *IDENTITY)
LANGUAGES = {"English": "en", "French": "fr", "Arabic": "ar"}

ROLES = {
    "Administrator": [
        *EDITOR,
        *HELPDESK,
        *may("view add change", *IDENTITY),
        *may("view add change delete", "forum.formeraddress", "contact.team", "auth.user"),
        *may("view", "contact.erasure", "auth.group"),
        *may("view delete", "forum.signinlock"),
        "programme.schedule_session",
        *(f"accounts.translate_{code}" for code in LANGUAGES.values()),
    ],
    "Editor": EDITOR,
    **{
        f"Translator ({name})": [*TRANSLATOR, f"accounts.translate_{code}"]
        for name, code in LANGUAGES.items()
    },
    "Scheduler": SCHEDULER,
    "Helpdesk": HELPDESK,
}

SHOWN_NAMES = {
    "Administrator": pgettext_lazy("role", "Administrator"),
    "Editor": pgettext_lazy("role", "Editor"),
    "Translator (English)": pgettext_lazy("role", "Translator (English)"),
    "Translator (French)": pgettext_lazy("role", "Translator (French)"),
    "Translator (Arabic)": pgettext_lazy("role", "Translator (Arabic)"),
    "Scheduler": pgettext_lazy("role", "Scheduler"),
    "Helpdesk": pgettext_lazy("role", "Helpdesk"),
}


def role_name(group: Group) -> str:
    """In the reader's language; the name of a group that is none of ours as it is."""
    return str(SHOWN_NAMES.get(group.name, group.name))


def create_roles(**options) -> None:
    """Create each missing role once its permissions exist; leave existing groups unchanged.

    Django creates the permissions of one app after another, so this runs after each app.
    """
    existing = set(Group.objects.filter(name__in=ROLES).values_list("name", flat=True))
    missing = ROLES.keys() - existing
    if not missing:
        return
    codes = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    keys = {f"{app}.{code}": key for app, code, key in codes}
    for role in missing:
        if keys.keys() >= {*ROLES[role]}:
            permissions = [keys[name] for name in ROLES[role]]
            Group.objects.create(name=role).permissions.set(permissions)


def lacking() -> dict[Group, list[Permission]]:
    """The permissions of its list that each existing role lacks."""
    found = {}
    for group in Group.objects.filter(name__in=ROLES).order_by("name"):
        if permissions := list(_permissions(group.name).exclude(group=group)):
            found[group] = permissions
    return found


def _permissions(role: str) -> QuerySet:
    """Those that exist."""
    wanted = Q()
    for name in ROLES[role]:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return Permission.objects.filter(wanted)
