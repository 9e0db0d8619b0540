"""Records that another one may be merged with: those with a like name, and those that are found."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.db.models import Count, Value
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.saving import Content
from content.translations import columns, join_list, read_columns
from programme.admin.merging.fields import picture_address
from programme.models import DistinctRecords
from speakers.likeness import Alike, Likeness, Named, organizations_alike, people_alike
from speakers.models import Organization, Speaker

MOST_FOUND = 20
REASONS = {
    Likeness.SAME_NAME: _("same name"),
    Likeness.HONORIFIC: _("same name, one with an honorific in it"),
    Likeness.WORD_ORDER: _("same words in another order"),
    Likeness.SPELLING: _("same name in two spellings"),
    Likeness.ACRONYM: _("same acronym, or one is the acronym of the other"),
    Likeness.INITIAL: _("one name has initials"),
}
COUNTED = {
    Speaker: ("contributions", "quotes"),
    Organization: ("contributions", "partnerships", "speakers"),
}
"""The relations that say how much a record is used."""


@dataclass(frozen=True, slots=True)
class Candidate:
    row: Content
    details: str
    """What tells it from others of the name: function and organization, or acronym and country."""
    uses: int
    reason: str = ""

    @property
    def picture(self) -> str:
        return picture_of(self.row)


def pairs_alike(model: type[Content]) -> list[Alike]:
    """All pairs of records that may be one, but for those that staff have called distinct."""
    own = [*columns("name")]
    if model is Speaker:
        rows = read_columns(Speaker.objects.order_by("pk"), "pk", *own)
        found = people_alike(Named(key, tuple(filter(None, names))) for key, *names in rows)
    else:
        own += columns("acronym")
        rows = read_columns(Organization.objects.order_by("pk"), "pk", "country", *own)
        found = organizations_alike(_organization(row) for row in rows)
    distinct = distinct_pairs(model)
    return [one for one in found if (one.first, one.second) not in distinct]


def distinct_pairs(model: type[Content]) -> set[tuple[int, int]]:
    """The keys of records that staff have called distinct, the smaller first."""
    known = DistinctRecords.objects.filter(model=model._meta.label_lower)
    return set(known.values_list("first", "second"))


def _organization(row: tuple) -> Named:
    key, country, *texts = row
    half = len(columns("name"))
    names, acronyms = (tuple(filter(None, part)) for part in (texts[:half], texts[half:]))
    return Named(key, names, acronyms, str(country or ""))


def load_candidates(model: type[Content], keys: Collection[int]) -> dict[int, Candidate]:
    """By key; those that are gone are missing."""
    rows = model.objects.filter(pk__in=keys)
    if model is Speaker:
        rows = rows.select_related("organization")
    uses = sum((Count(name, distinct=True) for name in COUNTED[model]), start=Value(0))
    return {row.pk: Candidate(row, details_of(row), row.uses) for row in rows.annotate(uses=uses)}


def picture_of(row: Content) -> str:
    """The address of the photo or the logo for staff; empty if there is none."""
    return picture_address(row.photo if isinstance(row, Speaker) else row.logo)


def details_of(row: Content) -> str:
    parts: Iterable[object]
    if isinstance(row, Speaker):
        parts = (row.function, row.organization)
    else:
        parts = (row.acronym, row.get_kind_display(), row.country.name)
    return join_list(str(part) for part in parts if part)


def candidates_for(row: Content) -> list[Candidate]:
    """The records with a name like this one's."""
    model = type(row)
    alike = [one for one in pairs_alike(model) if row.pk in (one.first, one.second)]
    others = {one.first + one.second - row.pk: one.likeness for one in alike[:MOST_FOUND]}
    loaded = load_candidates(model, others)
    return [
        Candidate(found.row, found.details, found.uses, str(REASONS[likeness]))
        for key, likeness in others.items()
        if (found := loaded.get(key))
    ]


def found_by_words(request: HttpRequest, model_admin: ModelAdmin, row: Content) -> list[Candidate]:
    """What the search of the list finds for the words in the address."""
    words = request.GET.get("q", "")
    if not words.strip():
        return []
    rows, _repeats = model_admin.get_search_results(
        request, model_admin.model.objects.exclude(pk=row.pk), words
    )
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_FOUND])
    return list(load_candidates(model_admin.model, keys).values())
