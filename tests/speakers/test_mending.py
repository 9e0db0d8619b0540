"""Rows from before the database held a rule: each becomes one that it takes."""

import pytest
from django.db import models

from programme.models import Document, Event, Session, Track
from speakers.mending import changes_to, mend
from speakers.models import Organization, Speaker
from tests import factories

pytestmark = pytest.mark.django_db


def rows(model: type[models.Model]) -> list[dict]:
    """All columns as they are stored, without what translation makes of them."""
    return list(models.QuerySet(model).order_by("pk").values())


@pytest.mark.parametrize(
    ("model", "before", "after"),
    [
        (Organization, {"slug": ""}, {"slug": "organization-{pk}"}),
        (Organization, {"slug": "a b"}, {"slug": "organization-{pk}"}),
        (Organization, {"kind": "club"}, {"kind": "other"}),
        (Organization, {"country": "Morocco"}, {"country": ""}),
        (Organization, {"website": "ftp://a.org/b c"}, {"website": "https://a.org/bc"}),
        (Organization, {"website": "javascript:"}, {"website": ""}),
        (Organization, {"name_fr": "\u200b"}, {"name_fr": ""}),
        (Organization, {"name_en": " ", "name_ar": None}, {"name_en": "No name {pk}"}),
        (Organization, {"name_en": "", "name_ar": "جهة"}, {}),
        (
            Speaker,
            {"links": "https://a.org\n\njavascript:alert(1)"},
            {"links": "https://a.org\nhttps://alert(1)"},
        ),
        (Event, {"time_zone": ""}, {"time_zone": "UTC"}),
        (Event, {"time_zone": "Mars/Phobos"}, {}),
        (Event, {"acronym": "osr_2020\n"}, {"acronym": "osr_2020"}),
        (Event, {"attendance_mode": "dreamt"}, {"attendance_mode": ""}),
        (Event, {"status": "secret"}, {"status": "draft"}),
    ],
    ids=str,
)
def test_what_was_wrong_becomes_the_nearest_right(model, before, after):
    thing = getattr(factories, model._meta.model_name)()

    changes = changes_to(model, rows(model)[0] | before)

    pk = str(thing.pk)
    assert changes == {column: value.replace("{pk}", pk) for column, value in after.items()}


@pytest.mark.parametrize("model", [Organization, Speaker, Event, Session, Track, Document])
def test_sound_rows_stay_as_they_are(model):
    event = factories.event()
    factories.document(session=factories.session(event, languages=["ar"]))
    factories.track(event, colour="#123456")
    factories.speaker(links="https://a.org\nhttp://b.org", organization=factories.organization())
    before = rows(model)

    mend(model)

    assert rows(model) == before != []
