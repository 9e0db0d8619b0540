"""Who takes part and who stands behind it, as plain values, without a database."""

from dataclasses import dataclass

from programme.people import NO_WORDS, Standing, each_once, one_of_each_person, partners_by_role


@dataclass(frozen=True)
class Part:
    speaker_id: int
    title: str


@dataclass(frozen=True)
class Backing:
    organization: str
    role: str
    label_en: str = ""


def test_a_person_with_several_parts_is_listed_by_the_first():
    parts = [Part(1, "opening"), Part(2, "panel"), Part(1, "closing")]

    assert one_of_each_person(parts) == [Part(1, "opening"), Part(2, "panel")]


def test_nobody_is_an_empty_list():
    assert (one_of_each_person([]), partners_by_role([]), each_once([], [])) == ([], [], [])


def test_organizations_stand_together_while_their_role_and_word_are_the_same():
    backings = [
        Backing("Impact", "organizer"),
        Backing("OECD", "partner"),
        Backing("NDI", "partner"),
        Backing("Region", "partner", "With the support of"),
        Backing("NED", "partner"),
    ]

    assert partners_by_role(backings) == [
        Standing("organizer", NO_WORDS, ("Impact",)),
        Standing("partner", NO_WORDS, ("OECD", "NDI")),
        Standing("partner", ("With the support of", "en"), ("Region",)),
        Standing("partner", NO_WORDS, ("NED",)),
    ]


def test_an_organization_in_two_roles_is_named_once_in_a_list_of_all():
    backings = [Backing("Impact", "organizer"), Backing("Impact", "funder"), Backing("NDI", "host")]

    assert each_once(backings, ["NDI", "DAI", "DAI"]) == [
        Standing("organizer", NO_WORDS, ("Impact",)),
        Standing("host", NO_WORDS, ("NDI",)),
        Standing("", NO_WORDS, ("DAI",)),
    ]


def test_an_organization_in_two_roles_is_named_in_both_on_the_page_of_the_event():
    backings = [Backing("Impact", "organizer"), Backing("Impact", "funder")]

    assert [standing.role for standing in partners_by_role(backings)] == ["organizer", "funder"]
