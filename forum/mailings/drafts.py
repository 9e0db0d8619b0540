"""The e-mails about an act or about chosen sessions as they would leave now, and sending them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.contrib.auth.models import AbstractBaseUser

from content.digests import digest
from content.history.models import Act
from content.languages import Language
from forum.contact.outbox import PersonalText, queue_personal
from forum.mailings.letters import Notes, PersonalMail, write
from forum.mailings.matters import Touched
from forum.mailings.models import Mailing, Recipient
from forum.mailings.people import Person, people_of
from forum.mailings.touched import load_chosen, load_touched
from forum.models import Identity


@dataclass(frozen=True, slots=True)
class Draft:
    """What would leave: nothing for people who were told of the act before."""

    act: Act | None
    touched: Sequence[Touched] = ()
    """Those with something to say; of an act only what is still different from before it."""
    changed_since: Sequence[Touched] = ()
    """What a later act changed again."""
    mails: Sequence[PersonalMail] = ()
    without_address: Sequence[Person] = ()
    unmailable: Sequence[Person] = ()
    told: Sequence[Person] = ()
    notes: Notes = field(default_factory=dict)

    @property
    def people(self) -> int:
        """How many the sessions concern, told or not."""
        return sum(map(len, (self.mails, self.without_address, self.unmailable, self.told)))

    @property
    def by_language(self) -> list[tuple[Language, list[PersonalMail]]]:
        """In the order of the site's languages."""
        order = Language.values.index
        mails = sorted(self.mails, key=lambda mail: order(mail.language))
        groups = groupby(mails, key=lambda mail: mail.language)
        return [(Language(code), list(own)) for code, own in groups]

    @property
    def stamp(self) -> str:
        """Another one as soon as any e-mail would be another."""
        texts = [(mail.person.speaker.email, mail.subject, mail.body) for mail in self.mails]
        return digest({"mails": texts})


def draft_about(act: Act, notes: Mapping[str, str]) -> Draft:
    touched = load_touched(act)
    told = set(Recipient.objects.filter(act=act).values_list("speaker", flat=True))
    draft = Draft(act, changed_since=[one for one in touched if one.is_changed_since], notes=notes)
    return _filled(draft, [one for one in touched if one.matters], told)


def draft_for_chosen(keys: Iterable[int], notes: Mapping[str, str]) -> Draft:
    """Of sessions that readers see."""
    touched = [one for one in load_chosen(keys) if one.event.is_public and one.is_public]
    return _filled(Draft(None, notes=notes), touched, set())


def _filled(draft: Draft, touched: Sequence[Touched], told: set[int]) -> Draft:
    people = people_of(touched, draft.act)
    new = [person for person in people if person.speaker.pk not in told]
    mailable = [person for person in new if person.has_address and person.is_mailable]
    options = {"tells_changes": draft.act is not None, "identity": Identity.objects.current()}
    return Draft(
        act=draft.act,
        touched=touched,
        changed_since=draft.changed_since,
        mails=[write(person, draft.notes, **options) for person in mailable],
        without_address=[person for person in new if not person.has_address],
        unmailable=[p for p in new if p.has_address and not p.is_mailable],
        told=[person for person in people if person.speaker.pk in told],
        notes=draft.notes,
    )


def send(draft: Draft, *, by: AbstractBaseUser, key: str | None = None) -> Mailing | None:
    """Queue the e-mails, in the current transaction; None if this form has sent them before.

    Whoever sends a draft about an act has locked the act before making the draft.
    """
    if key is None:
        mailing = Mailing.objects.create(act=draft.act, by=by)
    else:
        mailing, is_new = Mailing.objects.get_or_create(key=key, defaults={"by": by})
        if not is_new:
            return None
    mails = queue_personal(
        PersonalText(mail.person.speaker.email, mail.subject, mail.body) for mail in draft.mails
    )
    Recipient.objects.bulk_create(
        Recipient(mailing=mailing, act=draft.act, speaker=mail.person.speaker, mail=queued)
        for mail, queued in zip(draft.mails, mails, strict=True)
    )
    return mailing
