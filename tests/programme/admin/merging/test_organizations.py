"""Two records of one organization become one."""

import pytest

from content.history.models import Act
from content.history.snapshots import snapshot
from content.history.undo import undo
from programme.models import Contribution, Partnership
from speakers.models import Organization, Speaker
from tests import factories
from tests.html import texts
from tests.programme.admin.merging.merging import compare, merge

pytestmark = pytest.mark.django_db

TABLES = (Speaker, Organization, Contribution, Partnership)


@pytest.fixture
def forum():
    return factories.event("Forum")


@pytest.fixture
def kept(forum) -> Organization:
    kept = factories.organization("Open Regions Network", kind="civil_society", acronym_en="ORN")
    factories.partnership(forum, kept, role="partner")
    return kept


@pytest.fixture
def double(forum) -> Organization:
    double = factories.organization("ORN", country="MA", kind="other", slug="orn-2")
    factories.partnership(forum, double, role="partner", label_en="Friend")
    factories.partnership(forum, double, role="host")
    person = factories.speaker("Amina", organization=double)
    factories.contribution(person, session=factories.session(forum))
    return double


def stored() -> dict:
    return {model: {row.pk: snapshot(row) for row in model.objects.all()} for model in TABLES}


def test_people_parts_and_partnerships_move_and_one_of_two_partnerships_stays(
    staff, client, forum, kept, double
):
    page = compare(staff, kept, double)
    merge(staff, kept, double)

    kept.refresh_from_db()
    assert (kept.name_en, kept.kind, kept.country) == (
        "Open Regions Network",
        "civil_society",
        "MA",
    )
    assert Speaker.objects.get().organization == kept
    assert Contribution.objects.get().organization == kept
    found = Partnership.objects.order_by("role").values_list("organization", "role", "label_en")
    assert list(found) == [(kept.pk, "host", None), (kept.pk, "partner", None)]
    assert texts(page, ".merge-follows li")[:4] == [
        "Moves to the record that stays: 1 part in a session, section or event.",
        "Moves to the record that stays: 1 partnership.",
        "Moves to the record that stays: 1 person.",
        f"“\u2068Forum\u2069”: both are there as Partner. The entry of “\u2068Open Regions "
        f"Network\u2069” (no. {kept.pk}) stays, that of “\u2068ORN\u2069” (no. {double.pk}) goes.",
    ]
    answer = client.get("/en/organizations/orn-2/")
    assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url())


def test_one_undo_brings_everything_back(staff, kept, double):
    before = stored()

    merge(staff, kept, double, name_en="gone")
    undo(Act.objects.latest_first()[0])

    assert stored() == before
