"""The command that imports a programme."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from programme.models import Event, Session

pytestmark = pytest.mark.django_db

TABLE = "Date;Start;End;Title\n4 May 2027;9:00;9:30;The opening of the forum\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "programme_2027.csv"
    path.write_text(TABLE)
    return str(path)


def run(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("import_programme", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_a_file_becomes_an_event_with_drafts(file):
    lines = run(file, "--event", "forum", "--timezone", "Africa/Casablanca", "--language", "en")

    event = Event.objects.get()
    assert lines == ["Sessions: 1 new, 0 changed, 0 unchanged, 0 gone; 0 new people."]
    assert (event.slug, event.name_en, event.status) == ("forum", "programme 2027", "draft")
    assert [one.status for one in event.sessions.all()] == ["draft"]


def test_a_question_without_an_answer_names_the_option(file):
    with pytest.raises(CommandError) as error:
        run(file, "--event", "forum")

    assert str(error.value) == (
        "The file names no time zone. In which one are its times? Use --timezone."
    )


def test_a_dry_run_writes_nothing(file):
    lines = run(file, "--event", "forum", "--timezone", "Africa/Casablanca", "--dry-run")

    assert lines[-1] == "Nothing was written."
    assert (Event.objects.count(), Session.objects.count()) == (0, 0)


def test_new_sessions_are_published_only_if_asked(file):
    run(file, "--event", "forum", "--timezone", "Africa/Casablanca", "--publish")

    assert Session.objects.get().status == "published"


def test_the_files_of_a_folder_are_read_together(tmp_path):
    times = {"start_time": "2027-05-04T09:00:00Z", "end_time": "2027-05-04T09:30:00Z"}
    session = {"id": 1, "title": "The opening of it", "microlocation": None, **times}
    (tmp_path / "sessions.json").write_text(json.dumps([session]))
    (tmp_path / "event.json").write_text('{"name": "Forum", "timezone": "Africa/Casablanca"}')

    run(str(tmp_path), "--event", "forum")

    assert Event.objects.get().name_en == "Forum"
    assert Session.objects.get().title_en == "The opening of it"


def test_a_word_for_a_session_type_can_be_explained(tmp_path):
    path = tmp_path / "programme.csv"
    path.write_text(TABLE.replace("Title", "Title;Type").replace("forum\n", "forum;Devroom day\n"))

    run(str(path), "--event", "forum", "--timezone", "UTC", "--kind", "Devroom day=workshop")

    assert Session.objects.get().kind == "workshop"
    with pytest.raises(CommandError, match="“Devroom” is not WORD=TYPE"):
        run(str(path), "--event", "forum", "--kind", "Devroom")


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match=r"^nowhere\.csv: No such file or directory\.$"):
        run("nowhere.csv", "--event", "forum")
