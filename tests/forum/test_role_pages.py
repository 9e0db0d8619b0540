"""What each role may do, page by page: the rest is neither offered nor possible."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory

from forum.models import FormerAddress
from programme.admin.plans.stamps import row_value
from tests import factories
from tests.adminforms import filled
from tests.html import read, texts

pytestmark = pytest.mark.django_db

ALL = "view add change delete"
TEXTS = ["event", "announcement", "section", "room", "track", "partnership", "session"]
TEXTS += ["contribution", "document", "quote", "speaker", "organization", "page", "alert"]
INBOX = {"message": "view change", "outgoingmail": "view", "replytemplate": ALL}

TABLE = {
    "Administrator": {
        **dict.fromkeys([*TEXTS, "formeraddress", "team", "user"], ALL),
        **INBOX,
        "identity": "view add change",
        "erasure": "view",
        "group": "view",
    },
    "Editor": dict.fromkeys(TEXTS, ALL),
    "Translator (English)": dict.fromkeys([*TEXTS, "identity"], "view change"),
    "Translator (French)": dict.fromkeys([*TEXTS, "identity"], "view change"),
    "Translator (Arabic)": dict.fromkeys([*TEXTS, "identity"], "view change"),
    "Scheduler": dict.fromkeys(TEXTS[:10], "view")
    | dict.fromkeys(["session", "contribution"], "view change")
    | {"alert": "view add change"},
    "Helpdesk": INBOX,
    "no role": {},
}
"""By the name of the model. Translators and schedulers change some of the fields only."""

MODELS = {model._meta.model_name: model for model in admin.site._registry}
VERBS = ALL.split()
ROLES_THAT_DIFFER = ["Administrator", "Translator (French)", "Scheduler", "Helpdesk", "no role"]
"""Other translators see the same pages, and editors no others than administrators."""


def member(role: str):
    user = factories.staff_user(f"the {role}")
    user.groups.set(Group.objects.filter(name=role))
    return user


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def rows(db) -> dict[str, int]:
    """A row of most models, by the name of the model."""
    event, speaker = factories.event(), factories.speaker()
    session = factories.session(event, hours="09:00-10:00")
    organization = factories.organization()
    made = [
        *(event, speaker, session, organization, factories.room(event), factories.track(event)),
        *(factories.section(event), factories.announcement(event), factories.page()),
        part := factories.contribution(speaker, session=session),
        factories.quote(part),
        factories.document(session=session),
        factories.partnership(event, organization, role="host"),
        factories.message(),
        factories.staff_user("karim"),
        Group.objects.get(name="Editor"),
        factories.alert(),
        FormerAddress.objects.create(path="/en/old/", moved_to="/en/new/"),
    ]
    return {row._meta.model_name: row.pk for row in made}


def allowed(role: str) -> set[tuple[str, str]]:
    return {(name, verb) for name, verbs in TABLE[role].items() for verb in verbs.split()}


def list_of(name: str) -> str:
    return f"/admin/{MODELS[name]._meta.app_label}/{name}/"


def page(name: str, verb: str, key: int) -> str:
    return list_of(name) + {"view": "", "add": "add/"}.get(verb, f"{key}/{verb}/")


@pytest.mark.parametrize("role", TABLE)
def test_a_role_may_do_what_the_table_says(role):
    request = RequestFactory().get("/admin/")
    request.user = member(role)

    found = {
        (name, verb)
        for name, model in MODELS.items()
        for verb in VERBS
        if getattr(admin.site.get_model_admin(model), f"has_{verb}_permission")(request)
    }

    assert {(name, verb) for name, verb in found if name in TABLE["Administrator"]} == allowed(role)


@pytest.mark.once
@pytest.mark.parametrize("role", ROLES_THAT_DIFFER)
def test_a_page_beyond_the_table_is_refused_with_a_way_home(role, rows):
    client = signed_in(member(role))
    beyond = [(name, verb) for name in rows for verb in VERBS if (name, verb) not in allowed(role)]
    viewable = {name for name, verb in allowed(role) if verb == "view"}

    statuses = {
        (name, verb): client.post(page(name, verb, rows[name]), {"post": "yes"}).status_code
        for name, verb in beyond
        if verb != "view"
    } | {
        (name, "view"): client.get(list_of(name)).status_code
        for name, verb in beyond
        if verb == "view"
    }

    assert {one: status for one, status in statuses.items() if status != 403} == {}
    refused = read(client.get("/admin/auth/group/add/"), status=403)
    assert [a["href"] for a in refused.select("main a")] == ["/admin/"]
    assert {name for name, key in rows.items() if MODELS[name].objects.filter(pk=key)} == set(rows)
    assert viewable <= set(MODELS)


@pytest.mark.parametrize("role", ROLES_THAT_DIFFER)
def test_a_role_opens_every_page_of_the_table(role, rows):
    client = signed_in(member(role))
    pages = [page(name, verb, rows[name]) for name, verb in allowed(role) if name in rows]

    statuses = {path: client.get(path).status_code for path in pages}

    assert {path: status for path, status in statuses.items() if status != 200} == {}


@pytest.mark.once
@pytest.mark.parametrize("role", ROLES_THAT_DIFFER)
def test_the_rail_leads_to_nothing_that_is_refused(role, rows):
    client = signed_in(member(role))

    links = [a["href"] for a in read(client.get("/admin/")).select(".rail nav a")]

    assert {path: client.get(path, follow=True).status_code for path in links} == dict.fromkeys(
        links, 200
    )


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (
            "Editor",
            [
                *("publish", "cancel", "set_room", "set_section", "run_late", "write_to_people"),
                *("set_track", "reinstate", "unpublish", "delete_selected"),
            ],
        ),
        (
            "Scheduler",
            [
                *("publish", "cancel", "set_room", "run_late", "write_to_people"),
                *("reinstate", "unpublish"),
            ],
        ),
        ("Translator (French)", []),
    ],
)
def test_actions_on_sessions_are_offered_and_possible_for_those_who_set_a_status(
    role, offered, rows
):
    client, session = signed_in(member(role)), MODELS["session"].objects.get()

    listed = read(client.get(list_of("session")))
    reason = {"confirm": "1", "row": row_value(session), "cancellation_reason_en": "Strike"}
    client.post(f"{list_of('session')}many/cancel/", {"selected": session.pk} | reason)
    form = {"action": "delete_selected", "_selected_action": [session.pk], "post": "yes"}
    client.post(list_of("session"), form)

    options = [one["value"] for one in listed.select("[name=action] option, button[name=action]")]
    after = MODELS["session"].objects.filter(pk=session.pk).values_list("status", flat=True)
    assert [one for one in options if one] == offered
    expected = {"Editor": [], "Scheduler": ["cancelled"]}.get(role, ["published"])
    assert list(after) == expected


@pytest.mark.once
def test_visitors_are_asked_to_log_in(rows):
    pages = [page(name, verb, rows[name]) for name in rows for verb in VERBS]

    answers = [Client().get(path) for path in pages]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.url.startswith("/admin/login/?next=") for answer in answers)


def editable(client: Client, path: str) -> set[str]:
    hidden = {"csrfmiddlewaretoken", "version", "private_digests", "_author"}
    fields = read(client.get(path)).select("#content-main form [name]:not([type=submit])")
    names = {field["name"] for field in fields if field.name != "button"}
    return {name for name in names if not name.startswith("_")} - hidden


@pytest.mark.parametrize("name", ["session", "speaker", "page", "event"])
def test_a_translator_changes_the_texts_of_one_language_only(rows, name):
    client, path = signed_in(member("Translator (French)")), page(name, "change", rows[name])
    before = factories.past_saving(MODELS[name]).filter(pk=rows[name])
    stored = before.values().get()

    fields = {one for one in editable(client, path) if "-" not in one}
    title = "title" if name in {"session", "page"} else "name"
    forged = {f"{title}_{code}": code.upper() for code in ("en", "fr", "ar")}
    sent = forged | {"status": "draft", "slug": "mine", "email": "x@example.org"}
    answer = client.post(path, filled(read(client.get(path))) | sent)

    changed = {k for k, v in before.values().get().items() if v != stored[k]}
    assert {one[-3:] for one in fields} == {"_fr"}
    assert answer.status_code == 302
    assert f"{title}_fr" in changed
    assert {one for one in changed if one.endswith(("_en", "_ar")) or one in sent} == {
        f"{title}_fr"
    }


@pytest.mark.once
def test_help_stands_beside_the_fields_that_are_open(rows):
    path = page("session", "change", rows["session"])

    shown = read(signed_in(member("Translator (French)")).get(path))

    boxes = [text.find_parent(class_=["fieldBox", "form-row"]) for text in shown.select(".help")]
    assert boxes
    assert [box["class"] for box in boxes if box.select(".readonly")] == []


def test_a_translator_sees_nothing_private(rows):
    speaker = MODELS["speaker"].objects.get()
    speaker.email, speaker.notes = "private@example.org", "a private note"
    speaker.save()
    path = page("speaker", "change", speaker.pk)

    seen, editors = (
        signed_in(member(role)).get(path).content.decode()
        for role in ("Translator (French)", "Editor")
    )

    assert ("private@example.org" in seen, "a private note" in seen) == (False, False)
    assert "private@example.org" in editors


@pytest.mark.parametrize("lookup", ["email", "email__startswith", "notes__iregex"])
def test_a_translator_finds_nothing_private_by_trying(lookup):
    answers = [
        signed_in(member(role)).get("/admin/speakers/speaker/", {lookup: "a"})
        for role in ("Translator (French)", "Editor")
    ]

    assert [answer.status_code for answer in answers] == [400, 200]


def test_two_languages_are_two_roles(rows):
    user = member("Translator (French)")
    user.groups.add(Group.objects.get(name="Translator (Arabic)"))

    fields = editable(signed_in(user), page("page", "change", rows["page"]))

    assert fields == {"title_fr", "title_ar", "body_fr", "body_ar"}


def test_a_scheduler_changes_time_room_and_status_and_no_text_but_the_reason(rows):
    client, sessions = signed_in(member("Scheduler")), MODELS["session"].objects
    path, session = page("session", "change", rows["session"]), sessions.get()

    fields = editable(client, path)
    form = {
        **filled(read(client.get(path))),
        **{"starts_at_0": "4 May 2027", "starts_at_1": "11:00", "ends_at_0": "", "ends_at_1": ""},
        **{"room": rows["room"], "status": "cancelled", "position": session.position},
        **{
            "cancellation_reason_en": "Storm",
            "title_en": "Mine",
            "abstract_fr": "Mine",
            "kind": "break",
        },
    }
    answer = client.post(path, form)

    after = sessions.get()
    assert {one for one in fields if "-" not in one} == {
        *("starts_at_0", "starts_at_1", "ends_at_0", "ends_at_1", "room"),
        *("position", "is_plenary", "is_full", "status"),
        *("cancellation_reason_en", "cancellation_reason_fr", "cancellation_reason_ar"),
    }
    assert answer.status_code == 302, texts(read(answer), ".errorlist li")
    assert (after.starts_at, after.room_id) == (factories.at("11:00"), rows["room"])
    assert (after.status, after.cancellation_reason_en) == ("cancelled", "Storm")
    assert after.title_en == session.title_en
    assert (after.abstract_fr, after.kind) == (session.abstract_fr, session.kind)


@pytest.mark.parametrize("role", ["Translator (French)", "Scheduler"])
def test_who_changes_a_part_of_a_record_neither_undoes_nor_restores(rows, role):
    client, path = signed_in(member(role)), page("session", "change", rows["session"])
    own = {"title_fr": "Séance"} if "French" in role else {"position": 7, "status": "draft"}
    saved = client.post(path, filled(read(client.get(path))) | own)

    history = client.get(page("session", "history", rows["session"]))
    forms = [form["action"] for form in read(history).select("main form[action]")]
    bin_answer = client.get("/admin/bin/")

    assert [address for address in forms if "undo" in address or "restore" in address] == []
    assert (saved.status_code, bin_answer.status_code) == (302, 403)
