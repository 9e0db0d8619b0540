"""What readers will miss in a programme that is published: counted, with links to the sessions."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from programme.admin.conflict_list import PARAMETER
from programme.admin.publication import Publication
from programme.conflicts import ConflictKind


@dataclass(frozen=True, slots=True)
class Gap:
    count: int
    what: Any
    consequence: Any
    url: str
    """The list of these sessions."""


INCOMPLETE = {
    ConflictKind.NO_PEOPLE: (
        _("without people"),
        _("readers will see “Speakers to be announced”"),
    ),
    ConflictKind.NO_ROOM: (_("without a room"), _("readers will see no room")),
    ConflictKind.NO_LANGUAGE: (
        _("without a spoken language"),
        _("readers will not know which language is spoken"),
    ),
}
UNTRANSLATED = {
    ("title", "en"): _("without an English title"),
    ("title", "fr"): _("without a French title"),
    ("title", "ar"): _("without an Arabic title"),
    ("abstract", "en"): _("without an English abstract"),
    ("abstract", "fr"): _("without a French abstract"),
    ("abstract", "ar"): _("without an Arabic abstract"),
}
_OTHER_LANGUAGE = _("readers will see another language, with a note")


def load_gaps(publication: Publication) -> list[Gap]:
    return [*_incomplete(publication), *_untranslated(publication)]


def _incomplete(publication: Publication) -> Iterator[Gap]:
    counts = Counter(conflict.kind for conflict in publication.conflicts)
    for kind, words in INCOMPLETE.items():
        if counts[kind]:
            yield Gap(counts[kind], *words, _url(publication, {PARAMETER: kind.value}))


def _untranslated(publication: Publication) -> Iterator[Gap]:
    counts = publication.missing_translations()
    for (field, language), what in UNTRANSLATED.items():
        if count := counts.get((field, language)):
            url = _url(publication, {"missing": f"{field}_{language}"})
            yield Gap(count, what, _OTHER_LANGUAGE, url)


def _url(publication: Publication, wanted: dict[str, str]) -> str:
    """The list of the sessions that become public, narrowed to those wanted."""
    event = publication.event
    query = {"event__id__exact": event.pk, **wanted}
    if event.is_public:
        query["status__exact"] = "draft"
    if publication.unplaced and not publication.with_unplaced:
        query["starts_at__isnull"] = "False"
    return f"{reverse('admin:programme_session_changelist')}?{urlencode(query)}"
