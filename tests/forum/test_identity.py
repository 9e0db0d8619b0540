"""Who the site is: one record that staff edit."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from content.history.models import Act
from content.translations import columns
from forum.bootstrap import load_first_forum, missing_of_identity
from forum.demo import first_forum
from forum.models import Identity
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts

pytestmark = pytest.mark.django_db

FORM = "/admin/forum/identity/1/change/"


def post(client: Client, **fields: object) -> list[str]:
    """The mistakes that the form names."""
    answer = client.post(FORM, filled(read(client.get(FORM))) | fields)
    return [] if answer.status_code == 302 else texts(read(answer), ".errorlist li")


def test_a_site_without_one_has_the_name_of_the_software(client):
    page = read(client.get("/en/events/"))

    assert texts(page, ".site-header__name") == ["Open Forum"]
    assert page.title.string.endswith("– Open Forum")


def test_the_first_forum_says_no_more_of_it_than_the_page_of_its_organizer():
    load_first_forum()

    identity = Identity.objects.get()
    known = {"id", *(name for field in ("name", "organizer") for name in (field, *columns(field)))}
    assert (identity.name_en, identity.organizer_en) == ("Impact For Development",) * 2
    others = {f.name: getattr(identity, f.name) for f in identity._meta.fields}
    assert {name for name, value in others.items() if value} == known
    assert missing_of_identity() == "address, responsible for personal data, law and declaration"


def test_loading_the_first_forum_again_leaves_the_name_that_staff_gave():
    load_first_forum()
    Identity.objects.change(name_en="Our Forums")

    first_forum.load()

    assert Identity.objects.get().name_en == "Our Forums"


def test_there_is_one_row_at_most():
    factories.identity()

    with pytest.raises(IntegrityError), transaction.atomic():
        Identity(pk=2, name_en="Another").save()


def test_its_list_is_its_form(staff):
    before = staff.get("/admin/forum/identity/")
    factories.identity()

    after = staff.get("/admin/forum/identity/")

    assert (before["Location"], after["Location"]) == ("/admin/forum/identity/add/", FORM)
    assert staff.get("/admin/forum/identity/add/")["Location"] == FORM
    assert staff.get("/admin/forum/identity/1/delete/").status_code == 403


def test_a_change_is_an_act_that_can_be_undone(staff, client):
    factories.identity("Our Forums")

    assert post(staff, name_en="Their Forums") == []

    renamed = texts(read(client.get("/en/events/")), ".site-header__name")
    act = Act.objects.latest("pk")
    staff.post(f"/admin/history/{act.pk}/undo/", {"post": "yes"})
    assert renamed == ["Their Forums"]
    assert Identity.objects.get().name_en == "Our Forums"


@pytest.mark.parametrize(
    ("accent", "mistake"),
    [
        ("#14406b", None),
        ("", None),
        ("red", "Enter a colour, for example #2a6f5e."),
        ("#14406B", "Enter a colour, for example #2a6f5e."),
        (
            "#2a6f5e",
            "This colour is too light: text on it could not be read (contrast 5.5, at least 7 is "
            "needed). Choose a darker one.",
        ),
    ],
)
def test_a_colour_on_which_text_could_not_be_read_is_refused(staff, accent, mistake):
    factories.identity()

    assert post(staff, accent=accent) == ([mistake] if mistake else [])


def test_the_first_page_of_the_admin_asks_for_what_is_missing(staff):
    factories.identity(organizer_en="The City of Fez")

    asked = read(staff.get("/admin/")).select_one("#identity")
    Identity.objects.change(address_en="1 Rue A", controller_en="Ms B", law_en="Law 09-08")
    complete = read(staff.get("/admin/")).select_one("#identity")

    assert texts(asked, "li") == [
        "The site does not say yet: address, responsible for personal data, law and declaration."
    ]
    assert asked.select_one("a")["href"] == "/admin/forum/identity/"
    assert complete is None


def test_colleagues_who_may_not_change_it_are_not_asked():
    user = factories.staff_user("karim")
    client = Client()
    client.force_login(user)

    assert read(client.get("/admin/")).select("#identity") == []


def test_the_one_record_offers_no_other(staff):
    Identity.objects.create(pk=1, name_en="City")

    assert read(staff.get(FORM)).select(".submit-row [name=_addanother]") == []
