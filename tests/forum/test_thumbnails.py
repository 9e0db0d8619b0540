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
