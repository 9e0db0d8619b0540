"""The staff's own spreadsheets: exported, edited and imported."""

import csv
import io

import pytest
from django.db import models
from django.utils import translation
from openpyxl import load_workbook

from content.history.models import Act
from programme.exports.sheet_columns import PROGRAMME
from programme.exports.sheets import programme_sheet
from programme.imports.plan import Plan
from programme.imports.target import plan_file
from programme.imports.values import Options
from programme.imports.writing import write
from programme.models import Contribution, Event, Room, Section, Session, Track
from speakers.models import Organization, Speaker
from tests import factories
from tests.programme.imports.files import workbook

pytestmark = pytest.mark.django_db
QUIET = {"changed_at", "revision", "search_text", "search_title", "stale", "sort_key"}
"""Columns that follow from others."""
EVERY_FORM = pytest.mark.parametrize("form", ["csv", "xlsx"])
EVERY_LANGUAGE = pytest.mark.parametrize("language", ["en", "fr", "ar"])


@pytest.fixture
def forum() -> Event:
    """With much that the cells of a sheet do not hold whole."""
    forum = factories.event("Forum", slug="forum")
    hall, _twin = factories.room(forum, "Hall"), factories.room(forum, "HALL")
    track = factories.track(forum, "Money", name_fr="Argent", name_ar="المال")
    panel = factories.session(
        forum,
        "=Budgets, and more",
        title_fr="Budgets « ouverts »",
        subtitle_ar="عنوان فرعي",
        hours="09:00-10:00",
        room=hall,
        section=factories.section(forum, "First"),
        track=track,
        languages=["ar", "fr"],
        abstract_en="- one\n- two\n\n**About** a </b> & more",
        kind="social",
    )
    factories.session(forum, "Late", hours="22:00-23:30", room=hall, kind="keynote")
    factories.session(forum, "No time yet", status="draft", kind="ceremony")
    cancelled = factories.session(forum, "Off", hours="11:00-12:00", room=_twin, track=track)
    cancelled.cancel("Ill")
    cancelled.save()
    body = factories.organization("Institute, Centre and School", name_fr="Institut")
    amina = factories.speaker("Ziani, Amina", honorific_en="Dr.", name_ar="أمينة")
    roles = {"moderator": amina, "chair": factories.speaker("Lex Luthor (jr)"), "expert": amina}
    for role, person in roles.items():
        factories.contribution(
            person, session=panel, role=role, function_en="Head, of Data", organization=body
        )
    factories.contribution(factories.speaker("Omar and Sons"), session=panel, function_en="CEO")
    return forum


def export(event: Event, form: str, language: str) -> bytes:
    with translation.override(language):
        return programme_sheet(event.sessions.all(), event, form=form)


def edited(data: bytes, form: str, edits: dict[tuple[str, str], str]) -> bytes:
    """The file with other texts in the cells of these titles and columns."""
    if form == "xlsx":
        table = [
            [cell.value or "" for cell in row] for row in load_workbook(io.BytesIO(data)).active
        ]
    else:
        text = data.decode("utf-8-sig")
        separator = ";" if text.count(";") > text.count(",") else ","
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    fields = [column.field for column in PROGRAMME]
    for row in table[1:]:
        for (title, name), text in edits.items():
            if row[fields.index("title_en")].lstrip("'") == title:
                row[fields.index(name)] = text
    if form == "xlsx":
        return workbook(("Programme", table, []))
    lines = io.StringIO()
    csv.writer(lines, delimiter=separator).writerows(table)
    return lines.getvalue().encode()


def bring_in(data: bytes, form: str, **options) -> Plan:
    plan = plan_file(data, f"forum.{form}", "forum", Options(), **options)
    assert [notice.text for notice in plan.refused] == []
    write(plan)
    return plan


def everything() -> dict[str, object]:
    """Every column of every row that an import may touch."""
    tables = (Session, Contribution, Speaker, Organization, Room, Track, Section)
    return {
        f"{model.__name__} {row['id']} {name}": value
        for model in tables
        for row in models.QuerySet(model).order_by("pk").values(*_columns(model))
        for name, value in row.items()
        if name not in QUIET
    }


def _columns(model: type[models.Model]) -> list[str]:
    """The column of a translated field without a language is another name of that in English."""
    names = [field.attname for field in model._meta.concrete_fields]
    return [name for name in names if f"{name}_en" not in names]


