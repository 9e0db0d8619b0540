"""What refers to a person or an organization, and moves when two records become one."""

from collections.abc import Iterable
from dataclasses import dataclass

from content.saving import Content
from programme.models import Contribution, ImportedFrom, Partnership, Quote
from speakers.models import Organization, Speaker


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows with a history that refer to a record by a field.

    Of two that are alike in the columns `once_in`, the database takes one.
    """

    model: type[Content]
    field: str
    once_in: tuple[str, ...] = ()
    loaded_with: tuple[str, ...] = ()

    def rows_of(self, records: Iterable[Content]) -> list[Content]:
        rows = self.model.objects.filter(**{f"{self.field}__in": [one.pk for one in records]})
        return list(rows.select_related(*self.loaded_with).order_by("pk"))

    def owner(self, row: Content) -> int:
        return getattr(row, f"{self.field}_id")

    def place(self, row: Content) -> tuple:
        """Alike for rows of which only one is possible."""
        return tuple(getattr(row, name) for name in self.once_in)


TARGETS = ("session__event", "section__event", "event")

RELATIONS: dict[type[Content], tuple[Relation, ...]] = {
    Speaker: (
        Relation(
            Contribution,
            "speaker",
            once_in=("session_id", "section_id", "event_id", "role"),
            loaded_with=TARGETS,
        ),
        Relation(Quote, "speaker", loaded_with=("session",)),
        Relation(ImportedFrom, "speaker", loaded_with=("source",)),
    ),
    Organization: (
        Relation(Contribution, "organization", loaded_with=("speaker", *TARGETS)),
        Relation(Partnership, "organization", once_in=("event_id", "role"), loaded_with=("event",)),
        Relation(Speaker, "organization"),
    ),
}
