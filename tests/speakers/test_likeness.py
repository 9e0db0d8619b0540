"""Which names may be of one person or organization, and which are not."""

import time

import pytest

from speakers.likeness import Alike, Likeness, Named, organizations_alike, people_alike


def people(*names: str) -> list[Alike]:
    return people_alike(Named(key, (name,)) for key, name in enumerate(names, start=1))


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Amina Alami", "AMINA  ALAMÍ", Likeness.SAME_NAME),
        ("Fatima El Hassani", "Fatima Elhassani", Likeness.SAME_NAME),
        ("أحمد الإدريسي", "احمد الادريسي", Likeness.SAME_NAME),
        ("Dr. Amina Alami", "Amina Alami", Likeness.HONORIFIC),
        ("الدكتور أحمد بناني", "أحمد بناني", Likeness.HONORIFIC),
        ("M. Karim Ziani", "Mr Karim Ziani", Likeness.HONORIFIC),
        ("Alami Amina", "Amina Alami", Likeness.WORD_ORDER),
        ("El Hassani Fatima", "Fatima El Hassani", Likeness.WORD_ORDER),
        ("Oulhaj Fassi El Amina", "Amina El Fassi Oulhaj", Likeness.WORD_ORDER),
        ("Zaid", "Zayd", Likeness.SPELLING),
        ("Rachid Oualid", "Rashid Walid", Likeness.SPELLING),
        ("Houssein El Fassi", "Dr Hussain Al Fasi", Likeness.SPELLING),
        ("A. Alami", "Amina Alami", Likeness.INITIAL),
        ("Alami A.", "Amina Alami", Likeness.INITIAL),
        ("Amina B. Alami", "Amina Btissam Alami", Likeness.INITIAL),
    ],
)
def test_two_spellings_of_one_name_are_alike(one, other, likeness):
    assert people(one, other) == [Alike(likeness, 1, 2)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amina Alami", "Karim Alami"),
        ("A. Alami", "Karim Alami"),
        ("A. B.", "Amina Bennani"),
        ("Amina", "Amina Alami"),
        ("Dr. Alami", "Amina Alami"),
        ("A. Li", "Anna Li"),
        ("Lê", "Li"),
        ("Zaid", "Zaida"),
        ("Amine Alami", "Amina Alami"),
        ("Karim Ziani", "Karima Ziani"),
        ("Jean Martin", "Jeanne Martin"),
        ("Said Bennani", "Saad Bennani"),
        ("علي العلمي", "عالي العلمي"),
    ],
)
def test_two_names_are_not_alike(one, other):
    assert people(one, other) == []


def test_names_are_compared_in_every_language_and_a_pair_is_told_once_by_the_surest():
    found = people_alike(
        [
            Named(1, ("Amina Alami", "أمينة العلمي")),
            Named(2, ("أمينة العلمي",)),
            Named(3, ("Alami Amina", "أمينة العلمي")),
        ]
    )

    assert found == [
        Alike(Likeness.SAME_NAME, 1, 2),
        Alike(Likeness.SAME_NAME, 1, 3),
        Alike(Likeness.SAME_NAME, 2, 3),
    ]


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (("Open Regions Network",), ("OPEN REGIONS NETWORK",), Likeness.SAME_NAME),
        (("Ministry of the Interior",), ("Interior Ministry",), Likeness.WORD_ORDER),
        (("OECD",), ("Organisation for Economic Co-operation", "OECD"), Likeness.ACRONYM),
        (("Oslo Centre", "O.C."), ("Centre of Oslo", "OC"), Likeness.WORD_ORDER),
        (("Commission nationale", "CNDP"), ("Data Commission", "C.N.D.P."), Likeness.ACRONYM),
    ],
)
def test_two_names_of_one_organization_are_alike(one, other, likeness):
    bodies = [Named(n, own[:1], own[1:]) for n, own in enumerate((one, other), start=1)]

    assert organizations_alike(bodies) == [Alike(likeness, 1, 2)]


def test_ministries_of_two_countries_are_two():
    names = ("Ministry of Finance",)

    found = organizations_alike(
        [Named(1, names, country="MA"), Named(2, names, country="TN"), Named(3, names)]
    )

    assert [(one.first, one.second) for one in found] == [(1, 3), (2, 3)]


def test_a_hundred_records_of_one_name_are_compared_with_the_first():
    found = people(*["Amina Alami"] * 100)

    assert [(one.first, one.second) for one in found] == [(1, n) for n in range(2, 101)]


def test_two_thousand_names_are_compared_in_a_moment():
    names = [f"{chr(97 + n % 26)}mina{n} Alami{n % 500}" for n in range(2000)]
    started = time.perf_counter()

    people(*names, *(f"A. Alami{n}" for n in range(100)))

    assert time.perf_counter() - started < 3


def test_empty_names_are_like_no_other():
    assert people("", "", "…", "…") == []
    assert organizations_alike([Named(1, ("",), ("",)), Named(2, ("",), ("",))]) == []
