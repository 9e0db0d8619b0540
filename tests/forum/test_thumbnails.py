"""Pictures of people, organizations and events are small in lists and beside their fields."""

import pytest

from tests import factories
from tests.html import read

pytestmark = pytest.mark.django_db


@pytest.fixture(
    params=[
        ("speakers", "speaker", "photo"),
        ("speakers", "organization", "logo"),
        ("programme", "event", "picture"),
    ],
    ids=lambda kind: kind[1],
)
def kind(request):
    return request.param


def test_lists_and_forms_show_the_smallest_rendition(staff, kind):
    app, model, field = kind
    row = getattr(factories, model)("Rabat", **{field: factories.picture()})
    getattr(factories, model)("Nobody", **({"slug": "other"} if model == "event" else {}))
    record = getattr(row, field).record

    lines = read(staff.get(f"/admin/{app}/{model}/")).select("#result_list tbody tr")
    form = read(staff.get(f"/admin/{app}/{model}/{row.pk}/change/"))

    shown = {line.th.get_text(): [img["src"] for img in line.select("img")] for line in lines}
    small = f"/admin/media/{record.name_of(record.sizes[0][0])}"
    assert shown == {"Rabat": [small], "Nobody": []}
    assert [img["src"] for img in form.select(".stored-file img")] == [small]
    assert staff.get(small).status_code == 200


def test_a_letter_stands_for_somebody_without_a_photo(staff):
    person = factories.speaker("Amina Alami")
    factories.contribution(person, event=factories.event("Forum"))

    for address in ("/admin/speakers/speaker/", "/admin/programme/contribution/"):
        arch = read(staff.get(address)).select_one("#result_list tbody .arch")

        assert (arch.name, arch.get_text(), arch["aria-hidden"]) == ("span", "A", "true")


def test_the_list_of_partners_shows_their_logos(staff):
    event = factories.event("Forum")
    with_logo = factories.organization("Rabat", logo=factories.picture())
    for body in (with_logo, factories.organization("Fez")):
        factories.partnership(event, body)

    lines = read(staff.get("/admin/programme/partnership/")).select("#result_list tbody tr")

    shown = {line.th.get_text(strip=True): len(line.select("img.thumbnail")) for line in lines}
    assert shown == {"Rabat": 1, "Fez": 0}
