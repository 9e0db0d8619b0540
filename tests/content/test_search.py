"""Found by words: however they were typed, in any language, alike on both databases."""

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from content.folding import fold_for_search, joined_names, mark_matches
from content.search import MAX_WORDS, search_words
from content.text import without_markdown
from programme.models import Document, Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.html import read, texts


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("L’Éveil des  RÉGIONS", "l eveil des regions"),
        ("cœur, Ærø, Łódź, Straße, Iğdır", "coeur aero lodz strasse igdir"),
        ("İstanbul ﬁne Ｆｕｌｌ", "istanbul fine full"),
        ("open-data_2020", "open data 2020"),
        ("co\u00adoperate \u2066x\u2069", "cooperate x"),
        ("ʿAlī al-Qādir", "ali al qadir"),
        ("الإدارةُ المَفتوحة", "الاداره المفتوحه"),
        ("إصلاح أصلاح آصلاح ٱصلاح", "اصلاح اصلاح اصلاح اصلاح"),
        ("عـــلى علي علی", "علي علي علي"),
        ("مسؤول رئيس شيء ملائكة", "مسول رييس شي ملايكه"),
        ("کتاب ٢٠٢٠ ۲۰۲۰", "كتاب 2020 2020"),
        ("ⴰⵎⴰⵣⵉⵖ", "ⴰⵎⴰⵣⵉⵖ"),
        ("\x00 \ud800 \u202e — 👋", ""),
        ("", ""),
    ],
)
def test_a_text_is_searched_by_its_plain_words_in_its_own_script(typed, folded):
    assert fold_for_search(typed) == folded


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_plain_english_is_folded_as_any_other_text(text):
    assert fold_for_search(text) == fold_for_search(f"{text}\u00ad")


@pytest.mark.parametrize(
    "spellings",
    [
        "مسؤول مسئول مسوول مسءول مَسْؤُول",
        "شؤون شئون شوون",
        "رؤوف رءوف رؤف",
        "داود داوود",
        "هيئة هيأة هيئه",
        "الرحمن الرحمان",
        "إسحاق اسحق",
        "أكادير أگادير أڭادير",
        "ابن بن",
    ],
)
def test_the_spellings_of_an_arabic_word_are_one(spellings):
    folded = {fold_for_search(spelling) for spelling in spellings.split()}

    assert len(folded) == 1


def test_a_hamza_that_changes_the_word_stays_one_with_its_letter():
    assert fold_for_search("يأتي سيئ سؤال قائد") == "ياتي سي سوال قايد"


@pytest.mark.parametrize(
    ("apart", "joined"),
    [
        ("Amal El Hassani", ["elhassani"]),
        ("Seán O’Brien", ["obrien"]),
        ("Abd El Aziz Ben Ali", ["abdelaziz", "benali"]),
        ("محمد عبد العزيز بن علي", ["عبدالعزيز", "بنعلي"]),
        ("عائشة بنعبد الله", ["بنعبدالله"]),
        ("Hassani el", []),
    ],
)
def test_a_name_with_particles_is_also_written_in_one_piece(apart, joined):
    assert list(joined_names(fold_for_search(apart).split())) == joined


@given(st.text(st.characters(), max_size=200))
def test_folding_twice_changes_nothing_more(text):
    assert fold_for_search(fold_for_search(text)) == fold_for_search(text)


@given(st.text(st.characters(), max_size=60), st.text(st.characters(), max_size=60))
def test_words_stay_words_beside_other_words(one, other):
    together = fold_for_search(f"{one} {other}").split()

    assert together == [*fold_for_search(one).split(), *fold_for_search(other).split()]


def test_a_search_takes_each_word_once_and_not_without_end():
    many = " ".join(f"w{number}" for number in range(40))

    assert search_words("Ouvert, ouvert et OUVERT") == ["ouvert", "et"]
    assert search_words(many) == [f"w{number}" for number in range(MAX_WORDS)]
    assert search_words("é" * 10_000) == ["e" * 200]


