"""Forms of the programme and of people: what matters first, the rest in folds that say it."""

import json

import pytest
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import ChoiceField

from content.admin.forms import name_empty_choice
from programme.models import Event
from programme.zone_cities import REGIONS
from programme.zones import zone_named
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts
from tests.programme.admin.test_short_form import fields, folds

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ADD_EVENT = "/admin/programme/event/add/"
CITIES = "[name=time_zone] option"


def test_a_new_event_begins_with_its_name_days_and_place(staff):
    page = read(staff.get(ADD_EVENT))

    assert fields(page, ".short-form__first") == [
        *("name_en", "name_fr", "name_ar", "first_day", "last_day", "time_zone"),
        *("venue_name_en", "venue_name_fr", "venue_name_ar"),
    ]
    assert fields(page, ".short-form__side") == ["status", "is_full"]
    assert folds(page) == {
        "Short name, tagline, patronage": "",
        "Picture": "",
        "Address, way and stream": "",
        "Registration": "",
        "Organizers and partners, in protocol order": "",
        "People, in protocol order": "",
        "Rooms": "",
        "Themes": "",
        "Documents and links": "",
        "Address": "",
    }


def test_the_folds_of_an_event_say_what_is_in_them(staff):
    event = factories.event(
        "Forum",
        tagline_en="Open regions",
        attendance_mode="in_person",
        directions_en="Take the tram.",
        acronym="open_forum",
        slug="forum",
    )
    for name in ("Atlas", "Rif", "Library", "Garden"):
        factories.room(event, name)

    page = read(staff.get(f"/admin/programme/event/{event.pk}/change/"))

    told = {title: words for title, words in folds(page).items() if words}
    assert told == {
        "Short name, tagline, patronage": "· Open regions",
        "Address, way and stream": "· In person · Directions",
        "Rooms": "· Atlas, Rif, Library, 1 more",
        "Address": "· forum · open_forum",
    }


def test_a_fold_of_an_event_with_a_mistake_is_open(staff):
    event = factories.event()
    factories.room(event, "Atlas")
    address = f"/admin/programme/event/{event.pk}/change/"
    form = filled(read(staff.get(address)))

    page = read(staff.post(address, {**form, "rooms-0-name_en": "", "map_url": "nowhere"}))

    open_folds = {fold["id"] for fold in page.select(".fold:has(> details[open])")}
    assert open_folds == {"fold-rooms", "fold-place"}


def test_a_fold_tells_no_private_text_and_no_password(staff, admin_user):
    person = factories.speaker(email="salma@example.org", notes="Vegetarian")

    of_person = folds(read(staff.get(f"/admin/speakers/speaker/{person.pk}/change/")))
    of_account = folds(read(staff.get(f"/admin/auth/user/{admin_user.pk}/change/")))

    assert of_person["For staff only"] == "· Private e-mail · Private notes"
    assert of_account == {"Password and sign-in": "", "Further permissions": ""}


def test_an_event_is_added_with_a_name_and_days_alone(staff):
    form = filled(read(staff.get(ADD_EVENT)))
    days = {"first_day": "4/5/2027", "last_day": "4/5/2027", "time_zone": "Africa/Casablanca"}

    answer = staff.post(ADD_EVENT, {**form, "name_en": "Open Smart Regions", **days})

    event = Event.objects.get()
    assert answer.status_code == 302
    assert (event.slug, event.acronym) == ("open-smart-regions", "osr_2027")


def test_a_zone_is_chosen_by_a_city_near_it(staff):
    page = read(staff.get(ADD_EVENT))

    groups = page.select("[name=time_zone] optgroup")
    cities = {option.get_text().split(" (")[0]: option["value"] for option in page.select(CITIES)}
    assert [group["label"] for group in groups[:3]] == ["North Africa", "Middle East", "Europe"]
    assert cities["Rabat"] == cities["Casablanca"] == "Africa/Casablanca"
    assert texts(page, f"{CITIES}[selected]")[0].startswith("Casablanca (UTC")


@pytest.mark.parametrize("zone", ["America/Whitehorse", "Nowhere"])
def test_a_zone_that_is_none_of_the_cities_is_kept_in_the_form(staff, zone):
    form = filled(read(staff.get(ADD_EVENT)))

    page = read(staff.post(ADD_EVENT, {**form, "time_zone": zone}))

    assert page.select_one(f"{CITIES}[selected]")["value"] == zone


@pytest.mark.parametrize("status", ["draft", "published", "archived"])
def test_the_status_stands_beside_the_title(staff, status):
    event = factories.event("Forum", status=status)

    page = read(staff.get(f"/admin/programme/event/{event.pk}/change/"))

    assert texts(page, ".page-head > .pill") == [status.capitalize()]


def test_every_city_has_a_zone_and_a_name_of_its_own():
    zones = {zone for cities in REGIONS.values() for zone in cities.values()}

    assert [zone for zone in sorted(zones) if zone_named(zone) is None] == []
    assert len({name for cities in REGIONS.values() for name in cities}) == sum(
        map(len, REGIONS.values())
    )


def test_rows_of_an_event_are_added_in_words_of_the_field(staff):
    page = read(staff.get(ADD_EVENT))

    groups = page.select("[data-inline-formset]")
    assert [json.loads(one["data-inline-formset"])["options"]["addText"] for one in groups] == [
        "Add a partner",
        "Add a room",
        "Add a theme",
        "Add a document or link",
    ]


def test_an_empty_list_says_what_it_is_for_and_offers_the_first_step(staff):
    page = read(staff.get("/admin/programme/room/?q=Atlas"))
    found = read(staff.get("/admin/speakers/speaker/"))

    assert [texts(one, ".no-rows") for one in (page, found)] == [
        ["Nothing found. Show all"],
        [
            "People speak, moderate or chair. They can also be added in the form of a session. "
            "Add the first"
        ],
    ]
    assert found.select_one(".no-rows a")["href"] == "/admin/speakers/speaker/add/"


def test_an_empty_choice_is_named(staff):
    event = factories.event("Forum")
    part = factories.contribution(factories.speaker("Amina"), event=event)
    form = read(staff.get(f"/admin/programme/contribution/{part.pk}/change/"))

    first = {
        name: [(one["value"], one.text) for one in form.select(f"[name={name}] option")][:1]
        for name in ("presence", "role")
    }

    assert first == {"presence": [("", "None")], "role": [("speaker", "Speaker")]}


def test_a_choice_that_must_be_made_asks_for_it():
    field = ChoiceField(choices=[*BLANK_CHOICE_DASH, ("a", "A")])

    name_empty_choice(field)

    assert field.choices == [("", "Choose…"), ("a", "A")]
