"""Which people and organizations the public sees: this app does not know."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import ClassVar

from django.db.models import Exists, Q

from content.search import SearchableQuerySet


class PublicByReferenceQuerySet(SearchableQuerySet):
    """Rows that are public because a public page names them.

    This app knows no events: the programme registers the rules.
    """

    rules: ClassVar[list[Callable[[], Exists]]]

    @classmethod
    def is_public_if(cls, rule: Callable[[], Exists]) -> None:
        """Make rows public that meet this condition, in addition to those of other rules."""
        cls.rules.append(rule)

    def public(self):
        return self.filter(reduce(or_, (Q(rule()) for rule in self.rules)))
