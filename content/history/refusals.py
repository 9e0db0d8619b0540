"""The sentences that say why something cannot be undone."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from content.history.models import Act, Change
from content.history.plans import Step
from content.history.recorded import is_note


class UndoError(Exception):
    """Nothing was changed; the text is a sentence for the member of staff who asked."""

    def __init__(self, text: str, later: Act | None = None):
        super().__init__(text)
        self.later = later
        """The act that prevents it, if it is one."""


def forgotten() -> UndoError:
    return UndoError(_("This change is no longer in the history."))


def outdated() -> UndoError:
    return UndoError(_("This was recorded before the site's fields changed. It cannot be undone."))


def expired() -> UndoError:
    return UndoError(_("This was deleted too long ago. Its content is no longer kept."))


def same_version() -> UndoError:
    return UndoError(_("This version is the same as the current one."))


def only_private() -> UndoError:
    return UndoError(_("The history keeps no private fields. They cannot be put back."))


def already_undone(other: Act) -> UndoError:
    return UndoError(_("%(who)s already undid this on %(when)s.") % _who_and_when(other))


def changed_since(step: Step, name: str) -> UndoError:
    """Names the person who made the last change that prevents it."""
    if (change := _in_the_way(step)) is None:
        return UndoError(_("“%(name)s” has changed since. It cannot be undone.") % {"name": name})
    text = _("%(who)s changed “%(name)s” on %(when)s. It cannot be undone.")
    words = _who_and_when(change.act) | {"name": change.name or name}
    return UndoError(text % words, change.act)


def _in_the_way(step: Step) -> Change | None:
    changes = Change.objects.filter(model=step.model, key=step.key)
    if step.target is None:
        changes = Change.objects.of_row(step.model, step.key)
    later = later_changes(step, changes).select_related("act__by").order_by("-pk")
    columns = set(step.expected or ())
    return next(
        (c for c in later if (step.target is None or c.columns & columns) and not is_note(c.model)),
        None,
    )


def later_changes(step: Step, changes: models.QuerySet) -> models.QuerySet:
    """Those that other acts made after the last one of the step."""
    return changes.filter(pk__gt=step.last.pk).exclude(act=step.last.act_id)


def changes_after(steps: Collection[Step]) -> models.QuerySet:
    """Those of any of these rows and their parts that are later than the first of the steps."""
    if not steps:
        return Change.objects.none()
    keys: dict[str, list[int]] = {}
    for step in steps:
        keys.setdefault(step.model, []).append(step.key)
    of_rows = models.Q()
    for label, own in keys.items():
        for row in ("", "root_", "former_root_"):
            of_rows |= models.Q(**{f"{row}model": label, f"{row}key__in": own})
    return Change.objects.filter(of_rows, pk__gt=min(step.last.pk for step in steps))


def in_use(rows: Iterable[models.Model]) -> UndoError:
    row = next(iter(rows))
    names = {"kind": row._meta.verbose_name, "name": row}
    changes = Change.objects.filter(model=row._meta.label_lower, key=row.pk)
    last = changes.select_related("act__by").order_by("-pk").first()
    text = _("Other content uses it now: “%(name)s” (%(kind)s).") % names
    return UndoError(text, last.act if last else None)


def parent_gone(row: models.Model, field: models.Field) -> UndoError:
    text = _("“%(name)s” cannot be restored: its %(field)s has been deleted. Restore that first.")
    return UndoError(text % {"name": row.get_history_name(), "field": field.verbose_name})


def refused(row: models.Model, error: ValidationError) -> UndoError:
    text = _("“%(name)s” cannot be restored: %(reason)s")
    name = row.get_history_name() or row._meta.verbose_name
    return UndoError(text % {"name": name, "reason": " ".join(error.messages)})


def conflicting() -> UndoError:
    return UndoError(_("It conflicts with content that was added since. It cannot be undone."))


def _who_and_when(act: Act) -> dict[str, str]:
    return {"who": act.who, "when": act.when}
