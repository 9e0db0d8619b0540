"""People added by typing a name: found, asked about, or made with the session in the same act."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from content.history.models import Act
from programme.models import Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.adminforms import filled, inline, send
from tests.html import read, texts

pytestmark = pytest.mark.django_db

WHO = "There are people with this name, or a similar one. Who is it?"
WHICH = "There are organizations with this name, or a similar one. Which is it?"


@pytest.fixture
def session():
    return factories.session(factories.event("Forum"))


def form_of(session: Session) -> str:
    return f"/admin/programme/session/{session.pk}/change/"


def typed(*lines: dict[str, str]) -> dict[str, str]:
    plain = {"role": "speaker", "position": ""}
    named = ("name", "function", "organization")
    rows = [
        plain | {f"typed_{name}" if name in named else name: text for name, text in line.items()}
        for line in lines
    ]
    return inline("contributions", *rows)


def people(session: Session) -> list[tuple]:
    return [
        (str(part.speaker), part.function or "", str(part.organization or ""))
        for part in session.contributions.in_protocol_order()
    ]


def test_new_people_and_organizations_are_made_with_the_session_in_one_act(staff):
    event = factories.event("Forum")
    acts = Act.objects.count()
    lines = typed(
        {"name": "Ms. Salma Bennani", "function": "Director", "organization": "New Council"},
        {"name": "كريم الزياني", "organization": "new council", "role": "moderator"},
    )

    answer = send(
        staff, "/admin/programme/session/add/", event=str(event.pk), title_en="Panel", **lines
    )

    salma, karim = Speaker.objects.order_by("pk")
    assert answer == (302, [])
    assert (salma.honorific_en, salma.name_en, salma.slug) == (
        *("Ms.", "Salma Bennani", "salma-bennani"),
    )
    assert (karim.name_ar, karim.name_en or "") == ("كريم الزياني", "")
    assert people(Session.objects.get()) == [
        ("Salma Bennani", "Director", "New Council"),
        ("كريم الزياني", "", "New Council"),
    ]
    assert Organization.objects.count() == 1
    assert Act.objects.count() == acts + 1


def test_a_name_that_exists_once_is_that_person(staff, session):
    body = factories.organization("Ministry of Finance", acronym_en="MoF")
    karim = factories.speaker("Karim Ziani", function_en="Director", organization=body)

    answer = send(staff, form_of(session), **typed({"name": "karim ZIANI", "organization": "MoF"}))

    assert answer == (302, [])
    assert Speaker.objects.get() == karim
    assert people(session) == [("Karim Ziani", "Director", "Ministry of Finance")]


@pytest.mark.parametrize(
    "line",
    [
        {"name": "K. Ziani"},
        {"name": "Karim Ziane"},
        {"name": "Karim Ziani", "organization": "Town of Fès"},
        {"name": "Karim Ziani", "function": "Mayor"},
    ],
    ids=["initial", "spelling", "other organization", "other function"],
)
def test_near_duplicates_are_pointed_out_and_decided_by_staff(staff, session, line):
    body = factories.organization("Ministry")
    karim = factories.speaker("Karim Ziani", function_en="Director", organization=body)
    form = filled(read(staff.get(form_of(session)))) | typed(line)

    page = read(staff.post(form_of(session), form))
    offered = page.select(".person-question label")
    names = {label.input["name"] for label in offered}
    values = [label.input["value"] for label in offered]
    kept = filled(page)
    new = staff.post(form_of(session), kept | {"contributions-0-same_person": "new"})

    assert texts(page, ".person-line .errorlist li") == [WHO]
    assert [label.get_text(" ", strip=True) for label in offered] == [
        "Karim Ziani · Director, Ministry",
        "Somebody else: add a new person",
    ]
    assert (names, values) == ({"contributions-0-same_person"}, [str(karim.pk), "new"])
    assert new.status_code == 302
    assert Speaker.objects.count() == 2


def test_an_answer_takes_the_person_with_what_was_typed_for_the_day(staff, session):
    factories.organization("Town of Fès")
    karim = factories.speaker("Karim Ziani", function_en="Director")
    line = {"name": "Karim Ziani", "function": "Mayor", "organization": "Town of Fès"}

    answer = send(staff, form_of(session), **typed(line | {"same_person": str(karim.pk)}))

    assert answer == (302, [])
    assert people(session) == [("Karim Ziani", "Mayor", "Town of Fès")]
    karim.refresh_from_db()
    assert karim.function_en == "Director"


def test_a_new_organization_of_a_person_who_exists_is_made_for_the_day(staff, session):
    ministry = factories.organization("Ministry")
    karim = factories.speaker("Karim Ziani", organization=ministry)
    lines = [
        {"name": "Karim Ziani", "organization": "New Council", "same_person": str(karim.pk)},
        {"name": "Salma Bennani", "organization": "new council"},
    ]

    answer = send(staff, form_of(session), **typed(*lines))

    assert answer == (302, [])
    assert people(session) == [
        ("Karim Ziani", "", "New Council"),
        ("Salma Bennani", "", "New Council"),
    ]
    karim.refresh_from_db()
    assert karim.organization == ministry
    assert Organization.objects.count() == 2


@pytest.mark.parametrize(
    ("answered", "question"), [("same_person", WHO), ("same_organization", WHICH)]
)
def test_an_answer_that_names_a_deleted_record_is_asked_again(staff, session, answered, question):
    name = "Karim Ziane" if answered == "same_person" else "Salma Bennani"
    factories.speaker("Karim Ziani")
    factories.organization("Regional Council of Souss")
    line = {"name": name, "organization": "Regional Counsil of Souss", answered: "999999"}

    assert send(staff, form_of(session), **typed(line)) == (200, [question])
    assert people(session) == []


def test_an_organization_of_a_similar_name_is_asked_about_too(staff, session):
    body = factories.organization("Regional Council of Souss")
    line = {"name": "Salma Bennani", "organization": "Regional Counsil of Souss"}

    asked = send(staff, form_of(session), **typed(line))
    answer = send(staff, form_of(session), **typed(line | {"same_organization": str(body.pk)}))

    assert asked == (200, [WHICH])
    assert answer == (302, [])
    assert people(session) == [("Salma Bennani", "", "Regional Council of Souss")]


def test_the_same_new_person_in_two_roles_is_one_person(staff, session):
    lines = [{"name": "Salma Bennani", "role": role} for role in ("moderator", "panelist")]

    answer = send(staff, form_of(session), **typed(*lines))
    twice = send(staff, form_of(session), **typed(*[{"name": "Nadia Alami"}] * 2))

    assert answer == (302, [])
    assert Speaker.objects.count() == 1
    assert twice == (200, ["This person is already listed in this role."])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"role": "moderator"}, "Enter a name."),
        ({"function": "Mayor"}, "Enter a name."),
        ({"name": "x" * 201}, "Ensure this value has at most 200 characters (it has 201)."),
        (
            {"name": "Salma\x07 Bennani"},
            "Remove the invisible character U+0007: it can break or reorder the text around it.",
        ),
    ],
    ids=["role alone", "function alone", "long", "control"],
)
def test_a_mistake_in_a_line_is_said_and_nothing_is_made(staff, session, line, message):
    assert send(staff, form_of(session), **typed(line)) == (200, [message])
    assert Speaker.objects.count() == 0


def test_what_a_refused_form_typed_is_kept(staff, session):
    form = filled(read(staff.get(form_of(session)))) | {"title_en": ""}
    line = {"name": "Salma Bennani", "function": "Director", "organization": "Council"}

    page = read(staff.post(form_of(session), form | typed(line)))

    values = filled(page)
    assert {name: values[f"contributions-0-typed_{name}"] for name in line} == line
    assert (Speaker.objects.count(), Organization.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("rights", "line", "message"),
    [
        (
            [],
            {"name": "Salma Bennani"},
            "Nobody has this name yet, and you may not add people. Ask an editor.",
        ),
        (
            ["add_speaker"],
            {"name": "Salma Bennani", "organization": "Council"},
            "There is no such organization yet, and you may not add one. Ask an editor.",
        ),
    ],
)
def test_only_those_who_may_add_people_make_new_ones(client, session, rights, line, message):
    user = get_user_model().objects.create_user("someone", is_staff=True)
    names = [f"{v}_{m}" for v in ("view", "change") for m in ("session", "event")]
    names += ["view_contribution", "add_contribution", "change_contribution", *rights]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)

    assert send(client, form_of(session), **typed(line)) == (200, [message])
    assert (Speaker.objects.count(), Organization.objects.count()) == (0, 0)


def test_people_are_added_to_a_section_and_to_an_event_alike(staff):
    event = factories.event("Forum")
    section = factories.section(event)

    for row in (section, event):
        address = f"/admin/programme/{row._meta.model_name}/{row.pk}/change/"
        assert send(staff, address, **typed({"name": f"Guest of {row._meta.model_name}"}))[0] == 302

    assert [people(row)[0][0] for row in (section, event)] == [
        *("Guest of section", "Guest of event")
    ]
