"""“Possible duplicates” lists records with like names, and forgets those that are not the same."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from programme.models import DistinctRecords
from tests import factories
from tests.html import read, texts
from tests.programme.admin.merging.merging import merge, page_of

pytestmark = pytest.mark.django_db

PEOPLE = "/admin/speakers/speaker/duplicates/"
BODIES = "/admin/speakers/organization/duplicates/"
FIRST = "form > .merge-pair"


def pairs(page, where: str = FIRST) -> list[list[str]]:
    """The reason and the names of each pair."""
    return [
        [*texts(pair, ".merge-pair__reason"), *texts(pair, ".merge-side a")]
        for pair in page.select(where)
    ]


def press(staff, page, name: str):
    button = page.select_one(f"button[name={name}]")
    return read(staff.post(PEOPLE, {name: button["value"]}, follow=True))


def test_pairs_are_listed_the_surest_first_with_the_record_that_is_used_more_first(staff):
    short = factories.speaker("A. Alami")
    amina = factories.speaker("Amina Alami")
    factories.contribution(amina, session=factories.session(factories.event()))
    factories.speaker("Karim Ziani")
    factories.speaker("Ziani Karim")
    factories.speaker("Dr. Karim Ziani")

    page = read(staff.get(PEOPLE))

    assert pairs(page) == [
        ["same name, one with an honorific in it", "Karim Ziani", "Dr. Karim Ziani"],
        ["same words in another order", "Karim Ziani", "Ziani Karim"],
        ["same words in another order", "Ziani Karim", "Dr. Karim Ziani"],
        ["one name has initials", "Amina Alami", "A. Alami"],
    ]
    links = [link["href"] for link in page.select(".merge-pair__acts a")]
    assert links[-1] == page_of(amina, short)


def test_organizations_have_a_page_of_their_own(staff):
    factories.organization("Organisation for Economic Co-operation", acronym_en="OECD")
    factories.organization("OECD")

    page = read(staff.get(BODIES))

    reason = "same acronym, or one is the acronym of the other"
    assert pairs(page) == [[reason, "Organisation for Economic Co-operation", "OECD"]]
    assert texts(page, ".merge-tabs a") == ["People", "Organizations"]


def test_what_is_not_the_same_is_not_offered_again_until_staff_want_it(staff):
    factories.speaker("Amina Alami")
    factories.speaker("Amina Alami")

    settled = press(staff, read(staff.get(PEOPLE)), "distinct")
    again = press(staff, settled, "alike")

    assert pairs(settled) == []
    assert pairs(settled, "details .merge-pair") == [["Amina Alami", "Amina Alami"]]
    assert texts(settled, "main .callout") == ["No two names are alike."]
    assert (pairs(again), DistinctRecords.objects.count()) == (
        [["same name", "Amina Alami", "Amina Alami"]],
        0,
    )


def test_the_same_pair_may_be_settled_twice(staff):
    one, other = factories.speaker("Amina"), factories.speaker("Amina")

    for _twice in range(2):
        staff.post(PEOPLE, {"distinct": f"{other.pk}.{one.pk}"})

    [row] = DistinctRecords.objects.values("model", "first", "second")
    assert row == {"model": "speakers.speaker", "first": one.pk, "second": other.pk}


@pytest.mark.parametrize(
    "posted", ["", "1", "1.1", "1.999", "x.y", "1.2.3", "\x00.1", "9" * 30 + ".1", "-1.2"]
)
@pytest.mark.parametrize("name", ["distinct", "alike", "nonsense"])
def test_what_is_no_pair_of_records_is_refused_with_a_sentence(staff, name, posted):
    factories.speaker("Amina")

    answer = staff.post(PEOPLE, {name: posted}, follow=True)

    assert texts(read(answer), ".messagelist .error") == [
        "One of the two records no longer exists."
    ]
    assert DistinctRecords.objects.count() == 0


def test_a_pair_of_which_one_was_merged_is_gone_from_the_page(staff):
    one, other, third = (factories.speaker("Amina Alami") for _three in range(3))
    DistinctRecords.objects.create(model="speakers.speaker", first=other.pk, second=third.pk)

    merge(staff, one, other)

    page = read(staff.get(PEOPLE))
    assert (len(pairs(page)), pairs(page, "details .merge-pair")) == (1, [])


def test_of_many_pairs_the_first_are_shown_with_the_number_of_all(staff):
    for number in range(30):
        factories.speaker(f"Amina Alami{number}")
        factories.speaker(f"Amina Alami{number}")
        factories.speaker(f"Alami{number} Amina")

    page = read(staff.get(PEOPLE))

    assert (len(pairs(page)), texts(page, ".page-head__count")) == (50, ["90"])
    note = "More pairs are shown once you have dealt with some of these."
    assert note in texts(page, "main .help")


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Administrator", 200),
        ("Editor", 200),
        ("Translator (French)", 403),
        ("Scheduler", 403),
        ("Helpdesk", 403),
    ],
)
def test_only_those_who_may_merge_see_duplicates_and_the_ways_to_them(role, status):
    factories.event()
    user, client = factories.staff_user(), Client()
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)

    answers = [client.get(PEOPLE), client.get(BODIES), client.post(PEOPLE, follow=True)]

    assert [answer.status_code for answer in answers] == [status] * 3
    places = ["/admin/", "/admin/speakers/speaker/", "/admin/speakers/organization/"]
    found = [client.get(place) for place in places]
    links = [
        any(a["href"] in (PEOPLE, BODIES) for a in read(answer).select("a[href]"))
        for answer in found
        if answer.status_code == 200
    ]
    assert links == [status == 200] * len(links)


def test_the_page_takes_as_many_queries_for_thirty_pairs_as_for_one(staff):
    counts = []
    for more in (1, 30):
        for number in range(more):
            for _twice in range(2):
                body = factories.organization()
                factories.speaker(f"Amina {more}x{number}", organization=body)
        with CaptureQueriesContext(connection) as asked:
            staff.get(PEOPLE)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 10
