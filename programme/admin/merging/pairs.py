"""Two records that are to become one: what differs, what moves, what there is twice."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from content.digests import digest
from content.history.acts import Recording
from content.history.snapshots import snapshot
from content.history.values import related_names
from content.saving import Content
from programme.admin.merging.fields import FieldComparison
from programme.admin.merging.relations import RELATIONS, Relation
from programme.models import Contribution, Merger
from programme.models.mergers import merged


@dataclass(frozen=True, slots=True)
class Collision:
    """Two rows of which the database takes one."""

    relation: Relation
    stays: Content
    goes: Content


@dataclass
class Pair:
    """The record that stays, the one that goes, and which of its fields are taken over."""

    kept: Content
    gone: Content
    posted: Mapping[str, str] = field(default_factory=dict)

    @property
    def model(self) -> type[Content]:
        return type(self.kept)

    @cached_property
    def rows(self) -> dict[Relation, list[Content]]:
        """All that refer to one of the two."""
        return {one: one.rows_of([self.kept, self.gone]) for one in RELATIONS[self.model]}

    @cached_property
    def fields(self) -> FieldComparison:
        bodies = {getattr(one, "organization_id", None) for one in (self.kept, self.gone)} - {None}
        names = related_names(("speakers.organization", key) for key in sorted(bodies))
        return FieldComparison(self.kept, self.gone, self.posted, names=names)

    @property
    def stamp(self) -> str:
        """The same text as long as neither a record nor a row that refers to one has changed."""
        rows = [self.kept, self.gone, *(row for found in self.rows.values() for row in found)]
        return digest({f"{row._meta.label}-{row.pk}": snapshot(row) for row in rows})

    @cached_property
    def collisions(self) -> list[Collision]:
        return [
            _collision(relation, mine, other)
            for relation, rows in self.rows.items()
            if relation.once_in
            for other in rows
            if relation.owner(other) == self.gone.pk
            for mine in rows
            if relation.owner(mine) == self.kept.pk
            and relation.place(mine) == relation.place(other)
        ]

    @property
    def moving(self) -> Counter:
        """How many rows of each model come to the record that stays."""
        dropped = {collision.goes for collision in self.collisions}
        return Counter(
            relation.model
            for relation, rows in self.rows.items()
            for row in rows
            if relation.owner(row) == self.gone.pk and row not in dropped
        )

    def write(self, recording: Recording) -> None:
        """Make one of the two, within the act that is open; both are locked."""
        was_public = self.model.objects.public().filter(pk=self.gone.pk).exists()
        own = {"model": self.model._meta.label_lower, "gone": self.gone.pk, "kept": self.kept.pk}
        merger = Merger(**own, was_public=was_public)
        merger.move_followers()
        self._move_rows()
        before = snapshot(self.kept)
        self._write_fields()
        merger.note_private(before, snapshot(self.kept))
        self.gone.delete()
        self.gone.pk = merger.gone  # Django forgets it
        merged.send(self.model, gone=self.gone, kept=self.kept, was_public=was_public)

        def keep(act) -> None:
            merger.act = act
            merger.save()

        recording.when_recorded.append(keep)

    def _move_rows(self) -> None:
        for collision in self.collisions:
            rows = collision.relation.model.objects
            rows.filter(pk=collision.goes.pk).delete()
        for relation in self.rows:
            rows = relation.model.objects.filter(**{relation.field: self.gone})
            rows.change(**{relation.field: self.kept})

    def _write_fields(self) -> None:
        if not self.fields.from_gone:
            return
        stale = self.fields.take_over()
        self.kept.save()
        if stale:
            self.kept.stale = self.kept.stale | stale
            self.kept.save()


def _collision(relation: Relation, mine: Content, other: Content) -> Collision:
    """The row of the record that stays, but for a part from which the person withdrew."""
    if isinstance(mine, Contribution) and not mine.takes_part and other.takes_part:
        return Collision(relation, stays=other, goes=mine)
    return Collision(relation, stays=mine, goes=other)
