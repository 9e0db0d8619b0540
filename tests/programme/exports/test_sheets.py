"""The programme, people and organizations as spreadsheets: public, and whole for staff."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from content.spreadsheets import escape_formula, spreadsheet, unescape_formula
from content.xml_text import xml_text
from tests import factories

pytestmark = pytest.mark.django_db

FORUM = "/en/events/forum/"


def table(content: bytes, *, separator: str = ",") -> list[list[str]]:
    if content[:2] == b"PK":
        sheet = load_workbook(io.BytesIO(content)).active
        assert "f" not in {cell.data_type for row in sheet for cell in row}
        return [[cell.value or "" for cell in row] for row in sheet]
    assert content.startswith(b"\xef\xbb\xbf")
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=separator))


@pytest.fixture
def forum(settings):
    settings.SITE_URL = "https://forum.example"
    forum = factories.event("Forum", slug="forum")
    talk = factories.session(
        forum,
        "Budgets",
        title_fr="Budgets ouverts",
        hours="09:00-10:00",
        room=factories.room(forum, "Hall"),
        section=factories.section(forum, "First"),
        track=factories.track(forum, "Money"),
        languages=["ar", "fr"],
        abstract_en="About it.",
        kind="panel",
    )
    body = factories.organization("OECD", slug="oecd", acronym_en="=OECD")
    lex = factories.speaker(
        "Lex",
        slug="lex",
        honorific_en="Dr.",
        function_en="Head",
        organization=body,
        email="lex@example.org",
        notes="Secret note",
    )
    for person, role in ((lex, "moderator"), (factories.speaker("Amina", slug="amina"), "chair")):
        factories.contribution(person, session=talk, role=role)
    factories.session(forum, "Secret", status="draft")
    return forum


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_programme_has_a_row_for_each_public_session(client, forum, form):
    [session] = forum.sessions.filter(status="published")

    head, *rows = table(client.get(f"{FORUM}programme.{form}").content)

    assert [dict(zip(head, row, strict=True)) for row in rows] == [
        {
            "Date": "2027-05-04",
            "Start": "09:00",
            "End": "10:00",
            "Room": "Hall",
            "Section": "First",
            "Theme": "Money",
            "Session type": "Panel",
            "Status": "Published",
            "Title (en)": "Budgets",
            "Title (fr)": "Budgets ouverts",
            "Title (ar)": "",
            "Subtitle (en)": "",
            "Subtitle (fr)": "",
            "Subtitle (ar)": "",
            "Abstract (en)": "About it.",
            "Abstract (fr)": "",
            "Abstract (ar)": "",
            "Spoken languages": "ar, fr",
            "Moderators": "Dr. Lex, Head, OECD",
            "Speakers": "Chair: Amina",
            "Identifier": str(session.guid),
        }
    ]


def test_lists_of_people_and_organizations_hold_nothing_private(client, forum):
    people = table(client.get(f"{FORUM}people.csv").content)
    bodies = table(client.get(f"{FORUM}organizations.csv").content)

    page = "https://forum.example/en"
    assert people[0][:4] == ["Honorific (en)", "Honorific (fr)", "Honorific (ar)", "Name (en)"]
    assert [[one for one in row if one] for row in people[1:]] == [
        ["Amina", f"{page}/speakers/amina/"],
        ["Dr.", "Lex", "Head", "OECD", f"{page}/speakers/lex/"],
    ]
    assert [[one for one in row if one] for row in bodies[1:]] == [
        ["OECD", "'=OECD", "Other", f"{page}/organizations/oecd/"]
    ]


def test_french_programs_expect_a_semicolon(client, forum):
    content = client.get("/fr/events/forum/programme.csv").content

    head, row = table(content, separator=";")

    assert (len(head), row[8]) == (21, "Budgets")


def test_staff_get_what_their_list_shows_drafts_too(forum, admin_client):
    paths = (
        "programme/session/sheet.xlsx",
        "programme/session/sheet.csv?status__exact=draft",
        "speakers/speaker/sheet.csv",
        "speakers/organization/sheet.csv",
    )
    answers = [admin_client.get(f"/admin/{path}") for path in paths]
    assert [(a.status_code, a.get("Location")) for a in answers] == [(200, None)] * 4
    sessions, drafts, people, bodies = (table(answer.content) for answer in answers)

    assert [row[8] for row in sessions[1:]] == ["Budgets", "Secret"]
    assert [row[8] for row in drafts[1:]] == ["Secret"]
    assert [row[3] for row in people[1:]] == ["Amina", "Lex"]
    assert [row[0] for row in bodies[1:]] == ["OECD"]


@pytest.mark.parametrize("query", ["nonsense=1", "pk__in=a", "q=a&nonsense=1"])
def test_a_sheet_of_no_possible_list_leads_to_the_whole_list(forum, admin_client, query):
    for path in ("programme/session", "speakers/speaker", "speakers/organization"):
        answer = admin_client.get(f"/admin/{path}/sheet.csv?{query}")

        assert (answer.status_code, answer.url) == (302, f"/admin/{path}/")


def test_visitors_get_no_sheet_of_staff(client, forum):
    for path in ("programme/session", "speakers/speaker", "speakers/organization"):
        assert client.get(f"/admin/{path}/sheet.csv").status_code == 302


@given(st.lists(st.text(max_size=30), min_size=2, max_size=2))
@settings(max_examples=25, deadline=None)
def test_any_text_goes_out_and_comes_back(texts):
    for form in ("csv", "xlsx"):
        content = spreadsheet(["One", "Two"], [texts], form=form, title="t")
        if form == "csv":
            [_head, row] = table(content)
            assert [unescape_formula(cell) for cell in row] == [xml_text(text) for text in texts]


def test_no_cell_is_a_formula():
    for text in ("=1+1", "+212 600", "-2", "@SUM(A1)", "\t=1", "  =1", "＝1"):
        assert escape_formula(text) == f"'{text}"
        assert unescape_formula(escape_formula(text)) == text
