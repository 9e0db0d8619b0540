"""A programme comes in through the admin: a file or a pasted table, a preview, one act."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.history.models import Act, Verb
from content.history.undo import undo
from programme.admin.imports.columns import NAMES, meanings, name_of
from programme.imports.headings import MEANINGS
from programme.models import Session
from speakers.models import Speaker
from tests import factories
from tests.html import read, texts
from tests.programme.admin.imports.pages import (
    CHANGED,
    HEAD,
    OPENING,
    PANEL,
    answer,
    bring_in,
    confirm,
    lines,
    page_of,
    refusals,
    sent,
    table,
    titles,
    upload,
)

pytestmark = pytest.mark.django_db


def test_a_file_is_shown_before_it_is_imported(staff, event):
    page = read(upload(staff, event, OPENING, PANEL))

    assert texts(page, ".import-counts li") == ["New 2", "Unchanged 0"]
    assert lines(page) == [
        ["2", "The opening of the forum", "4 May 09:00–09:30", "Hall", "Amina Alami", "New"],
        ["3", "The panel on the law", "4 May 10:00–11:00", "Room 2", "Omar Fassi", "New"],
    ]
    assert texts(page, ".import-added") == [
        "New rooms Hall, Room 2",
        "New people Amina Alami, Omar Fassi",
    ]
    assert texts(page, ".publish__act button") == ["Import 2 sessions as drafts", "Refresh"]
    assert Session.objects.count() == 0


def test_an_import_is_one_act_and_leads_to_its_undo(staff, event):
    response = bring_in(staff, event, OPENING, PANEL)

    act = Act.objects.latest_first()[0]
    assert response["Location"] == f"/admin/programme/done/{act.pk}/"
    assert (act.verb, act.words, act.by.username) == (Verb.IMPORTED, "forum.csv", "amina")
    assert titles() == [("The opening of the forum", "draft"), ("The panel on the law", "draft")]
    assert texts(read(staff.get(response["Location"])), ".plan-done button") == ["Undo"]
    undo(act)
    assert (Session.objects.count(), Speaker.objects.count()) == (0, 0)


def test_the_form_that_is_sent_twice_imports_once(staff, event, django_capture_on_commit_callbacks):
    page = read(upload(staff, event, OPENING))
    with django_capture_on_commit_callbacks(execute=True):
        confirm(staff, event, page)
    acts = Act.objects.count()

    again = read(confirm(staff, event, page))

    assert refusals(again) == [
        "This file is no longer kept: it was imported, or it is too old. Choose it again."
    ]
    assert (Session.objects.count(), Act.objects.count()) == (1, acts)


def test_the_same_form_sent_at_the_same_time_is_shown_again(staff, event):
    page = read(upload(staff, event, OPENING))
    confirm(staff, event, page)

    again = read(confirm(staff, event, page))

    assert (refusals(again), Session.objects.count()) == ([CHANGED], 1)
    assert texts(again, ".publish__act > p")[0] == (
        "The programme has all of this already: there is nothing to import."
    )


def test_what_somebody_has_changed_since_the_preview_is_shown_before_it_is_imported(staff, event):
    bring_in(staff, event, OPENING)
    page = read(upload(staff, event, OPENING.replace("9:30", "9:45")))
    session = Session.objects.get()
    session.title_en = "Grand opening"
    session.save()

    shown = read(confirm(staff, event, page))
    before = Session.objects.get().ends_at
    confirm(staff, event, shown)

    assert (refusals(shown), before) == ([CHANGED], factories.at("09:30"))
    assert Session.objects.get().ends_at == factories.at("09:45")


def test_another_answer_is_previewed_before_it_is_imported(staff, event):
    page = read(upload(staff, event, OPENING))

    shown = read(confirm(staff, event, page, zone="Europe/Paris"))

    assert (refusals(shown), Session.objects.count()) == ([CHANGED], 0)
    assert lines(shown)[0][2] == "4 May 07:00–07:30"


def test_a_pasted_table_is_imported(staff, event):
    pasted = (HEAD + OPENING).replace(";", "\t")

    page = read(staff.post(page_of(event), {"table": pasted}))
    confirm(staff, event, page)

    assert titles() == [("The opening of the forum", "draft")]
    assert Act.objects.latest_first()[0].words == "Pasted table"


def test_the_merged_cells_of_a_pasted_table_count_where_the_browser_sends_them(staff, event):
    html = (
        "<table><tr><th>Title<th>Room<th>Speakers"
        "<tr><td rowspan=2>The panel of the forum<td>Hall<td>Amina Alami"
        "<tr><td><td>Omar Fassi</table>"
    )

    page = read(staff.post(page_of(event), {"table": "what is shown", "html": html}))

    assert lines(page) == [
        ["2", "The panel of the forum", "", "Hall", "Amina Alami, Omar Fassi", "New"]
    ]


def test_new_sessions_are_published_only_if_staff_say_so(staff, event):
    page = read(upload(staff, event, OPENING))

    shown = answer(staff, event, page, publish="1")
    confirm(staff, event, shown)

    assert texts(shown, ".publish__act button")[0] == "Import and publish 1 session"
    assert titles() == [("The opening of the forum", "published")]


def test_what_a_file_leaves_open_is_asked_once_with_answers_to_choose_from(staff, event):
    rows = "Date;Start;Title\n05/04/2027;9:00;Alpha\n"
    data = rows.encode()

    days = read(upload(staff, event, data=data))
    words = answer(staff, event, days, day_order="mdy")
    shown = answer(staff, event, words, language="fr", minutes="45")
    confirm(staff, event, shown)

    session = Session.objects.get()
    questions = "[aria-labelledby='questions'] label"
    assert texts(days, questions) == ["Is “05/04/2027” written with the day or the month first?"]
    assert texts(words, questions) == [
        "In which language are the texts?",
        "1 session has no end. How many minutes does it take at most?",
    ]
    assert (session.title_fr, session.starts_at, session.ends_at) == (
        "Alpha",
        factories.at("09:00"),
        factories.at("09:45"),
    )


def test_a_question_without_an_answer_is_asked_again(staff, event):
    page = read(upload(staff, event, data=b"Date;Start;End;Title\n05/04/2027;9:00;10:00;Alpha\n"))

    again = answer(staff, event, page, day_order="dmy", language="tlh")

    assert refusals(page) == []
    assert refusals(again) == ["The file cannot be read before this is answered."]
    assert Session.objects.count() == 0


def test_columns_are_shown_as_they_are_taken_and_can_be_corrected(staff, event):
    data = b"Title;Foo;ID\nThe opening of the forum;Hall;7\n"
    page = read(upload(staff, event, data=data))
    taken = {
        select["name"]: texts(select, "[selected]")[0]
        for select in page.select(".import-columns select")
    }

    shown = answer(staff, event, page, **{"column-1": "room"})

    assert taken == {"column-0": "Title", "column-1": "Not imported", "column-2": "Identifier"}
    assert texts(page, ".import-columns__samples")[1] == "Hall"
    assert [row[3] for row in lines(page)] == [""]
    assert [row[3] for row in lines(shown)] == ["Hall"]


def test_a_table_without_a_known_heading_asks_what_its_columns_are(staff, event):
    page = read(upload(staff, event, data=b"Was;Wo\nThe opening of the forum;Hall\n"))

    shown = answer(staff, event, page, **{"column-0": "title en", "no_headings": "on"})

    assert refusals(page) == [
        "No column with titles was found. Call one “Title” in the row of the headings."
    ]
    assert [row[1] for row in lines(shown)] == ["Was", "The opening of the forum"]


def test_every_meaning_of_a_column_has_a_name():
    assert NAMES.keys() == set(MEANINGS.values())
    assert name_of("title fr") == "Title (fr)"
    assert len(meanings()) == len(set(meanings())) == len(NAMES) + 9


def zip_bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (65 * 1024 * 1024))
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b" ", "The file is empty."),
        (b"%PDF-1.7", "This kind of file cannot be read. Save it as .xlsx or .csv."),
        (zip_bomb, "Unpacked, the file would take more than 64 MB."),
        (b"PK\x03\x04 broken", "The file is damaged: it cannot be unpacked."),
        (
            b"{}",
            "This kind of JSON cannot be read: schedule.json, pretalx, Sessionize, Open Event can.",
        ),
        (b"Title\n", "The file has no sessions."),
    ],
    ids=["empty", "PDF", "zip bomb", "broken zip", "JSON", "headings alone"],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(staff, event, data, sentence):
    page = read(upload(staff, event, data=data() if callable(data) else data))

    assert refusals(page) == [sentence]
    assert Session.objects.count() == 0


def test_a_file_without_a_byte_is_refused(staff, event):
    response = staff.post(page_of(event), {"file": io.BytesIO(b"")})

    assert refusals(read(response)) == ["The file is empty."]


def test_a_picture_is_refused_and_not_kept(staff, event):
    page = read(upload(staff, event, data=factories.picture("JPEG").read(), name="photo.jpg"))

    assert refusals(page) == ["This kind of file cannot be read. Save it as .xlsx or .csv."]
    assert page.select("[name=kept]") == []
    assert not storages["kept_uploads"].exists("")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(staff, event):
    page = read(upload(staff, event, data=b"0" * (33 * 1024 * 1024)))

    assert texts(page, ".errorlist li") == ["The file is larger than 32 MB."]


def test_nothing_at_all_is_refused(staff, event):
    page = read(staff.post(page_of(event), {"table": " "}))

    assert refusals(page) == ["Choose a file, or paste a table."]


def test_a_row_that_the_rules_do_not_allow_stops_the_import(staff, event):
    wrong = PANEL.replace("2027", "2031")
    page = read(upload(staff, event, OPENING, wrong))

    again = read(confirm(staff, event, page))

    assert texts(page, "[aria-labelledby='refused'] li") == [
        "Row 3: This is more than one day outside the dates of the event."
    ]
    assert texts(page, ".publish__act button") == ["Refresh"]
    assert refusals(again) == ["Nothing is imported before these rows are corrected or left out."]
    assert Session.objects.count() == 0


def test_a_file_of_somebody_else_is_not_found(staff, event, client):
    page = read(upload(staff, event, OPENING))
    client.force_login(factories.staff_user("karim", is_superuser=True))

    other = read(client.post(page_of(event), sent(page)))

    assert len(refusals(other)) == 1


def test_the_template_is_an_export_without_rows_and_an_export_comes_back_in(staff, event):
    template = staff.get("/admin/programme/event/programme.xlsx")
    session = factories.session(event, "The opening of the forum", hours="09:00-10:00")
    export = staff.get("/admin/programme/session/sheet.xlsx").content

    page = read(upload(staff, event, data=export, name="export.xlsx"))

    [sheet] = openpyxl.load_workbook(io.BytesIO(template.content)).worksheets
    headings = [cell.value for cell in next(sheet.iter_rows())]
    exported = openpyxl.load_workbook(io.BytesIO(export)).active
    assert headings == [cell.value for cell in next(exported.iter_rows())]
    assert sheet.max_row == 1
    assert texts(page, ".import-counts li") == ["New 0", "Unchanged 1"]
    assert Session.objects.get() == session


def test_a_returned_sheet_publishes_a_draft_only_if_staff_say_so(staff, event):
    factories.session(event, "The opening of the forum", hours="09:00-10:00", status="draft")
    export = staff.get("/admin/programme/session/sheet.csv").content
    page = read(upload(staff, event, data=export.replace(b"Draft", b"Published")))

    shown = answer(staff, event, page, publish="1")
    confirm(staff, event, shown)

    assert texts(page, ".publish__act button") == ["Refresh"]
    assert table(shown, "changed") == [["The opening of the forum", "Status", "Draft", "Published"]]
    assert titles() == [("The opening of the forum", "published")]


def test_a_preview_of_a_thousand_rows_stays_short(staff, event):
    rows = "".join(
        f"{n};4 May 2027;{n // 60 + 8}:{n % 60:02};{n // 60 + 9}:00;Talk {n} of the forum;Hall;\n"
        for n in range(600)
    )

    page = read(upload(staff, event, rows))

    assert len(lines(page)) == 100
    assert texts(page, ".import-pages button") == ["1", "2", "3", "4", "5", "6"]
    assert len(page.decode()) < 120_000


@pytest.mark.parametrize("step", ["preview", "import"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_sessions(staff, step):
    factories.speaker("Amina Alami")
    counts = []
    for length in (1, 3):
        event = factories.event()
        rows = [
            OPENING.replace("1;", f"{n};", 1).replace("opening", f"talk {n}") for n in range(length)
        ]
        page = read(upload(staff, event, *rows))
        with CaptureQueriesContext(connection) as queries:
            confirm(staff, event, page) if step == "import" else upload(staff, event, *rows)
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[0] <= {"preview": 25, "import": 45}[step]


def test_a_table_without_headings_is_answered_with_the_box_that_says_so(staff, event):
    page = read(upload(staff, event, data=b"9:00,Welcome,Hall\n10:00,Panel,Tent\n"))

    [box] = page.select("details[open] [name='no_headings']")
    assert "checked" not in box.attrs
    assert texts(page, ".page-head__count bdi")[-1] == "forum.csv"
