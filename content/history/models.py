"""The history: acts, the changes of rows that each made, and the files that they still need."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Min, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.dates import date_format

BIN_TIME = dt.timedelta(days=30)
"""How long deleted content is kept."""


class Verb(models.TextChoices):
    """What was done, if it was more than editing a form."""

    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")
    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("unpublished")
    CANCELLED = "cancelled", _("cancelled")
    REINSTATED = "reinstated", _("reinstated")
    WITHDREW = "withdrew", _("withdrawal recorded")
    REJOINED = "rejoined", _("withdrawal taken back")
    MOVED = "moved", _("moved")
    IMPORTED = "imported", _("imported")
    DUPLICATED = "duplicated", _("duplicated")
    MERGED = "merged", _("merged")
    UNDID = "undid", _("undid")
    RESTORED = "restored", _("restored")


class ActQuerySet(models.QuerySet):
    def latest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def of_row(self, label: str, key: int) -> Self:
        """Those that changed a row or its parts; `label` is a model's, such as `programme.room`."""
        return self.filter(pk__in=Change.objects.of_row(label, key).values("act"))

    def in_scope(self, key: int) -> Self:
        return self.filter(pk__in=Change.objects.filter(scope_key=key).values("act"))

    def of_models(self, labels: Collection[str]) -> Self:
        return self.filter(pk__in=Change.objects.filter(model__in=labels).values("act"))

    def with_context(self) -> Self:
        """With the people and the other acts that its description names."""
        return self.select_related("by", "undone_by__by", "undoes__undoes", "restores")

    def with_total(self) -> Self:
        """Each with how many there are in all as `total`, and the first moment as `since`."""
        return self.annotate(total=Window(Count("pk")), since=Window(Min("at")))


