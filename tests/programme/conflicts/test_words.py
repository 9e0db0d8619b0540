"""Conflicts as sentences: who or what, in which sessions, and when."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from programme.conflicts import ConflictKind, PlannedPerson
from programme.conflicts.values import Severity
from programme.conflicts.words import KIND_LABELS, SEVERITY_LABELS, as_html, in_words
from tests.programme.conflicts.planned import (
    ATLAS,
    BUDGETS,
    CASABLANCA,
    HALL,
    KARIM,
    LIBRARY,
    WATER,
    conflicts_of,
    planned,
)


def sentences(*sessions, here=None):
    return [in_words(c, CASABLANCA, here=here) for c in conflicts_of(*sessions)]


def test_a_clash_names_the_person_or_room_both_sessions_and_the_hours():
    roads = planned("Roads", "10:00-11:00", room=ATLAS, people=(KARIM,))
    schools = planned("Schools", "10:30-11:30", room=ATLAS, people=(KARIM,))

    assert sentences(roads, schools) == [
        "Karim Ziani is in two sessions at once, Tue 4 May, 10:30–11:00: "
        "“Roads” (Atlas) and “Schools” (Atlas).",
        "Atlas is taken twice, Tue 4 May, 10:30–11:00: “Roads” and “Schools”.",
    ]


def test_from_one_session_a_clash_names_the_other_and_until_when():
    roads = planned("Roads", "10:00-11:00", room=ATLAS, people=(KARIM,))
    schools = planned("Schools", "10:30-11:30", room=ATLAS, people=(KARIM,))

    assert sentences(roads, schools, here=roads.pk) == [
        "Karim Ziani is in “Schools” (Atlas), Tue 4 May, 10:30–11:30.",
        "Atlas is taken by “Schools”, Tue 4 May, 10:30–11:30.",
    ]


def test_the_other_conflicts_of_two_sessions():
    roads = planned("Roads", "10:00-11:00", room=ATLAS, people=(KARIM,), section=WATER)
    schools = planned("Schools", "11:00-12:00", room=HALL, people=(KARIM,), track=BUDGETS)
    water = planned("Water", "11:01-12:00", room=ATLAS, section=BUDGETS, track=BUDGETS)
    late = planned("Late", "12:00-14:00")

    assert sentences(roads, schools, water, late) == [
        "There is no break from “Roads” to “Late”, Tue 4 May, 10:00–14:00.",
        "Karim Ziani has 0 minutes to get from “Roads” (Atlas) to “Schools” (Great Hall), "
        "Tue 4 May, 11:00.",
        "Atlas has 1 minute to be made ready, Tue 4 May, 11:00–11:01: from “Roads” to “Water”.",
        "Budgets is the theme of both “Schools” and “Water”, Tue 4 May, 11:01–12:00.",
    ]


@pytest.mark.parametrize("is_here", [False, True])
def test_the_conflicts_of_one_session(is_here):
    crowd = tuple(PlannedPerson(number) for number in range(50, 60))
    panel = planned("Panel", "20:00-01:00", room=LIBRARY, people=crowd)
    panel = replace(panel, ends_at=panel.ends_at.replace(day=5))
    name = "This session" if is_here else "“Panel”"

    assert sentences(panel, here=panel.pk if is_here else None) == [
        f"{name} is outside the days of the event, Tue 4 May, 20:00–01:00.",
        f"{name} has more people than Library has seats.",
        f"{name} has no break in four hours, Tue 4 May, 20:00–01:00.",
    ]


def test_what_a_session_lacks():
    bare = planned("Panel", people=(), room=None, languages=())
    plenary = planned("Opening", room=ATLAS, is_plenary=True)

    assert sentences(bare, plenary) == [
        "“Opening” is for all participants, but Atlas has only 80 seats.",
        "“Panel” has no people yet.",
        "“Panel” has no room.",
        "“Panel” has no spoken language.",
    ]


def test_in_the_admin_sessions_are_links_and_names_are_escaped():
    roads = planned("Roads & <b>", "10:00-11:00", room=ATLAS)
    schools = planned("Schools", "10:30-11:30", room=ATLAS)
    [conflict] = conflicts_of(roads, schools)

    html = as_html(conflict, CASABLANCA)

    assert html == (
        "Atlas is taken twice, Tue 4 May, "
        '<span class="hours__range">'
        '<time datetime="2027-05-04T10:30+00:00" dir="ltr">10:30</time>–'
        '<time datetime="2027-05-04T11:00+00:00" dir="ltr">11:00</time></span>: '
        f'<a href="/admin/programme/session/{roads.pk}/change/">Roads &amp; &lt;b&gt;</a> and '
        f'<a href="/admin/programme/session/{schools.pk}/change/">Schools</a>.'
    )


def test_a_name_in_another_script_is_isolated():
    roads = planned("Roads", "10:00-11:00", room=ATLAS)
    arabic = replace(planned("", "10:30-11:30", room=ATLAS), title=("طرق", "ar"))

    assert sentences(roads, arabic) == [
        "Atlas is taken twice, Tue 4 May, 10:30–11:00: “Roads” and “\u2068طرق\u2069”."
    ]


def test_every_kind_and_severity_has_a_name_in_every_language():
    names = []
    for language in ("en", "fr", "ar"):
        with override(language):
            names.append([str(KIND_LABELS[kind]) for kind in ConflictKind])
            names.append([str(SEVERITY_LABELS[severity]) for severity in Severity])

    assert all(all(row) and len({*row}) == len(row) for row in names)
