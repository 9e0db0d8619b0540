"""The partners of an event, as plain values, without a database."""

from dataclasses import dataclass

from programme.pages.people import (
    NO_WORDS,
    PartnerGroup,
    group_organizations,
    group_partners,
)


@dataclass(frozen=True)
class Backing:
    organization: str
    role: str
    label_en: str = ""


def test_nobody_is_an_empty_list():
    assert (group_partners([]), group_organizations([], [])) == ([], [])


def test_organizations_are_grouped_while_role_and_label_are_the_same():
    backings = [
        Backing("Impact", "organizer"),
        Backing("OECD", "partner"),
        Backing("NDI", "partner"),
        Backing("Region", "partner", "With the support of"),
        Backing("NED", "partner"),
    ]

    assert group_partners(backings) == [
        PartnerGroup("organizer", NO_WORDS, ("Impact",)),
        PartnerGroup("partner", NO_WORDS, ("OECD", "NDI")),
        PartnerGroup("partner", ("With the support of", "en"), ("Region",)),
        PartnerGroup("partner", NO_WORDS, ("NED",)),
    ]


def test_an_organization_in_two_roles_is_named_once_in_a_list_of_all():
    backings = [Backing("Impact", "organizer"), Backing("Impact", "funder"), Backing("NDI", "host")]

    assert group_organizations(backings, ["NDI", "DAI", "DAI"]) == [
        PartnerGroup("organizer", NO_WORDS, ("Impact",)),
        PartnerGroup("host", NO_WORDS, ("NDI",)),
        PartnerGroup("", NO_WORDS, ("DAI",)),
    ]


def test_an_organization_in_two_roles_is_named_in_both_on_the_page_of_the_event():
    backings = [Backing("Impact", "organizer"), Backing("Impact", "funder")]

    assert [standing.role for standing in group_partners(backings)] == ["organizer", "funder"]
