"""Lists, forms and questions of the admin: how they are built for keyboards, phones and scripts."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.contrib.auth.models import Group
from django.template.loader import render_to_string

from programme.models import Session
from tests import factories
from tests.adminforms import filled, inline
from tests.html import read, texts

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SESSIONS = "/admin/programme/session/"


def form_of(row) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def test_a_form_says_whose_it_is_and_of_what(staff):
    session = factories.session(factories.event())

    forms = [
        read(staff.get(address)).select_one("[data-staff-form]")
        for address in (form_of(session), f"{SESSIONS}add/")
    ]

    user = staff.session["_auth_user_id"]
    assert [(form["id"], form["data-form-key"], form["data-user"]) for form in forms] == [
        ("session_form", f"programme.session:{session.pk}", user),
        ("session_form", "programme.session:new", user),
    ]


def test_saving_comes_first_and_the_bin_last(staff):
    page = read(staff.get(form_of(factories.session(factories.event()))))

    acts = page.select(".submit-row > :is(input, a)")

    assert [act.get("value") or act.get_text(strip=True) for act in acts] == [
        *("Save", "Save and add another", "Save and continue editing", "Put in the bin…")
    ]
    assert len(page.select(".submit-row")) == 1


def test_an_account_is_deleted_and_not_put_in_the_bin(staff):
    page = read(staff.get(form_of(factories.staff_user("karim"))))

    assert texts(page, ".deletelink") == ["Delete…"]


def test_a_choice_offers_to_add_and_nothing_else(staff):
    page = read(staff.get(form_of(factories.session(factories.event()))))

    buttons = page.select(".field-room .related-widget-wrapper-link")

    assert [button["id"] for button in buttons] == ["add_id_room"]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_every_control_of_a_form_has_a_name(staff, language):
    event = factories.event()
    factories.partnership(event, factories.organization())
    factories.room(event)

    page = read(staff.get(form_of(event), headers={"Accept-Language": language}))

    labelled = {label["for"] for label in page.select("label[for]")}
    controls = page.select("form#event_form :is(input, select, textarea):not([type=hidden])")
    shown = [control for control in controls if control.get("type") != "submit"]
    nameless = [
        control.get("name")
        for control in shown
        if control.get("id") not in labelled
        and not control.get("aria-label")
        and not control.find_parent("label")
    ]
    assert len(shown) > 30
    assert nameless == []


def test_mistakes_are_counted_listed_and_linked(staff):
    session = factories.session(factories.event(), hours="09:00-10:00")
    factories.contribution(factories.speaker(), session=session)
    address = form_of(session)
    form = filled(read(staff.get(address)))

    wrong = {"ends_at_1": "25:10", "title_fr": "x" * 300, "contributions-0-speaker": ""}
    page = read(staff.post(address, {**form, **wrong}))

    assert texts(page, ".form-errors h2") == ["Not saved. Please correct 3 errors."]
    links = page.select(".form-errors a")
    assert [link["href"] for link in links] == [
        "#id_title_fr",
        "#id_ends_at_1",
        "#id_contributions-0-speaker",
    ]
    assert all(page.select_one(link["href"]) for link in links)
    assert texts(page, ".form-errors li")[2] == "Person 1, Speaker: This field is required."
    assert page.select_one(".form-errors").has_attr("autofocus")


def test_a_mistake_of_no_field_is_listed_too(staff):
    address = form_of(factories.session(factories.event()))
    form = filled(read(staff.get(address)))
    del form["contributions-TOTAL_FORMS"]

    page = read(staff.post(address, form))

    (link,) = page.select(".form-errors a")
    assert link["href"] == "#contributions-group"
    assert texts(page, ".form-errors a") == [
        "Person: Part of this list did not arrive. Check the rows below, then save again."
    ]
    assert texts(page, ".form-errors h2") == ["Not saved. Please correct 1 error."]


class Both(forms.Form):
    name = forms.CharField(label="Name")

    def clean(self) -> None:
        raise forms.ValidationError("These contradict each other.")


def test_a_mistake_of_the_whole_form_is_said_once():
    shown = {"adminform": SimpleNamespace(form=Both({})), "inline_admin_formsets": []}

    page = BeautifulSoup(render_to_string("admin/_form_errors.html", shown), "html.parser")

    assert texts(page, "h2") == ["Not saved. Please correct 2 errors."]
    assert texts(page, "li") == ["These contradict each other.", "Name: This field is required."]


def test_rows_that_contradict_each_other_are_listed(staff):
    event, person = factories.event(), str(factories.speaker().pk)
    session = factories.session(event)
    rows = [{"speaker": person, "role": "speaker", "position": ""}] * 2
    form = filled(read(staff.get(form_of(session))))

    page = read(staff.post(form_of(session), form | inline("contributions", *rows)))

    count = len(page.select(".form-errors li"))
    assert count >= 1
    assert texts(page, ".form-errors h2")[0].startswith(f"Not saved. Please correct {count} error")
    assert Session.objects.get().contributions.count() == 0


def test_a_fold_with_a_mistake_is_open(staff):
    address = form_of(factories.session(factories.event(), slug="talk"))
    page = read(staff.get(address))
    assert not page.select_one(".field-slug").find_parent("details").has_attr("open")

    refused = read(staff.post(address, {**filled(page), "slug": "not an address"}))

    assert refused.select_one(".field-slug").find_parent("details").has_attr("open")


def test_the_bulk_bar_has_a_button_for_each_act(staff):
    session = factories.session(factories.event(), status="draft")
    page = read(staff.get(SESSIONS))

    buttons = [button["value"] for button in page.select(".actions button[name=action]")]

    assert buttons == [
        *("publish", "cancel", "set_room", "set_section", "run_late", "write_to_people"),
        *("set_track", "reinstate", "unpublish", "delete_selected"),
    ]
    chosen = {"index": "0", "action": "publish", "_selected_action": str(session.pk)}
    assert texts(read(staff.post(SESSIONS, chosen)), "h1") == ["Publish sessions"]


@pytest.mark.parametrize(
    ("path", "offered"),
    [
        (
            "contact/message",
            [
                *("Assign to me", "Close", "Mark as spam", "Not spam: notify the team"),
                *("Mark as unread", "Export as CSV", "Export as XLSX"),
            ],
        ),
        ("contact/outgoingmail", ["Try again now", "Mark as dealt with"]),
        ("forum/signinlock", ["Unlock"]),
        (
            "programme/contribution",
            [
                *("Mark selected as withdrawn", "Mark selected as taking part after all"),
                "Delete…",
            ],
        ),
    ],
)
def test_a_list_offers_the_acts_of_its_rows(staff, path, offered):
    factories.message()
    factories.contribution(factories.speaker(), session=factories.session(factories.event()))

    page = read(staff.get(f"/admin/{path}/"))

    assert texts(page, ".actions button[name=action]") == offered


def test_filters_in_force_are_named_and_can_be_removed(staff):
    event = factories.event("Forum")
    factories.session(event, status="draft")

    page = read(staff.get(f"{SESSIONS}?status__exact=draft&q=open"))

    (chip,) = page.select(".filter-chip")
    assert texts(page, ".filter-chip") == ["Remove filter Status: Draft"]
    assert chip["href"] == "?q=open"
    hidden = page.select("#changelist-search [type=hidden]")
    assert [(field["name"], field["value"]) for field in hidden] == [("status__exact", "draft")]


def test_a_list_says_how_many_of_all_it_shows(staff):
    event = factories.event()
    for status in ("draft", "published", "published"):
        factories.session(event, status=status)

    counts = [
        texts(read(staff.get(f"{SESSIONS}{query}")), ".page-head__count")
        for query in ("", "?status__exact=draft", "?status__exact=cancelled")
    ]

    assert counts == [["3"], ["1 of 3 · Show all"], ["0 of 3 · Show all"]]


def test_a_status_is_a_word_with_a_shape(staff):
    event = factories.event(status="draft")
    factories.session(event, status="cancelled")
    factories.page(status="published")

    lists = (SESSIONS, "/admin/programme/event/", "/admin/forum/page/")
    found = [read(staff.get(address)).select_one(".field-status .pill") for address in lists]

    pills = [(" ".join(pill["class"]), pill.get_text()) for pill in found]
    assert pills[:2] == [("pill pill--cancelled", "Cancelled"), ("pill pill--draft", "Draft")]
    assert pills[2] == ("pill pill--published", "Published")


def test_the_bin_is_asked_for_with_what_goes_into_it(staff):
    session = factories.session(factories.event(), "Opening")
    factories.contribution(factories.speaker(), session=session)

    page = read(staff.get(f"{SESSIONS}{session.pk}/delete/"))

    assert texts(page, "h1") == ["Put “Opening” in the bin?"]
    assert texts(page, ".deleted-counts li") == ["Sessions: 1", "People taking part: 1"]
    assert texts(page, ".form-acts > *")[-2:] == ["Put in the bin", "Back"]


def test_a_refused_form_names_no_row_that_somebody_deleted_meanwhile(client):
    event = factories.event()
    partner = factories.partnership(event, factories.organization("Impact"), role="host")
    user = factories.staff_user("samira")
    user.groups.set(Group.objects.filter(name="Translator (French)"))
    client.force_login(user)
    form = filled(read(client.get(form_of(event)))) | {"tagline_fr": "\x07"}
    partner.delete()

    page = read(client.post(form_of(event), form))

    assert [text[:30] for text in texts(page, ".errorlist li")] == [
        "Remove the invisible character"
    ]
    assert "Impact" not in page.get_text()
