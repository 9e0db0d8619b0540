"""Registration and channels in the forms of events and sessions; bad input has a sentence."""

import pytest
from django.conf import settings as site

from tests import factories
from tests.adminforms import filled
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def address(row) -> str:
    return f"/admin/programme/{row._meta.model_name}/{row.pk}/change/"


def sent(client, row, **typed):
    page = address(row)
    return client.post(page, filled(read(client.get(page))) | typed)


def times(opens: tuple[str, str], closes: tuple[str, str]) -> dict[str, str]:
    names = ("registration_opens_at", "registration_closes_at")
    return {
        f"{name}_{part}": value
        for name, pair in zip(names, (opens, closes), strict=True)
        for part, value in enumerate(pair)
    }


@pytest.mark.parametrize("kind", ["event", "session"])
def test_times_of_registration_are_typed_in_the_zone_of_the_event(staff, kind):
    event = factories.event(time_zone="Asia/Tokyo")
    row = event if kind == "event" else factories.session(event)

    answer = sent(staff, row, **times(("1 May 2027", "09:00"), ("3/5/2027", "18h")))

    row.refresh_from_db()
    assert answer.status_code == 302
    assert f"{row.registration_opens_at:%d %H:%M}" == "01 00:00"
    assert f"{row.registration_closes_at:%d %H:%M}" == "03 09:00"


@pytest.mark.parametrize("language", [code for code, _name in site.LANGUAGES])
@pytest.mark.parametrize(
    "typed",
    [
        times(("3 May 2027", "09:00"), ("1 May 2027", "09:00")),
        times(("", "09:00"), ("", "")),
        times(("1 May 2027", ""), ("", "")),
        {"registration_url": "javascript:alert(1)"},
        {"summary_en": "x" * 401},
    ],
    ids=["closes early", "no date", "no hour", "no link", "long"],
)
def test_bad_input_is_explained_beside_its_field(staff, language, typed):
    staff.cookies[site.LANGUAGE_COOKIE_NAME] = language
    session = factories.session(factories.event())

    answer = sent(staff, session, **typed)

    assert answer.status_code == 200
    assert len(texts(read(answer), ".form-errors li")) == 1


def test_a_language_with_a_channel_stays_with_the_session(staff):
    session = factories.session(factories.event(), languages=["ar"])
    factories.channel(session, "ar")

    answer = sent(staff, session, languages=["fr"])

    [mistake] = texts(read(answer), ".form-errors li")
    assert "Choose this language first" in mistake
    session.refresh_from_db()
    assert session.languages == ["ar"]
