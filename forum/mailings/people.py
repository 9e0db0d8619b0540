"""The people of touched sessions: those who take part in a session or in its section."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q

from content.email_addresses import ascii_address
from content.history.models import Act, ChangeKind
from content.languages import Language
from content.translations import languages_with_text
from forum.mailings.matters import Touched
from programme.models import Contribution, Event
from speakers.models import Speaker


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the sessions about which they are written to, in agenda order."""

    speaker: Speaker
    touched: tuple[Touched, ...]

    @property
    def language(self) -> str:
        return self.speaker.language or event_language(self.touched[0].event)

    @property
    def has_address(self) -> bool:
        return bool(self.speaker.email)

    @property
    def is_mailable(self) -> bool:
        """Whether mail can go to the address; one from before a rule may be broken."""
        try:
            ascii_address(self.speaker.email)
        except ValidationError:
            return False
        return True


def event_language(event: Event) -> str:
    """The site's own language if the event has its name in it, else the first that it has."""
    named = languages_with_text(event, "name")
    default = settings.LANGUAGE_CODE
    return default if default in named else next(iter(named), Language.ENGLISH)


def people_of(touched: Sequence[Touched], act: Act | None = None) -> list[Person]:
    """Each once, in the order of names; `act` knows the parts of the sessions that it deleted."""
    by_session, by_section = _by_session(touched), _by_section(touched)
    own: dict[int, dict[int, Touched]] = defaultdict(dict)
    speakers: dict[int, Speaker] = {}
    for part in _parts(by_session, by_section):
        speakers[part.speaker_id] = part.speaker
        for one in by_session.get(part.session_id, by_section.get(part.section_id, ())):
            own[part.speaker_id][one.session.pk] = one
    for key, one in _lost_parts(by_session, act):
        own[key][one.session.pk] = one
    if missing := own.keys() - speakers.keys():
        speakers |= Speaker.objects.in_bulk(missing)
    return _in_name_order(touched, own, speakers)


def _by_session(touched: Iterable[Touched]) -> dict[int | None, list[Touched]]:
    return {one.session.pk: [one] for one in touched}


def _by_section(touched: Iterable[Touched]) -> dict[int | None, list[Touched]]:
    found: dict[int | None, list[Touched]] = defaultdict(list)
    for one in touched:
        if section := one.session.section_id:
            found[section].append(one)
    return found


def _parts(sessions: Iterable[int | None], sections: Iterable[int | None]) -> list[Contribution]:
    where = Q(session__in=list(sessions)) | Q(section__in=list(sections))
    return list(Contribution.objects.taking_part().filter(where).select_related("speaker"))


def _lost_parts(
    by_session: Mapping[int | None, list[Touched]], act: Act | None
) -> list[tuple[int, Touched]]:
    """Who had a part in a session that the act deleted, by key."""
    gone = {key: own[0] for key, own in by_session.items() if own[0].now is None}
    if not gone or act is None:
        return []
    changes = act.changes.filter(model=Contribution._meta.label_lower, kind=ChangeKind.DELETED)
    parts = [change.before for change in changes.order_by("pk")]
    lost = [p for p in parts if p.get("session_id") in gone and not p.get("withdrawn_at")]
    return [(part["speaker_id"], gone[part["session_id"]]) for part in lost]


def _in_name_order(
    touched: Sequence[Touched],
    own: Mapping[int, Mapping[int, Touched]],
    speakers: Mapping[int, Speaker],
) -> list[Person]:
    found = [
        Person(speaker, tuple(one for one in touched if one.session.pk in own[speaker.pk]))
        for speaker in speakers.values()
    ]
    return sorted(found, key=lambda person: (person.speaker.sort_key, person.speaker.pk))
