"""Columns and values of the history as staff read them."""

import zoneinfo

import pytest
from django.utils import timezone, translation

from content.history.values import column_label, related_names, shown_value
from forum.models import Page
from programme.models import Contribution, Document, Event, Session
from speakers.models import Speaker
from tests import factories


@pytest.mark.parametrize(
    ("model", "column", "label"),
    [
        (Session, "title_fr", "Title in French"),
        (Session, "title_ar", "Title in Arabic"),
        (Session, "room_id", "Room"),
        (Session, "kind", "Session type"),
        (Session, "renamed_since", "renamed_since"),
    ],
)
def test_a_column_is_called_as_in_the_form(model, column, label):
    assert column_label(model, column) == label


def test_a_column_is_named_in_the_language_of_the_reader():
    with translation.override("fr"):
        label = column_label(Session, "title_ar")

    assert label.startswith("Titre ")


@pytest.mark.parametrize(
    ("model", "column", "value", "words"),
    [
        (Session, "title_en", "Open data", "Open data"),
        (Session, "title_en", "", ""),
        (Session, "title_en", None, ""),
        (Session, "kind", "panel", "Panel"),
        (Session, "kind", "no longer a kind", "no longer a kind"),
        (Session, "is_full", True, "Yes"),
        (Session, "is_full", False, "No"),
        (Session, "languages", ["ar", "zgh"], "Arabic, Amazigh"),
        (Session, "languages", [], ""),
        (Session, "starts_at", "2027-05-04T08:30:00+00:00", "Tue 4 May 10:30"),
        (Session, "position", 0, "0"),
        (Session, "room_id", 7, "#7"),
        (Session, "renamed_since", "old", "old"),
        (Event, "first_day", "2027-05-04", "Tue 4 May 2027"),
        (Document, "file", "documents/slides.pdf", "slides.pdf"),
        (Speaker, "country", "MA", "Morocco"),
        (Page, "menu_position", 3, "3"),
    ],
)
def test_a_value_is_shown_in_words(model, column, value, words):
    with timezone.override(zoneinfo.ZoneInfo("Europe/Paris")):
        assert shown_value(model, column, value) == words


@pytest.mark.django_db
def test_names_of_related_rows_take_a_query_for_each_model(django_assert_num_queries):
    people = [factories.speaker("Amal"), factories.speaker("Brahim")]
    body = factories.organization("City of Fès")
    city = ("speakers.organization", body.pk)
    pairs = [("speakers.speaker", person.pk) for person in people]

    with django_assert_num_queries(2):
        names = related_names(
            [*pairs, ("speakers.organization", body.pk), ("speakers.speaker", 999)]
        )

    assert names == {
        pairs[0]: "Amal",
        pairs[1]: "Brahim",
        city: "City of Fès",
    }
    assert shown_value(Contribution, "speaker_id", people[1].pk, names) == "Brahim"
    assert shown_value(Contribution, "organization_id", 999, names) == "#999"
