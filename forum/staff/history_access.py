"""Who may see which part of the history, and undo what."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib import admin
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from content.history.models import Act, Change, ChangeKind, Verb
from content.saving import Content

UNDO_TIME = dt.timedelta(hours=24)
"""How long members of staff may undo what they did themselves."""
SCHEDULING = {
    Verb.MOVED,
    Verb.CANCELLED,
    Verb.REINSTATED,
    Verb.PUBLISHED,
    Verb.UNPUBLISHED,
}
"""What the right to schedule sessions allows, beside single fields of their forms."""
NEEDED = {ChangeKind.ADDED: "delete", ChangeKind.CHANGED: "change", ChangeKind.DELETED: "add"}
"""The permission for taking a change of this kind back."""

Kind = tuple[str, str]
"""The label of a model, and a kind of change."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A member of staff, and the models whose rows they may see: None for all."""

    user: AbstractUser
    labels: frozenset[str] | None = None
    now: dt.datetime = field(default_factory=timezone.now)

    @classmethod
    def of(cls, request: HttpRequest) -> "Viewer":
        if request.user.is_superuser:
            return cls(request.user)
        seen = [
            model._meta.label_lower
            for model, model_admin in admin.site._registry.items()
            if issubclass(model, Content) and model_admin.has_view_permission(request)
        ]
        return cls(request.user, frozenset(seen))

    def sees(self, label: str) -> bool:
        return self.labels is None or label in self.labels

    @property
    def sees_any(self) -> bool:
        return self.labels is None or bool(self.labels)

    def acts(self) -> models.QuerySet:
        """The acts that changed a row they may see, latest first."""
        acts = Act.objects.with_context().latest_first()
        return acts if self.labels is None else acts.of_models(self.labels)

    def may_undo(self, act: Act, kinds: Iterable[Kind]) -> bool:
        """Superusers any act; others their own of the last day, with every permission for it."""
        if self.user.is_superuser:
            return True
        is_own = act.by_id == self.user.pk and act.at > self.now - UNDO_TIME
        return is_own and all(self._may(kind) or self._scheduled(act, kind) for kind in kinds)

    def may_take_back(self, kinds: Iterable[Kind]) -> bool:
        return all(self._may(kind) for kind in set(kinds))

    def _may(self, kind: Kind) -> bool:
        return self.user.has_perm(_permission(*kind))

    def _scheduled(self, act: Act, kind: Kind) -> bool:
        """Whoever plans the day may take back what that right alone allows."""
        is_of_session = kind == ("programme.session", ChangeKind.CHANGED)
        is_planned = is_of_session and act.verb in SCHEDULING
        return is_planned and self.user.has_perm("programme.schedule_session")


def _permission(label: str, kind: str) -> str:
    app, _dot, name = label.partition(".")
    return f"{app}.{NEEDED[ChangeKind(kind)]}_{name}"


def kinds_of(act: Act) -> list[Kind]:
    return list(Change.objects.filter(act=act).values_list("model", "kind").distinct())


def may_see_history(request: HttpRequest) -> bool:
    """Whether there is a model with a history whose rows they may see."""
    return Viewer.of(request).sees_any
