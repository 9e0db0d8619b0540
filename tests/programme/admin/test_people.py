"""The lists of people and organizations show what the programme knows about them."""

import pytest
from django.contrib.admin import AdminSite

from speakers.admin import OrganizationAdmin, SpeakerAdmin
from speakers.models import Organization, Speaker
from tests import factories
from tests.html import read, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("noun", "filters"),
    [
        (
            "speaker",
            ["Event", "Missing", "Role", "Country", "Missing translation", "Stale translation"],
        ),
        (
            "organization",
            [
                *("Event", "Partner of", "Missing", "Kind", "Country"),
                *("Missing translation", "Stale translation"),
            ],
        ),
    ],
)
def test_the_programme_brings_its_filters(staff, noun, filters):
    factories.contribution(
        factories.speaker(country="MA", organization=factories.organization(country="MA")),
        session=factories.session(factories.event()),
    )
    factories.speaker(country="FR", organization=factories.organization(country="FR"))

    page = read(staff.get(f"/admin/speakers/{noun}/"))

    assert texts(page, "#changelist-filter h2") == filters


def test_the_list_of_people_counts_their_sessions(staff):
    event, amina = factories.event(), factories.speaker("Amina", sort_key="a")
    factories.speaker("Zineb", sort_key="z")
    opening = factories.session(event)
    for target, role in ((opening, "chair"), (opening, "speaker"), (factories.session(event), "")):
        factories.contribution(amina, session=target, **({"role": role} if role else {}))

    page = read(staff.get("/admin/speakers/speaker/"))

    assert texts(page, ".field-session_count") == ["2", "0"]


def test_the_pages_of_people_work_without_the_programme():
    site = AdminSite()
    site.register(Organization, OrganizationAdmin)
    site.register(Speaker, SpeakerAdmin)

    pages = [site.get_model_admin(model) for model in (Organization, Speaker)]

    names = [str(name) for page in pages for name in (*page.list_display, *page.list_filter)]
    assert [page.check() for page in pages] == [[], []]
    assert [name for name in names if "session" in name or "contribution" in name] == []