def test_the_marks_of_markdown_and_the_targets_of_its_links_are_no_words():
    text = "**Op**en [budgets](https://example.org/secret) &amp; `code`"

    assert fold_for_search(without_markdown(text)) == "open budgets code"


@pytest.mark.django_db
def test_saving_fills_both_columns_from_all_languages():
    amina = factories.speaker(
        "Amina Élan", name_ar="أمينة", function_fr="Présidente", biography_en="*Writes* laws."
    )

    assert amina.search_title == "amina elan امينه"
    assert amina.search_text == "amina elan امينه presidente writes laws"


@pytest.mark.django_db
def test_what_is_for_staff_only_cannot_be_found():
    factories.speaker("Amina", email="amina@private.example", notes="Allergic to nuts")

    found = [list(Speaker.objects.matching(word)) for word in ("private", "allergic")]

    assert found == [[], []]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "title"),
    [
        (["title_fr", "title_en"], "new"),
        ({"title"}, "new"),
        (["status"], "old"),
        (None, "new"),
    ],
)
def test_saving_some_fields_keeps_the_columns_true(fields, title):
    session = factories.session(factories.event(), "Old")
    session.title_en = "New"

    session.save(update_fields=fields)

    assert Session.objects.get().search_title == title


@pytest.mark.django_db
def test_each_word_must_stand_somewhere_in_the_row():
    factories.organization("Institut d’Études", acronym_ar="معهد", description_en="Open budgets")
    factories.organization("Open Society")

    def found(text):
        return [str(row) for row in Organization.objects.matching(text).by_relevance(text)]

    assert found("etudes BUDGET") == ["Institut d’Études"]
    assert found("open") == ["Open Society", "Institut d’Études"]
    assert (found("etudes society"), found("  "), found("%"), found("_")) == ([], [], [], [])


@pytest.mark.django_db
def test_a_person_is_found_by_the_present_organization_too():
    body = factories.organization("Ministère", description_en="Of laws")
    factories.speaker("Zineb", organization=body)
    factories.speaker("Brahim Ministère")

    found = Speaker.objects.matching("ministere").by_relevance("ministere")

    assert [str(person) for person in found] == ["Brahim Ministère", "Zineb"]
    assert list(Speaker.objects.matching("laws")) == []


@pytest.mark.django_db
def test_a_session_is_found_once_by_its_texts_and_its_people_together():
    event, body = factories.event(), factories.organization("Observatoire")
    panel = factories.session(event, "Budgets", abstract_fr="Transparence")
    for name in ("Amina Tazi", "Tarik Tazi"):
        factories.contribution(factories.speaker(name, organization=body), session=panel)
    factories.session(event, "Tazi")

    def found(text):
        return [str(row) for row in Session.objects.matching(text).by_relevance(text)]

    assert found("tazi") == ["Tazi", "Budgets"]
    assert found("amina observatoire transparence") == ["Budgets"]
    assert found("amina nobody") == []


@pytest.mark.django_db
def test_sessions_of_later_events_come_first_and_then_by_time():
    first, last = factories.event(), factories.event(first_day="2028-01-01", last_day="2028-01-01")
    last.refresh_from_db()
    for event, title, hours in [
        (first, "Law, late", "11:00-12:00"),
        (first, "Law, untimed", ""),
        (first, "Law, early", "09:00-10:00"),
        (last, "Law, next year", "09:00-10:00"),
    ]:
        factories.session(event, title, hours=hours)

    found = Session.objects.matching("law").by_relevance("law")

    assert [str(session) for session in found] == [
        "Law, next year",
        "Law, early",
        "Law, late",
        "Law, untimed",
    ]


@pytest.mark.django_db
def test_names_are_ordered_alike_on_every_database():
    for name in ("Ab", "A b", "ab c", "Äb", "Éa", "ea b"):
        factories.organization(name + " union")

    found = Organization.objects.matching("union").by_relevance("union")

    assert [str(body) for body in found] == [
        "A b union",
        "ab c union",
        "Ab union",
        "Äb union",
        "ea b union",
        "Éa union",
    ]


