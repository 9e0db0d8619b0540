"""Sample speakers, organizations and contributions."""

from dataclasses import dataclass

from django.utils import timezone

from content.translations import reading_language
from forum.demo.patterns.rows import LONG_MARK, PROSE, SQUARE, WIDE, WIDE_MARK, pictured, row
from programme.agenda.sessions import NO_WORDS
from programme.models import Contribution, Event, Partnership
from programme.pages.letters import FEW, Directory, directory, in_letter_order
from programme.pages.people import PartnerGroup, split_people
from programme.pages.person_loading import entries_of
from programme.pages.search import SearchQuery
from speakers.models import Organization, Speaker


@dataclass(frozen=True)
class Cast:
    """The organizations and contributions of the sample event."""

    oecd: Organization
    council: Organization
    only_arabic: Organization
    parts: list[Contribution]

    @property
    def groups(self) -> list[PartnerGroup]:
        """One organization, several, one with a label of its own, one without a role."""
        all_three = (self.oecd, self.council, self.only_arabic)
        return [
            PartnerGroup("organizer", NO_WORDS, (self.council,)),
            PartnerGroup("partner", NO_WORDS, all_three),
            PartnerGroup("funder", ("With the help of", "en"), (self.oecd,)),
            PartnerGroup("media_partner", NO_WORDS, (*_in_every_shape(), self.oecd)),
            PartnerGroup("", NO_WORDS, (self.only_arabic,)),
        ]


def cast() -> Cast:
    oecd = row(
        Organization,
        name_en="Organization for Economic Cooperation and Development",
        name_fr="Organisation de coopération et de développement économiques",
        name_ar="منظمة التعاون والتنمية الاقتصادية",
        acronym_en="OECD",
        acronym_fr="OCDE",
        kind="intergovernmental",
        country="FR",
        website="https://example.org/",
    )
    pictured(oecd, "logo", SQUARE)
    council = row(Organization, name_en="Regional Council", acronym_en="Regional Council")
    only_arabic = row(Organization, name_ar="جماعة تطوان")
    parts = [
        part(with_photo(), oecd, "President of the Region"),
        part(row(Speaker, name_en="Pelé"), None, "", presence="recorded"),
        part(row(Speaker, name_ar="نادية بن صالح"), only_arabic, "", role="moderator"),
        part(row(Speaker, name_en="Ada Lovelace"), council, "Minister", presence="online"),
    ]
    return Cast(oecd, council, only_arabic, parts)


def shown(event: Event, cast: Cast) -> dict[str, object]:
    return {
        "partnerships": partnerships(event, cast.oecd),
        "participation": split_people([*cast.parts, withdrawn_part(cast)]),
        "faces": faces(),
        "people_query": SearchQuery.typed("Regions"),
        "directories": directories(),
        "person": cast.parts[0].speaker,
        "body": cast.oecd,
        "groups": cast.groups,
    }


def directories() -> list[Directory]:
    """A long list with letters of both scripts and a name without any, a short one and none."""
    parts = [part(speaker, None, "Minister") for speaker in faces()]
    entries = entries_of(parts)
    long = in_letter_order(entries * FEW, reading_language())
    return [directory(people, reading_language()) for people in (long, entries, [])]


def _in_every_shape() -> list[Organization]:
    marks = (WIDE, LONG_MARK, WIDE_MARK)
    plates = {WIDE_MARK: "dark"}
    bodies = [row(Organization, name_en=m, logo_plate=plates.get(m, "light")) for m in marks]
    return [pictured(*pair) for pair in zip(bodies, ["logo"] * len(marks), marks, strict=True)]


def partnerships(event: Event, organization: Organization) -> list[Partnership]:
    """One in a role, and one under a word of staff."""
    both = {"event": event, "organization": organization}
    return [
        row(Partnership, role="partner", **both),
        row(Partnership, role="funder", label_en="With the help of", **both),
    ]


def with_photo() -> Speaker:
    speaker = row(
        Speaker,
        honorific_en="Ms.",
        honorific_fr="Mme",
        honorific_ar="السيدة",
        name_en="Fatima El Hassani",
        name_fr="Fatima El Hassani",
        name_ar="فاطمة الحساني",
        function_en="President of the Region",
        biography_en=PROSE,
    )
    return pictured(speaker, "photo", WIDE)


def faces() -> list[Speaker]:
    """A photo, a letter in each script, and the star."""
    names = [{"name_en": "Omar Bennani"}, {"name_ar": "أمينة الحمداوي"}, {"name_en": "2027"}]
    return [with_photo(), *(row(Speaker, **name) for name in names)]


def withdrawn_part(cast: Cast) -> Contribution:
    speaker = row(Speaker, name_en="Salma Idrissi")
    return part(speaker, cast.council, "Mayor", withdrawn_at=timezone.now())


def part(speaker: Speaker, organization: Organization | None, function: str, **fields):
    fields = {"speaker": speaker, "organization": organization, "function_en": function} | fields
    return row(Contribution, **fields)
