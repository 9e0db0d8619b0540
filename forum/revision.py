"""The public revision: a number that rises with every change that a visitor could see.

One row for the whole site, raised by the act that changes something, in its transaction. Whatever
is kept of a public page is kept for one revision.
"""

from typing import NamedTuple, Self

from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.db import connection, models
from django.db.models import F
from django.dispatch import receiver
from django.utils.crypto import get_random_string

from content.history.acts import Entry, closing
from content.history.purge import forgotten
from programme.models import PublicChange
from speakers.models import Speaker

ONLY_ROW = 1
DRAFT = "draft"
"""The status of a row that the public does not see, in every model that has one."""
STAFF_COLUMNS = ("stale",)
"""Columns that no public page shows."""


class Revision(NamedTuple):
    series: str
    """A random text, another one after each restored backup: numbers are counted again then."""
    number: int


class PublicRevision(models.Model):
    """The row of the revision."""

    series = models.CharField(max_length=12)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="public_revision_only_row", condition=models.Q(pk=ONLY_ROW))
        ]

    def __str__(self) -> str:
        return f"{self.series}-{self.number}"

    @classmethod
    def start(cls) -> Self:
        """Begin a new series: for a new database, and for a restored one."""
        values = {"series": get_random_string(12), "number": 0}
        return cls.objects.update_or_create(pk=ONLY_ROW, defaults=values)[0]


def begin_first_series(*, apps: Apps = global_apps, **signal: object) -> None:
    """After `migrate` and `flush`: a database without the row gets one."""
    try:
        apps.get_model("forum", "PublicRevision")
    except LookupError:  # migrated to a time before the table
        return
    if not PublicRevision.objects.exists():
        PublicRevision.start()


def current_revision() -> Revision | None:
    """The revision in one query; None until something public has been written."""
    # Written out, because every answer asks this: to compile the query would take longer than all
    # else that a copy of a page needs.
    with connection.cursor() as cursor:
        cursor.execute("SELECT series, number FROM forum_publicrevision WHERE id = %s", [ONLY_ROW])
        row = cursor.fetchone()
    return Revision(*row) if row else None


def raise_revision() -> None:
    rows = PublicRevision.objects.filter(pk=ONLY_ROW)
    if not rows.update(number=F("number") + 1):
        PublicRevision.start()


@receiver(closing, dispatch_uid="public-revision")
def _raise_if_seen(entries: list[Entry], **signal: object) -> None:
    is_seen = any(map(_was_seen, entries)) or _any_is_seen(entries)
    if is_seen or (_has_waited_for_other_acts() and _any_is_seen(entries)):
        raise_revision()


@receiver(forgotten, dispatch_uid="public-revision-of-forgotten")
def _raise_for_forgotten(**signal: object) -> None:
    """What readers were told of a person who is forgotten has gone from the changes."""
    raise_revision()


def _was_seen(entry: Entry) -> bool:
    """Whether the public may have seen the row before, and perhaps no longer sees it there.

    Where another row decides, such as the session of a speaker, that row has its own entry. What is
    deleted counts as seen unless it was a draft itself: another act may be publishing what it
    belonged to, and the changes of a programme name people who have left it.
    """
    before, after = entry.before, entry.after
    if before is None or before.get("status") == DRAFT:
        return False
    if after is None:
        return True
    deciding = {"status", "is_published", "event_id", *(f"{name}_id" for name in entry.row.part_of)}
    return any(before[name] != after[name] for name in deciding & before.keys())


def _any_is_seen(entries: list[Entry]) -> bool:
    """Whether the public sees one of the rows now; a query for each model until one is found."""
    keys: dict[type[models.Model], list[int]] = {}
    for entry in filter(_has_news, entries):
        keys.setdefault(type(entry.row), []).append(entry.key)
    return any(_seen(model).filter(pk__in=own).exists() for model, own in keys.items())


def _has_waited_for_other_acts() -> bool:
    """Wait for the end of an act that may just be publishing what the rows of this one belong to.

    False where a database has one writer at a time, so that there is none.
    """
    if not connection.features.has_select_for_update:
        return False
    list(PublicRevision.objects.filter(pk=ONLY_ROW).select_for_update().values_list("pk"))
    return True


def _seen(model: type[models.Model]) -> models.QuerySet:
    """The rows with a public page or part, and the people whom the changes of a programme name."""
    public = model.objects.public()
    if model is not Speaker:
        return public
    told = PublicChange.objects.filter(speaker=models.OuterRef("pk"))
    return public | model.objects.filter(models.Exists(told))


def _has_news(entry: Entry) -> bool:
    """Whether a column differs that a page may show; the row is still there."""
    if entry.after is None or entry.before is None:
        return entry.after is not None
    shown = entry.after.keys() - {*entry.row.private_columns, *STAFF_COLUMNS}
    return any(entry.before[name] != entry.after[name] for name in shown)
