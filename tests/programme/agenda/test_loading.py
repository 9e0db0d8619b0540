"""The sessions of an event as values for lists, however many there are."""

from dataclasses import asdict, replace

import pytest
from django.utils.translation import override

from programme.agenda.change_lines import former_among, load_lines
from programme.agenda.loading import listed, load_sessions
from programme.agenda.sessions import (
    NO_WORDS,
    ListedPerson,
    ListedRoom,
    ListedSection,
    ListedTrack,
)
from tests import factories
from tests.factories import at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.fixture
def forum():
    return factories.event(slug="forum")


@pytest.fixture
def talk(forum):
    """A session that was moved, with everything that a list shows of one."""
    section = factories.section(forum, "Commitments", objective_en="Why.")
    hall, attic = factories.room(forum, "Hall", name_ar="قاعة"), factories.room(forum, "Attic")
    talk = factories.session(
        forum,
        "Open budgets",
        slug="budgets",
        hours="09:00-10:00",
        kind="panel",
        attendance_mode="online",
        languages=["ar", "fr"],
        interpretation_languages=["en"],
        is_plenary=True,
        is_full=True,
        has_captions=True,
        section=section,
        track=factories.track(forum, "Open Data", colour="#2a6f5e"),
        room=hall,
    )
    factories.public_change(talk, "room", former_room=attic)
    factories.public_change(talk, "time", at("07:00"), former_starts_at=at("08:00"))
    oecd = factories.organization("OECD", slug="oecd")
    amina = factories.speaker("Amina", honorific_en="Dr.", organization=oecd)
    factories.contribution(amina, session=talk, function_en="Head", role="chair")
    factories.contribution(factories.speaker("Zaki"), session=talk)
    factories.contribution(factories.speaker("Éva"), section=section, role="moderator")
    factories.document(session=talk, kind="recording")
    factories.channel(talk, "en", number="2")
    factories.channel(talk, "ar", number="1 b")
    factories.channel(talk, "fr", url="https://example.org/listen")
    return talk


EVA = ListedPerson(NO_WORDS, ("Éva", "en"), "Moderator", NO_WORDS, NO_WORDS)


def loaded(event, **options):
    return load_sessions(event.sessions.public().in_agenda_order(), event, **options)


def test_a_session_is_listed_with_all_that_a_row_and_the_filters_show(forum, talk):
    [found] = loaded(forum)

    assert asdict(found) == {
        "pk": talk.pk,
        "slug": "budgets",
        "title": ("Open budgets", "en"),
        "status": "published",
        "cancellation_reason": ("", ""),
        "starts_at": at("09:00"),
        "ends_at": at("10:00"),
        "kind": "panel",
        "kind_label": "Panel",
        "attendance_mode": "online",
        "attendance_label": "Online",
        "is_plenary": True,
        "is_full": True,
        "awaits_people": True,
        "languages": ("ar", "fr"),
        "interpretation_languages": ("en",),
        "channels": (("ar", "1 b"), ("en", "2")),
        "has_sign_language": False,
        "has_captions": True,
        "section": asdict(
            ListedSection(
                talk.section.pk, "commitments", 1, ("Commitments", "en"), ("Why.", "en"), (EVA,)
            )
        ),
        "track": asdict(ListedTrack(talk.track.pk, "open-data", 1, ("Open Data", "en"), "#2a6f5e")),
        "room": asdict(ListedRoom(talk.room.pk, "hall", 1, ("Hall", "en"))),
        "position": 1,
        "former": {
            "starts_at": at("08:00"),
            "room": ("Attic", "en"),
            "moved_at": at("07:00"),
            "is_back": False,
            "lost_people": False,
        },
        "people": (
            asdict(
                ListedPerson(
                    ("Dr.", "en"), ("Amina", "en"), "Chair", ("Head", "en"), ("OECD", "en")
                )
            ),
            asdict(ListedPerson(NO_WORDS, ("Zaki", "en"), "", NO_WORDS, NO_WORDS)),
        ),
        "organizations": {"oecd": ("OECD", "en")},
        "has_recording": True,
        "is_found": True,
    }


def test_one_row_is_listed_as_the_loader_lists_it(forum, talk):
    row = forum.sessions.with_places().get()
    row.refresh_from_db()
    contributions = row.contributions.in_protocol_order()
    of_section = row.section.contributions.all()
    known = {"former": former_among(row, load_lines(forum)), "has_recording": True}
    known |= {"channels": row.channels.all()}

    found = listed(row, contributions, section_contributions=of_section, **known)

    assert asdict(found) == asdict(loaded(forum)[0])


def test_texts_are_in_the_language_of_the_reader_else_in_the_best_other_one(forum, talk):
    with override("ar"):
        [found] = loaded(forum)

    assert (found.room.name, found.title) == (("قاعة", "ar"), ("Open budgets", "en"))
    assert found.kind_label not in {"", "Panel"}


def test_a_session_type_that_says_nothing_has_no_label(forum):
    for kind in ("talk", "break", "ceremony"):
        factories.session(forum, kind=kind)

    assert [session.kind_label for session in loaded(forum)] == ["", "", "Ceremony"]


def test_the_text_is_found_in_titles_and_in_names(forum, talk):
    factories.session(forum, "Closing", hours="11:00-12:00")

    found = {text: loaded(forum, search_text=text) for text in ("amina", "closing", "")}

    assert {text: [session.is_found for session in rows] for text, rows in found.items()} == {
        "amina": [True, False],
        "closing": [False, True],
        "": [True, True],
    }


def test_sessions_are_the_same_where_they_have_one_key(forum, talk):
    [found], [again] = loaded(forum), loaded(forum)

    assert found == again == replace(again, slug="other")
    assert {found.room, again.room} == {found.room}
    assert found.room != found.section


def test_three_sessions_take_as_many_queries_as_one(forum, talk, django_assert_num_queries):
    with django_assert_num_queries(4):
        loaded(forum)
    for _number in range(2):
        more = factories.session(
            forum, section=factories.section(forum), room=factories.room(forum)
        )
        factories.contribution(factories.speaker(), session=more)

    with django_assert_num_queries(4):
        assert len(loaded(forum)) == 3