@pytest.mark.django_db
def test_the_command_fills_what_was_written_past_saving_and_nothing_else(capsys):
    event = factories.event()
    factories.session(event, "Fine")
    factories.past_saving(Session).bulk_create(
        [Session(event=event, slug="x", position=9, title_en="Bulk")]
    )
    factories.past_saving(Document).filter(pk=factories.document("Old", event=event).pk).update(
        title_en="New"
    )

    call_command("fill_search_text")

    assert capsys.readouterr().out.splitlines() == [
        "sessions: 1 updated.",
        "people: 0 updated.",
        "organizations: 0 updated.",
        "documents: 1 updated.",
    ]
    assert [str(row) for row in Session.objects.matching("bulk")] == ["Bulk"]
    assert [str(row) for row in Document.objects.matching("new")] == ["New"]


@pytest.mark.django_db
def test_the_command_writes_over_nothing_that_was_saved_while_it_ran():
    session = factories.session(factories.event(), "Old")
    stale = factories.past_saving(Session).filter(pk=session.pk)
    stale.update(search_text="", search_title="")
    queries = []

    def save_between_queries(execute, sql, *details):
        queries.append('FROM "programme_session"' in sql)
        if queries[-1] and sum(queries) == 2:
            queries.append(True)
            stale.update(title_en="New")
        return execute(sql, *details)

    with connection.execute_wrapper(save_between_queries):
        call_command("fill_search_text")

    assert Session.objects.get().title_en == "New"


@pytest.mark.django_db
def test_the_slides_of_a_session_are_found_by_its_title():
    event = factories.event()
    factories.document("Slides", session=factories.session(event, "Budgets"))
    factories.document("Slides", session=factories.session(event, "Laws"))
    paper = factories.document("Budgets, a paper", event=event)

    found = Document.objects.matching("budgets").by_relevance("budgets")

    assert [str(row) for row in found] == [str(paper), "Slides"]
    assert Document.objects.matching("slides laws").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("عبد العزيز المانوزي", "عبدالعزيز"),
        ("عبدالعزيز المانوزي", "عبد العزيز"),
        ("المسؤول", "مسئول"),
        ("Amal El Hassani", "Elhassani"),
        ("Amal Elhassani", "El Hassani"),
        ("Amal El-Hassani", "elhassani amal"),
        ("Seán O’Brien", "OBrien"),
        ("Seán OBrien", "O'Brien"),
        ("Aït Tizi", "Aittizi"),
    ],
)
def test_a_person_is_found_in_every_usual_spelling_in_public_and_by_staff(
    admin_client, name, typed
):
    factories.speaker(name)
    factories.speaker("Somebody Else")

    found = [str(person) for person in Speaker.objects.matching(typed)]
    page = read(admin_client.get("/admin/speakers/speaker/", {"q": typed}))

    assert found == [name]
    assert texts(page, "#result_list tbody th") == [name]


@pytest.mark.parametrize(
    ("text", "typed", "pieces"),
    [
        ("Amina Aït Tizi", "AMINA", [("Amina", True), (" Aït Tizi", False)]),
        ("Amal El Hassani", "elhassani", [("Amal ", False), ("El Hassani", True)]),
        ("Seán O’Brien", "obrien", [("Seán ", False), ("O’Brien", True)]),
        ("Éléments", "lement", [("Éléments", True)]),
        ("الإدارةُ المَفتوحة", "مفتوحه", [("الإدارةُ ", False), ("المَفتوحة", True)]),
        ("To do or not", "do", [("To ", False), ("do", True), (" or not", False)]),
        ("Rachel & <b>", "el b", [("Rachel & <", False), ("b", True), (">", False)]),
        ("Nothing", "else", [("Nothing", False)]),
        ("", "else", []),
    ],
)
def test_whole_words_and_names_are_marked_where_they_match(text, typed, pieces):
    assert mark_matches(text, search_words(typed)) == pieces


@given(st.text(st.characters(), max_size=80), st.text(st.characters(), max_size=20))
def test_marking_keeps_every_character(text, typed):
    pieces = mark_matches(text, search_words(typed))

    assert "".join(piece for piece, _found in pieces) == text
