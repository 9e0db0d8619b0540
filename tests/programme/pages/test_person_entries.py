"""People in lists: each once, alike whether one is shown or two hundred."""

import pytest
from django.utils.translation import override

from programme.models import Contribution
from programme.pages.person_entries import person
from programme.pages.person_loading import entries_of, load_people
from speakers.templatetags.arches import arch_of
from tests import factories
from tests.pictures import halves, uploaded

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_person_with_several_parts_is_listed_by_the_first(django_assert_num_queries):
    forum, lex = factories.event(), factories.speaker("Lex Adam", sort_key="adam")
    factories.contribution(factories.speaker("Zed", sort_key="zed"), event=forum)
    factories.contribution(lex, event=forum, position=2, role="chair", function_en="Dean")
    factories.contribution(lex, session=factories.session(forum), position=1, function_en="Head")

    with django_assert_num_queries(1):
        people = load_people(Contribution.objects.of_event(forum))

    found = [(entry.name[0], entry.role, entry.function[0]) for entry in people]
    assert found == [("Lex Adam", "", "Head"), ("Zed", "", "")]


def test_arabic_readers_find_people_by_the_names_they_see():
    forum = factories.event()
    for name, arabic in (("Amina", "ياسمين"), ("Zed", "أحمد")):
        factories.contribution(factories.speaker(name, name_ar=arabic), event=forum)

    with override("ar"):
        people = load_people(Contribution.objects.of_event(forum))

    assert [entry.name[0] for entry in people] == ["أحمد", "ياسمين"]


@pytest.mark.parametrize("presence", ["", "in_person", "online"])
def test_one_person_is_shown_as_in_a_list(presence):
    forum, body = factories.event(), factories.organization("OECD & Co")
    lex = factories.speaker(
        "<Lex>", honorific_en="Dr.", photo=uploaded(halves()), organization=body, function_ar="مدير"
    )
    nobody = factories.speaker("Ada Lane", name_fr="Ada", honorific_ar="د.")
    factories.contribution(lex, event=forum, role="expert", presence=presence)
    factories.contribution(nobody, event=forum)
    contributions = Contribution.objects.of_event(forum)

    listed = load_people(contributions)

    alone = entries_of(contributions.with_names().in_name_order())
    html = [
        [arch_of(entry.face, "small") + person(entry, "en") for entry in each]
        for each in (listed, alone)
    ]
    assert html[0] == html[1]
    assert "&lt;Lex&gt;" in "".join(html[0])
