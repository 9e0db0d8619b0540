"""What an event's data may be: refused with a sentence by `full_clean()`, and by the database."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from programme.models import Contribution, Document, Event, Partnership, Room, Section, Session
from programme.models.contributions import shown_role
from tests import factories

pytestmark = pytest.mark.django_db


def refusals(row) -> dict[str, list[str]]:
    """The sentences beside each field."""
    with pytest.raises(ValidationError) as raised:
        row.full_clean()
    return raised.value.message_dict


def refused_by_the_database(row) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return True
    return False


def new_event(**fields) -> Event:
    given = {"name_en": "Forum", "acronym": "osr_2020", "first_day": factories.DAY}
    return Event(**{**given, "last_day": factories.DAY, **fields})


def test_an_event_does_not_end_before_it_begins():
    event = new_event(last_day=dt.date(2027, 5, 3))

    assert refusals(event) == {"last_day": ["The last day is before the first day."]}
    assert refused_by_the_database(event)


def test_an_event_has_days():
    event = new_event(first_day=None, last_day=None)

    assert refusals(event) == {
        "first_day": ["This field cannot be null."],
        "last_day": ["This field cannot be null."],
    }


@pytest.mark.parametrize("acronym", ["osr", "OSR_2020", "osr-2020", "osr 2020", "عربي_2020"])
def test_an_acronym_is_a_code_that_every_format_takes(acronym):
    event = new_event(acronym=acronym)

    sentence = "Use at least four lower-case letters, digits or underscores, for example osr_2020."
    assert refusals(event) == {"acronym": [sentence]}


def test_the_database_refuses_an_acronym_that_is_no_code():
    assert refused_by_the_database(new_event(acronym="OSR 2020"))


def test_a_time_zone_is_one_that_exists():
    event = new_event(time_zone="Mars/Phobos")

    assert refusals(event) == {
        "time_zone": ["“Mars/Phobos” is not a time zone. Enter one such as Africa/Casablanca."]
    }


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (lambda: new_event(name_en=""), "name"),
        (lambda: Section(event=factories.event(), title_en=""), "title"),
        (lambda: Room(event=factories.event(), name_en=""), "name"),
        (lambda: Session(event=factories.event(), title_en=""), "title"),
        (
            lambda: Document(event=factories.event(), title_en="", url="https://example.org"),
            "title",
        ),
    ],
    ids=["event", "section", "room", "session", "document"],
)
def test_a_name_is_needed_in_at_least_one_language(row, field):
    row = row()

    assert refusals(row) == {f"{field}_en": ["Enter this in at least one language."]}


@pytest.mark.parametrize("text", [None, ""])
def test_the_database_refuses_a_name_in_no_language(text):
    assert refused_by_the_database(new_event(name_en=text, slug="forum"))


def test_a_name_in_arabic_alone_will_do():
    event = new_event(name_en="", name_ar="المنتدى")

    event.full_clean()
    event.save()

    assert (event.slug, str(event)) == ("event-1", "المنتدى")


def test_a_name_of_five_thousand_characters_is_refused():
    event = new_event(name_en="x" * 5000)

    sentence = "Ensure this value has at most 200 characters (it has 5000)."
    assert refusals(event) == {"name_en": [sentence]}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nul\x00", "U+0000"),
        ("bell\x07", "U+0007"),
        ("half\ud800", "U+D800"),
        ("none\uffff", "U+FFFF"),
    ],
    ids=["nul", "control", "surrogate", "noncharacter"],
)
def test_invisible_characters_that_break_a_page_are_refused(text, code):
    event = new_event(tagline_en=text)

    sentence = f"Remove the invisible character {code}: it can break or reorder the text around it."
    assert refusals(event) == {"tagline_en": [sentence]}


@pytest.mark.parametrize("text", [" ", "\u200b", "\u00a0\u2060", "\ufeff"], ids=ascii)
def test_a_name_of_marks_and_spaces_is_no_name(text):
    event = new_event(name_en=text)

    assert refusals(event) == {"name_en": ["Enter this in at least one language."]}


def test_a_name_of_letters_that_nobody_sees_is_refused():
    event = new_event(name_en="\u3164")

    assert refusals(event) == {"name_en": ["Enter some visible text."]}


def test_a_name_may_need_invisible_joiners():
    event = new_event(name_en="", name_ar="می‌خواهم")

    assert event.full_clean() is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        (
            "slug",
            "open days",
            "Enter a valid “slug” consisting of letters",
        ),
        ("map_url", "javascript:alert(1)", "Enter an address that begins with https:// or http"),
        ("stream_url", "ftp://example.org/", "Enter an address that begins with https:// or http"),
        ("status", "secret", "Value 'secret' is not a valid choice."),
        ("attendance_mode", "dreamt", "Value 'dreamt' is not a valid choice."),
        ("time_zone", "", "This field cannot be blank."),
    ],
)
def test_a_wrong_value_is_refused_once_beside_its_field(field, value, sentence):
    event = new_event(**{field: value})

    ((where, sentences),) = refusals(event).items()
    assert (where, len(sentences)) == (field, 1)
    assert sentences[0].startswith(sentence)


@pytest.mark.parametrize("field", ["slug", "acronym"])
def test_what_another_event_has_is_refused_beside_the_field(field):
    factories.event(slug="forum", acronym="osr_2020")
    event = new_event(**{"acronym": "osr_2021", field: {"slug": "forum"}.get(field, "osr_2020")})

    noun = {"slug": "address", "acronym": "acronym"}[field]
    assert refusals(event) == {field: [f"Another event has this {noun}."]}


def test_a_row_goes_to_the_end_even_behind_the_last_position():
    event = factories.event()
    factories.section(event, position=32767)

    last = factories.section(event)

    assert last.position == 32767
    assert list(event.sections.in_staff_order())[-1] == last
    with pytest.raises(ValidationError, match="less than or equal to 32767"):
        factories.section(event, position=32768)


def test_an_organization_has_a_role_at_an_event_once():
    event, body = factories.event(), factories.organization()
    factories.partnership(event, body, role="organizer")
    again = Partnership(event=event, organization=body, role="organizer")

    assert refusals(again) == {
        "organization": ["This organization already has this role at this event."]
    }
    assert refused_by_the_database(again)


def test_an_organization_may_be_organizer_and_funder():
    event, body = factories.event(), factories.organization()
    factories.partnership(event, body, role="organizer")

    second = factories.partnership(event, body, role="funder")

    assert second.position == 2


@pytest.mark.parametrize(
    ("start", "end", "errors"),
    [
        ("10:00", "09:00", {"ends_at": ["The end must be after the start."]}),
        ("10:00", "10:00", {"ends_at": ["The end must be after the start."]}),
        ("10:00", None, {"ends_at": ["Give both a start and an end, or neither."]}),
        (None, "10:00", {"starts_at": ["Give both a start and an end, or neither."]}),
    ],
)
def test_a_session_has_a_start_before_its_end_or_no_times(start, end, errors):
    session = Session(
        event=factories.event(),
        title_en="Talk",
        starts_at=start and factories.at(start),
        ends_at=end and factories.at(end),
    )

    assert refusals(session) == errors
    assert refused_by_the_database(session)


@pytest.mark.parametrize(("day", "allowed"), [(2, False), (3, True), (5, True), (6, False)])
def test_a_session_lies_within_a_day_of_its_event(day, allowed):
    date = dt.date(2027, 5, day)
    session = Session(
        event=factories.event(),
        title_en="Talk",
        starts_at=factories.at("10:00", day=date),
        ends_at=factories.at("11:00", day=date),
    )

    sentence = ["This is more than one day outside the dates of the event."]
    assert allowed or refusals(session) == {"starts_at": sentence}
    assert not allowed or session.full_clean() is None


@pytest.mark.parametrize(
    ("field", "make", "sentence"),
    [
        ("section", factories.section, "This section belongs to another event."),
        ("room", factories.room, "This room belongs to another event."),
        ("track", factories.track, "This theme belongs to another event."),
    ],
)
def test_a_session_stays_with_its_own_event(field, make, sentence):
    elsewhere = make(factories.event())
    session = Session(event=factories.event(), title_en="Talk", **{field: elsewhere})

    assert refusals(session) == {field: [sentence]}


def test_a_contribution_is_to_exactly_one_thing():
    event = factories.event()
    session, speaker = factories.session(event), factories.speaker()
    to_nothing = Contribution(speaker=speaker, position=1)
    to_two = Contribution(speaker=speaker, session=session, event=event, position=1)

    sentence = "Choose exactly one: an event, a section or a session."
    assert refusals(to_nothing) == {"session": [sentence]}
    assert refusals(to_two) == {"session": [sentence]}
    assert refused_by_the_database(to_nothing)
    assert refused_by_the_database(to_two)


def test_a_person_has_a_role_in_a_session_once():
    session, speaker = factories.session(factories.event()), factories.speaker()
    factories.contribution(speaker, session=session)
    factories.contribution(speaker, session=session, role="moderator")
    again = Contribution(speaker=speaker, session=session)

    assert refusals(again) == {"speaker": ["This person is already listed in this role."]}
    assert refused_by_the_database(again)


@pytest.mark.parametrize("url", ["", "https://example.org/slides"])
def test_a_document_is_a_file_or_an_address(url):
    document = Document(
        event=factories.event(),
        title_en="Slides",
        url=url,
        file="documents/slides.pdf" if url else "",
        position=1,
    )

    with pytest.raises(ValidationError) as raised:
        document.clean()

    assert raised.value.message_dict == {"url": ["Give either a file or an address, not both."]}


def test_the_function_and_organization_of_the_day_outlive_a_change_of_post():
    ministry, bank = factories.organization("Ministry"), factories.organization("Bank")
    speaker = factories.speaker(function_en="Minister", function_ar="وزيرة", organization=ministry)
    part = factories.contribution(speaker, session=factories.session(factories.event()))

    speaker.function_en, speaker.organization = "Governor", bank
    speaker.save()

    part.refresh_from_db()
    assert (part.function_en, part.function_ar, part.organization) == (
        "Minister",
        "وزيرة",
        ministry,
    )


def test_what_staff_enter_for_the_day_is_kept():
    ministry, bank = factories.organization("Ministry"), factories.organization("Bank")
    speaker = factories.speaker(function_en="Minister", organization=ministry)
    session = factories.session(factories.event())

    part = factories.contribution(
        speaker, session=session, function_en="Governor", organization=bank
    )

    assert (part.function_en, part.organization) == ("Governor", bank)


def test_a_new_row_goes_to_the_end_of_its_neighbours():
    event = factories.event()
    morocco, world = factories.section(event), factories.section(event)

    sessions = [factories.session(event, section=part) for part in (morocco, morocco, world)]

    assert [session.position for session in sessions] == [1, 2, 1]


def test_a_slug_is_made_once_from_the_title_and_is_unique_in_its_event():
    event = factories.event()
    titles = ["Open  Régions", "Open Régions!", "!!!"]

    sessions = [factories.session(event, title) for title in titles]
    elsewhere = factories.session(factories.event(), "Open Régions")

    assert [session.slug for session in sessions] == ["open-regions", "open-regions-2", "session-3"]
    assert elsewhere.slug == "open-regions"


def test_a_slug_does_not_follow_a_changed_title():
    session = factories.session(factories.event(), "Open budgets")

    session.title_en = "Closed budgets"
    session.save()

    assert session.slug == "open-budgets"


def test_the_revision_rises_with_every_change_of_time_place_or_status():
    event = factories.event()
    session = Session.objects.get(pk=factories.session(event, hours="09:00-10:00").pk)
    revisions = [session.revision]

    def change(**fields):
        for field, value in fields.items():
            setattr(session, field, value)
        session.save()
        revisions.append(session.revision)

    change(title_en="Another title")
    change(ends_at=factories.at("11:00"))
    change(room=factories.room(event))
    session.cancel("The speaker is ill.")
    change()
    session.reinstate()
    change()

    session.refresh_from_db()
    assert revisions == [0, 0, 1, 2, 3, 4]
    assert (session.revision, session.status, session.cancellation_reason) == (4, "published", "")


def test_the_current_event_is_the_running_one_else_the_next_else_the_latest():
    def days(first, last):
        return {"first_day": dt.date(2027, 5, first), "last_day": dt.date(2027, 5, last)}

    factories.event("First", **days(4, 5))
    factories.event("Second", **days(10, 12))

    names = {
        day: str(Event.objects.current(dt.datetime(2027, 5, day, 12, tzinfo=dt.UTC)))
        for day in (1, 4, 5, 6, 12, 13)
    }

    assert names == {1: "First", 4: "First", 5: "First", 6: "Second", 12: "Second", 13: "Second"}


def test_of_several_past_events_the_latest_is_current():
    for name, first, last in [("Long", 1, 9), ("Latest", 10, 11), ("Early", 2, 3)]:
        factories.event(name, first_day=dt.date(2027, 5, first), last_day=dt.date(2027, 5, last))
    factories.event("Twin", first_day=dt.date(2027, 5, 11), last_day=dt.date(2027, 5, 11))

    assert str(Event.objects.current(dt.datetime(2027, 6, 1, tzinfo=dt.UTC))) == "Twin"

    Event.objects.filter(name_en="Twin").delete()
    assert str(Event.objects.current(dt.datetime(2027, 6, 1, tzinfo=dt.UTC))) == "Latest"


def test_names_come_without_long_texts_and_private_notes():
    person = factories.speaker(biography_en="Long", notes="Private")
    factories.contribution(
        person, event=factories.event(), organization=factories.organization(description_en="Long")
    )

    part = Contribution.objects.with_names().get()

    assert {"biography_en", "biography_ar", "notes"} <= part.speaker.get_deferred_fields()
    assert {"description_en", "description_ar"} <= part.organization.get_deferred_fields()


def test_the_current_event_goes_by_the_day_in_its_own_zone():
    factories.event("Auckland", time_zone="Pacific/Auckland")
    factories.event("Later", first_day=dt.date(2027, 6, 1), last_day=dt.date(2027, 6, 1))
    still = dt.datetime(2027, 5, 4, 11, 59, tzinfo=dt.UTC)

    names = [str(Event.objects.current(still + dt.timedelta(minutes=n))) for n in (0, 1)]

    assert names == ["Auckland", "Later"]


@pytest.mark.parametrize(
    ("role", "function", "shown"),
    [
        ("speaker", "President", ""),
        ("expert", "Open Government Expert", ""),
        ("expert", "President", "Expert"),
        ("chair", "Co-Chair of a network", "Chair"),
    ],
)
def test_a_role_is_shown_where_it_says_more_than_the_function(role, function, shown):
    with override("en"):
        name = shown_role(role, function, "en")

    assert name == shown
