"""Any text that staff can save goes out and comes back, in each format that can hold it."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from content.spreadsheets import spreadsheet
from programme.agenda.sessions import NO_WORDS
from programme.exports.frab import frab_schedule
from programme.exports.icalendar import calendar
from programme.exports.schedule_json import schedule_json
from programme.exports.schedule_xml import schedule_xml
from programme.exports.sheet_columns import PROGRAMME
from programme.exports.values import ExportedPerson, ExportedRoom, ExportedSession, ExportedTrack
from programme.imports.reading import read_file
from programme.imports.values import Options, ReadSession, one_line
from programme.imports.words import without_cancelled
from programme.imports.zoned import settle
from programme.models import Session
from speakers.models import Speaker
from tests.programme.exports.test_icalendar import EVENT, exported_session

ANSWERS = Options(zone="UTC", language="en", minutes=60)
SITE = "https://forum.example"
FEW = settings(max_examples=60)
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Cn"]) | st.sampled_from(
    " \u00a0\u202f\u200f\u200cلإب،؛'\"<>&;,=+-@|\t\n\\_*#()[]`"
)


def saved(model: type, column: str) -> st.SearchStrategy[str]:
    """Texts that the field of the form accepts, as it stores them; runs of spaces are one."""
    field = model._meta.get_field(column)

    @st.composite
    def texts(draw) -> str:
        text = field.tidy(draw(st.text(CHARACTERS, max_size=60)) + draw(st.sampled_from("xل")))
        if field.max_length:
            text = one_line(text)[: field.max_length].strip()
        assume(text and not without_cancelled(text)[1])
        try:
            field.run_validators(text)
        except ValidationError:
            assume(False)
        return text

    return texts()


TITLES, ABSTRACTS = saved(Session, "title_en"), saved(Session, "abstract_en")
NAMES = saved(Speaker, "name_en")


def came_back(data: bytes) -> ReadSession:
    with override("en"):
        [one] = settle(read_file(data, ANSWERS), ANSWERS).sessions
    return one


def texts_of(session: ReadSession) -> list[str]:
    """The title, subtitle and abstract, as the fields would store them."""
    found = []
    for name in ("title", "subtitle", "abstract"):
        [text] = getattr(session, f"{name}s").values()
        found.append(Session._meta.get_field(f"{name}_en").tidy(text))
    return found


def exported(title: str, subtitle: str, abstract: str, name: str) -> ExportedSession:
    person = ExportedPerson("/p/", NO_WORDS, (name, "en"), NO_WORDS, None, "", (), key=1)
    return replace(
        exported_session(title, abstract),
        key=7,
        slug="a",
        kind="talk",
        subtitle=(subtitle, "en"),
        room=ExportedRoom((title, "en"), ""),
        track=ExportedTrack("t", (subtitle, "en"), ""),
        people=(person,),
    )


@FEW
@given(TITLES, TITLES, ABSTRACTS, st.sampled_from(["csv", "xlsx"]), st.sampled_from(["en", "fr"]))
@example("a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q;r;s;t;u;v;w;x;y;z", "'=1", "_x0041_", "csv", "en")
@example("_x0041_ & _x000D_", "''=1", "- a\n- b\n\n=c", "xlsx", "fr")
def test_a_sheet_holds_every_text(title, subtitle, abstract, form, language):
    cells = {"title_en": title, "subtitle_en": subtitle, "abstract_en": abstract, "guid": "1"}
    with override(language):
        headings = [column.heading for column in PROGRAMME]
        row = [cells.get(column.field, "") for column in PROGRAMME]
        data = spreadsheet(headings, [row], form=form, title="forum")

    assert texts_of(came_back(data)) == [title, subtitle, abstract]


@FEW
@given(TITLES, TITLES, ABSTRACTS, NAMES, st.sampled_from(["xml", "json"]))
@example("<b>&amp;</b>", "Online", "a</b> <br> [x](y)\n\n```\n<p>\n```", "Ziani, Amina", "xml")
def test_a_schedule_holds_every_text(title, subtitle, abstract, name, form):
    with override("en"):
        schedule = frab_schedule(EVENT, [exported(title, subtitle, abstract, name)])
        if form == "xml":
            data = schedule_xml(schedule, site=SITE, path="/schedule.xml")
        else:
            data = schedule_json(schedule, site=SITE)

    one = came_back(data)
    names = [person.name for person in one.people]
    assert texts_of(one) == [title, subtitle, abstract]
    assert (one.room, one.track, names) == (title, subtitle, [name.replace(";", ",")])


@FEW
@given(TITLES)
@example("a\\, b; c\\n d: e")
def test_a_calendar_holds_every_title(title):
    with override("en"):
        data = calendar(EVENT, [exported_session(title, "")], site=SITE, path="/agenda.ics")

    assert [*came_back(data).titles.values()] == [title]