class Act(models.Model):
    """One transaction of one person: a form, a bulk action, an import, an undo."""

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("Empty for commands and for deleted accounts."),
    )
    is_by_staff = models.BooleanField(_("by a member of staff"), default=False)
    """Kept when the account is deleted."""
    verb = models.CharField(_("action"), max_length=12, choices=Verb, default=Verb.CHANGED)
    words = models.CharField(
        _("details"),
        max_length=200,
        blank=True,
        help_text=_("More about the action, such as the name of an imported file."),
    )
    conflicts = models.PositiveIntegerField(
        _("conflicts"),
        default=0,
        db_default=0,
        help_text=_("How many conflicts of the programme were confirmed when it was published."),
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, related_name="undone_by"
    )
    restores = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        related_name="restored_by",
        help_text=_("The earlier act whose version of a row this act restored."),
    )

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        indexes = [models.Index(name="act_latest_first", fields=["-at", "-id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"

    @property
    def who(self) -> str:
        if self.by is None:
            return gettext("A deleted account") if self.is_by_staff else gettext("The system")
        return self.by.get_full_name() or self.by.get_username()

    @property
    def short_who(self) -> str:
        """The given name alone, where there is little room."""
        return self.by.first_name or self.by.get_username() if self.by else self.who

    @property
    def when(self) -> str:
        """In the active time zone."""
        return date_format(timezone.localtime(self.at), "j F Y, H:i")


class ChangeKind(models.TextChoices):
    ADDED = "+", _("added")
    CHANGED = "~", _("changed")
    DELETED = "-", _("deleted")


def _of_row(label: str, key: int) -> models.Q:
    own = models.Q(model=label, key=key)
    left = models.Q(former_root_model=label, former_root_key=key)
    return own | models.Q(root_model=label, root_key=key) | left


class ChangeQuerySet(models.QuerySet):
    def deleted(self, label: str) -> Self:
        """Deletions of rows of a model that can still be undone."""
        return self.filter(kind=ChangeKind.DELETED, model=label).exclude(before={})

    def of_row(self, label: str, key: int) -> Self:
        """Changes of a row, and of the rows that are or were edited in its form."""
        return self.filter(_of_row(label, key))

    def first_of(
        self, acts: Iterable[Act], *, each: int, always: tuple[str, int] | None = None
    ) -> Self:
        """The first changes of each act, model and kind, with how many there are as `alike`.

        Those of the row `always`, given by label and key, and of its parts are among them.
        """
        group = {"partition_by": ["act", "model", "kind"]}
        place = Window(RowNumber(), order_by="pk", **group)
        counted = self.filter(act__in=[act.pk for act in acts]).defer("sealed")
        chosen = models.Q(place__lte=each) | (_of_row(*always) if always else models.Q())
        return counted.annotate(place=place, alike=Window(Count("pk"), **group)).filter(chosen)

    def names_of(self, rows: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
        """What rows were called, by label and key, when they were last written."""
        keys: dict[str, set[int]] = {}
        for label, key in rows:
            keys.setdefault(label, set()).add(key)
        which = models.Q(pk=None)
        for label, own in keys.items():
            which |= models.Q(model=label, key__in=own)
        last = self.filter(which).values("model", "key").annotate(last=models.Max("pk"))
        named = self.filter(pk__in=last.values("last")).exclude(name="")
        return {(c.model, c.key): c.name for c in named.only("model", "key", "name")}

    def latest_of(self, label: str, keys: Collection[int]) -> Self:
        """The last change of each of these rows or of its parts, with its act, the latest last."""
        which = models.Q()
        for root in ("root", "former_root"):
            own = self.filter(**{f"{root}_model": label, f"{root}_key__in": keys})
            last = own.values(f"{root}_key").annotate(last=models.Max("pk"))
            which |= models.Q(pk__in=last.values("last"))
        names = ("root_model", "root_key", "former_root_model", "former_root_key", "act")
        return self.filter(which).select_related("act__by").only(*names).order_by("pk")


class Change(models.Model):
    """What an act changed of one row.

    `before` and `after` map columns to JSON values: of a changed row only the columns that differ,
    of a new one all in `after`, of a deleted one all in `before`. Values of private columns are in
    neither: `private` names those that changed, and `sealed` keeps what a deleted row had, to
    bring it back; no page reads it. `is_cascade` marks a row that was deleted with another one.

    The root is the row in whose form this one is edited; a part that moved has a former root too.
    """

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=1, choices=ChangeKind)
    is_cascade = models.BooleanField(default=False)
    model = models.CharField(max_length=60)
    key = models.BigIntegerField()
    root_model = models.CharField(max_length=60)
    root_key = models.BigIntegerField()
    former_root_model = models.CharField(max_length=60, null=True)
    former_root_key = models.BigIntegerField(null=True)
    scope_key = models.BigIntegerField(null=True)
    name = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    private = models.JSONField(default=list)
    sealed = models.JSONField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            models.Index(name="change_of_row", fields=["model", "key", "id"]),
            models.Index(name="change_of_root", fields=["root_model", "root_key", "id"]),
            models.Index(
                name="change_of_former_root",
                fields=["former_root_model", "former_root_key", "id"],
                condition=models.Q(former_root_key__isnull=False),
            ),
            models.Index(name="change_in_scope", fields=["scope_key", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.model} {self.key}"

    @property
    def is_past_bin_time(self) -> bool:
        """Whether it is a deletion that is no longer in the bin, purged or not."""
        return self.kind == ChangeKind.DELETED and self.act.at < timezone.now() - BIN_TIME

    @property
    def root(self) -> tuple[str, int]:
        return self.root_model, self.root_key

    @property
    def former_root(self) -> tuple[str, int] | None:
        return self.former_root_model and (self.former_root_model, self.former_root_key)

    def kind_for(self, root: tuple[str, int] | None) -> str:
        """What it is to this row: a part that moved has left one and come to another."""
        if self.former_root is None:
            return self.kind
        if self.former_root == root:
            return ChangeKind.DELETED
        return ChangeKind.ADDED if self.root == root else self.kind

    @property
    def columns(self) -> set[str]:
        """The columns that it changed, private ones included."""
        return {*self.before, *self.after, *self.private}


class NamedFile(models.Model):
    """A file that a row names: an upload, or a rendition of it. It is as public as the row."""

    name = models.CharField(max_length=300)
    model = models.CharField(max_length=60)
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.UniqueConstraint(name="file_named_once", fields=["name", "model", "key"])
        ]

    def __str__(self) -> str:
        return self.name


class RetiredFile(models.Model):
    """A file that no row names any more and that the history still needs.

    It is served to nobody. Once its change is gone, it is deleted from the storage.
    """

    name = models.CharField(max_length=300, unique=True)
    change = models.ForeignKey(Change, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("retired file")
        verbose_name_plural = _("retired files")

    def __str__(self) -> str:
        return self.name