@EVERY_FORM
@EVERY_LANGUAGE
def test_a_sheet_that_was_not_edited_changes_nothing(forum, form, language):
    before, acts = everything(), Act.objects.count()

    plan = bring_in(export(forum, form, language), form)

    assert (plan.changes_nothing, plan.notices, Act.objects.count()) == (True, [], acts)
    assert everything() == before


@EVERY_FORM
@EVERY_LANGUAGE
def test_ten_edited_cells_are_ten_changes(forum, form, language):
    panel, late, untimed, off = forum.sessions.order_by("pk")
    before = everything()
    with translation.override(language):
        labels = [str(panel._meta.get_field("status").choices[n][1]) for n in (1, 2)]
        head = {"en": "Dr. Ziani, Amina", "fr": "Dr. Ziani, Amina", "ar": "Dr. أمينة"}[language]
        body = "Institut" if language == "fr" else "Institute, Centre and School"
    edits = {
        ("=Budgets, and more", "title_fr"): "Budgets publics",
        ("=Budgets, and more", "start"): "09:15",
        ("=Budgets, and more", "abstract_en"): "",
        ("=Budgets, and more", "languages"): "en",
        ("=Budgets, and more", "moderators"): f"{head}, Director, {body}",
        ("Late", "room"): "Garden",
        ("Late", "status"): labels[1],
        ("Late", "kind"): "panel",
        ("Off", "track"): "",
        ("No time yet", "subtitle_en"): "Soon",
    }

    bring_in(edited(export(forum, form, language), form, edits), form)

    after = everything()
    garden = Room.objects.order_by("pk").last()
    changed = {key: value for key, value in after.items() if before.get(key, ...) != value}
    function = f"Contribution {panel.contributions.get(role='moderator').pk} function_en"
    of_garden = [key for key in changed if key.startswith(f"Room {garden.pk} ")]
    assert {key: value for key, value in changed.items() if key not in of_garden} == {
        f"Session {panel.pk} title_fr": "Budgets publics",
        f"Session {panel.pk} starts_at": factories.at("09:15"),
        f"Session {panel.pk} abstract_en": "",
        f"Session {panel.pk} languages": ["en"],
        function: "Director",
        f"Session {late.pk} room_id": garden.pk,
        f"Session {late.pk} status": "cancelled",
        f"Session {late.pk} kind": "panel",
        f"Session {off.pk} track_id": None,
        f"Session {untimed.pk} subtitle_en": "Soon",
    }


def test_lines_of_people_are_compared_one_by_one(forum):
    panel = forum.sessions.order_by("pk").first()
    lines = [
        "Rapporteur: Lex Luthor (jr), Head, of Data, City Lab",
        "Omar and Sons, CEO",
        "Nadia Berrada, Mayor, City of Fez",
    ]
    edits = {("=Budgets, and more", "speakers"): "\n".join(lines)}

    bring_in(edited(export(forum, "csv", "en"), "csv", edits), "csv")

    people = [
        (one.role, one.speaker.name_en, one.function_en or "", str(one.organization or ""))
        for one in panel.contributions.order_by("pk")
    ]
    assert people == [
        ("moderator", "Ziani, Amina", "Head, of Data", "Institute, Centre and School"),
        ("rapporteur", "Lex Luthor (jr)", "Head, of Data", "City Lab"),
        ("speaker", "Omar and Sons", "CEO", ""),
        ("speaker", "Nadia Berrada", "Mayor", "City of Fez"),
    ]


@pytest.mark.parametrize("is_published", [False, True])
def test_a_draft_is_published_only_where_that_was_chosen(forum, is_published):
    data = edited(export(forum, "csv", "en"), "csv", {("No time yet", "status"): "Published"})

    plan = bring_in(data, "csv", is_published=is_published)

    status = forum.sessions.get(title_en="No time yet").status
    notice = "It is not published: choose to publish sessions as well."
    assert (status, [one.text for one in plan.notices]) == (
        ("published", []) if is_published else ("draft", [notice])
    )


def test_a_new_row_of_a_sheet_is_a_new_session(forum):
    data = export(forum, "csv", "en").decode() + "2027-05-04,13:00,14:00,Hall,,,,,New,,,,,,,,,,,,\n"

    plan = bring_in(data.encode(), "csv")

    assert ([one.row.title_en for one in plan.new], plan.changed, plan.gone) == (["New"], [], [])
