"""The bin: what was deleted in the last 30 days and can be restored."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from content.history.models import BIN_TIME, Act, Change, ChangeKind
from content.history.recorded import recorded_model, recorded_models


@dataclass(frozen=True, slots=True)
class Deletion:
    """What one act put into the bin."""

    act: Act
    records: tuple[Change, ...]
    """What was deleted itself."""
    parts: dict[str, int]
    """How many rows went with it, by the label of their model."""

    @property
    def expires_at(self) -> dt.datetime:
        return self.act.at + BIN_TIME

    @property
    def days_left(self) -> int:
        """The whole days until it is gone for good; 0 on its last day."""
        return max((self.expires_at - timezone.now()).days, 0)


def binned_labels() -> list[str]:
    return [model._meta.label_lower for model in recorded_models() if model.has_bin]


def deleted_records(labels: Collection[str], now: dt.datetime) -> models.QuerySet:
    """The records of these models in the bin, without those that went with another one."""
    return Change.objects.filter(
        kind=ChangeKind.DELETED,
        is_cascade=False,
        model__in=labels,
        act__at__gte=now - BIN_TIME,
        act__undone_by=None,
    )


def deletions(labels: Collection[str], now: dt.datetime) -> list[Deletion]:
    """The latest first; what exists again, because a version with it was restored, is left out."""
    records = deleted_records(labels, now).select_related("act__by").defer("before", "sealed")
    missing = _without_existing(records.order_by("-act__at", "-act", "pk"))
    by_act: dict[int, list[Change]] = {}
    for change in missing:
        by_act.setdefault(change.act_id, []).append(change)
    parts = _count_parts(by_act)
    return [
        Deletion(changes[0].act, tuple(changes), parts.get(act, {}))
        for act, changes in by_act.items()
    ]


def _without_existing(changes: models.QuerySet) -> list[Change]:
    changes = list(changes)
    keys: dict[str, set[int]] = {}
    for change in changes:
        keys.setdefault(change.model, set()).add(change.key)
    existing = {
        (label, key)
        for label, own in keys.items()
        for key in recorded_model(label).objects.filter(pk__in=own).values_list("pk", flat=True)
    }
    return [change for change in changes if (change.model, change.key) not in existing]


def _count_parts(acts: Collection[int]) -> dict[int, dict[str, int]]:
    rows = Change.objects.filter(act__in=acts, kind=ChangeKind.DELETED, is_cascade=True)
    counts: dict[int, Counter] = {}
    for act, label in rows.values_list("act", "model"):
        counts.setdefault(act, Counter())[label] += 1
    return {act: dict(counter) for act, counter in counts.items()}
