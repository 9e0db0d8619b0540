"""The first forum is loaded into an empty database."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from forum.demo import first_forum
from tests.demo.test_first_forum import MODELS

pytestmark = pytest.mark.django_db


def test_an_invalid_file_changes_nothing(tmp_path):
    wrong = tmp_path / "forum.toml"
    text = first_forum.FILE.read_text()
    wrong.write_text(text.replace('title = { en = "Careers"', 'title = { en = "' + "x" * 201 + '"'))

    with pytest.raises(ValidationError):
        first_forum.load(wrong)

    assert not any(model.objects.exists() for model in MODELS)


def test_the_command_reports_the_event_and_its_sessions(capsys):
    call_command("seed_forum")

    assert capsys.readouterr().out == "Open Smart Regions: 15 sessions.\n"
