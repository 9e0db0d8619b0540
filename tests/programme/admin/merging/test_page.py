"""The pages of a merger: choosing the other record, refusals, roles, and what they cost."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speakers.models import Speaker
from tests import factories
from tests.html import read, texts
from tests.programme.admin.merging.merging import compare, fields, merge, page_of

pytestmark = pytest.mark.django_db

GONE = "This record no longer exists. Choose another one."


@pytest.fixture
def amina() -> Speaker:
    return factories.speaker("Amina Alami", function_en="Mayor")


@pytest.fixture
def double() -> Speaker:
    return factories.speaker("A. Alami", email="a@example.org")


def alerts(page) -> list[str]:
    return texts(page, "main [role=alert], .messagelist .error")


def offered(page, heading: str) -> list[str]:
    return texts(page, f"section[aria-labelledby={heading}] li a")


def test_records_with_like_names_are_offered_and_others_are_found(staff, amina, double):
    factories.speaker("Karim Ziani")

    plain = read(staff.get(page_of(amina)))
    searched = read(staff.get(f"{page_of(amina)}?q=ziani"))

    assert offered(plain, "alike") == ["A. Alami"]
    assert (offered(searched, "found"), offered(searched, "alike")) == (
        ["Karim Ziani"],
        ["A. Alami"],
    )
    assert searched.main.select_one("[name=q]")["value"] == "ziani"


def test_the_form_of_a_record_leads_to_the_page(staff, amina):
    body = factories.organization()
    for record in (amina, body):
        address = f"/admin/speakers/{record._meta.model_name}/{record.pk}/change/"

        links = read(staff.get(address)).select(".page-head__acts a")

        assert page_of(record) in [link["href"] for link in links]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ("itself", "A record cannot be merged with itself. Choose another one."),
        ("999", GONE),
        ("x", GONE),
        ("-1", GONE),
        ("9" * 40, GONE),
    ],
)
def test_what_cannot_be_merged_is_refused_with_a_sentence(staff, amina, other, sentence):
    address = f"{page_of(amina)}?with={amina.pk if other == 'itself' else other}"

    for answer in (staff.get(address), staff.post(address, {"confirm": "1"})):
        if answer.status_code != 400:  # too long for a number
            assert alerts(read(answer)) == [sentence]
    assert Speaker.objects.count() == 1


def test_a_record_that_is_gone_leads_back_to_the_list(staff, amina, double):
    address = page_of(amina, double)
    amina.delete()

    answer = staff.get(address, follow=True)

    assert answer.redirect_chain == [("/admin/speakers/speaker/", 302)]
    assert alerts(read(answer)) == [GONE]


def test_the_other_one_deleted_meanwhile_is_told(staff, amina, double):
    form = fields(compare(staff, amina, double)) | {"confirm": "1"}
    address = page_of(amina, double)
    double.delete()

    assert alerts(read(staff.post(address, form))) == [GONE]


@pytest.mark.parametrize("change", ["record", "part"])
def test_what_somebody_changed_meanwhile_has_to_be_looked_at_again(staff, amina, double, change):
    form = fields(compare(staff, amina, double)) | {"field-name_en": "gone", "confirm": "1"}
    if change == "record":
        double.function_en = "Rector"
        double.save()
    else:
        factories.contribution(double, session=factories.session(factories.event()))

    page = read(staff.post(page_of(amina, double), form))

    assert alerts(page) == ["Somebody has changed one of the records meanwhile. Look at it again."]
    assert page.select_one("[name=field-name_en][checked]")["value"] == "gone"
    assert Speaker.objects.count() == 2


def test_the_other_record_can_be_kept_instead(staff, amina, double):
    page = compare(staff, amina, double)

    assert page_of(double, amina) in [link["href"] for link in page.select(".submit-row a")]


@pytest.mark.parametrize("junk", ["", "both", "\x00", "x" * 10_000])
def test_a_choice_that_is_none_of_the_two_is_as_proposed(staff, amina, double, junk):
    merge(staff, amina, double, name_en=junk, nonsense=junk)

    amina.refresh_from_db()
    assert (amina.name_en, amina.email) == ("Amina Alami", "a@example.org")


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("Administrator", 200),
        ("Editor", 200),
        ("Translator (French)", 403),
        ("Scheduler", 403),
        ("Helpdesk", 403),
    ],
)
def test_only_those_who_may_change_and_delete_people_may_merge_them(amina, double, role, status):
    user, client = factories.staff_user(), Client()
    user.groups.set(Group.objects.filter(name=role))
    client.force_login(user)

    answers = [
        client.get(page_of(amina)),
        client.get(page_of(amina, double)),
        client.post(page_of(amina, double), {"confirm": "1"}),
    ]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert Speaker.objects.count() == 2


def test_the_pages_take_no_more_queries_for_more_of_everything(staff, amina, double):
    event, counts = factories.event(), []
    for more in (1, 3):
        for number in range(more):
            session = factories.session(event)
            factories.contribution(amina, session=session)
            factories.quote(factories.contribution(double, session=session))
            factories.speaker(f"Amina Alami {number}")
        with CaptureQueriesContext(connection) as asked:
            staff.get(page_of(amina))
            staff.get(page_of(amina, double))
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 35


def test_an_open_form_of_the_record_that_went_is_not_lost(staff, amina, double):
    address = f"/admin/speakers/speaker/{double.pk}/change/"
    read(staff.get(address))
    merge(staff, amina, double)

    answer = staff.post(address, {"name_en": "A. Alami", "function_en": "Rector"})

    assert "Rector" in answer.content.decode()


@pytest.mark.parametrize("make", [factories.speaker, factories.organization])
def test_a_record_keeps_a_name_in_one_language(staff, make):
    kept = make("Amina")
    gone = make(name_en="", name_fr="Zineb")

    page = read(merge(staff, kept, gone, name_en="gone", name_fr="kept"))

    assert alerts(page) == [
        "The record would have no name. Choose its name in at least one language."
    ]
    assert type(kept).objects.count() == 2
