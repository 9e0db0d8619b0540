"""Nothing typed into a form of the admin is lost."""

import json
import time

import pytest
from django.contrib.auth import get_user_model

from forum.models import Page as SitePage
from programme.models import Session
from speakers.models import Speaker
from tests import factories
from tests.e2e.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)

ADD_PAGE = "/admin/forum/page/add/"
KEPT = "[data-kept-status]:not(:empty)"
OFFER = "[data-kept-form]"
IS_KEPT = """name => Object.entries(localStorage).some(([key, text]) =>
  key.startsWith("draft:") && JSON.parse(text).items.some(item => item.name === name))"""


def sign_in(page, name: str = "amina") -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def sign_out(page) -> None:
    page.locator(".user-menu summary").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Log out").click()


def leave_for(page, path: str) -> list[str]:
    """Go there, whatever the browser asks; returns the kinds of its questions."""
    asked = []

    def accept(dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    page.goto(path)
    page.remove_listener("dialog", accept)
    return asked


def save(page) -> None:
    page.get_by_role("button", name="Save", exact=True).first.click()


def type_title(page, text: str = "Careers") -> None:
    """As a person does, and until the device has kept it."""
    page.locator("#id_title_en").press_sequentially(text)
    page.locator(KEPT).wait_for()


def drafts(page) -> list[dict]:
    stored = page.evaluate("() => JSON.stringify(localStorage)")
    return [json.loads(it) for name, it in json.loads(stored).items() if name.startswith("draft:")]


def kept_names(page) -> list[str]:
    return sorted(item["name"] for draft in drafts(page) for item in draft["items"])


class TestLeaving:
    def test_a_form_with_unsaved_text_asks(self, visitor):
        page = visitor.signs_in(ADD_PAGE)
        type_title(page)

        assert leave_for(page, "/admin/") == ["beforeunload"]

    def test_an_unchanged_form_a_saved_one_and_a_search_do_not_ask(self, visitor):
        factories.page("Careers")
        page = visitor.signs_in()
        asked = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

        page.goto("/admin/forum/page/")
        page.locator("#searchbar").press_sequentially("care")
        page.get_by_role("link", name="Careers").click()
        page.locator("#id_title_en").press_sequentially("x")
        page.keyboard.press("Backspace")
        page.goto(ADD_PAGE)
        type_title(page, "Projects")
        save(page)
        page.locator(".messagelist .success").wait_for()
        page.goto("/admin/")

        assert asked == []
        assert SitePage.objects.filter(title_en="Projects").count() == 1


def test_a_form_that_was_left_is_put_back_and_saved_with_nothing_typed_twice(visitor):
    event = factories.event("Open Smart Regions")
    speaker = factories.speaker("Hanan")
    session = factories.session(event, "Open region")
    factories.document("Paper", session=session)
    path = f"/admin/programme/session/{session.pk}/change/"
    page = visitor.signs_in(path)
    page.locator("#id_title_fr").fill("Région ouverte")
    for fold in ("place", "documents"):
        page.locator(f"#fold-{fold} summary").click()
    page.locator("#id_is_plenary").check()
    page.locator("#id_starts_at_0").fill(str(event.first_day))
    page.locator("#id_documents-0-title_en").fill("The paper")
    page.locator("#contributions-box").type("Han")
    page.locator(".people-offer", has_text="Hanan").click()
    page.locator("#id_contributions-0-role").select_option("moderator")
    page.locator(KEPT).wait_for()

    leave_for(page, "/admin/")
    sign_out(page)
    page.goto(path)
    sign_in(page)
    offer = page.locator(OFFER)
    offer.wait_for()
    said = offer.inner_text()
    page.get_by_role("button", name="Put it back").click()
    page.locator("#id_starts_at_0").fill("")
    save(page)

    page.locator(".messagelist .success").wait_for()
    session = Session.objects.get()
    part = session.contributions.get()
    assert "that was not saved." in said
    assert "Fields that differ from this page: 6" in said
    assert (session.title_fr, session.is_plenary) == ("Région ouverte", True)
    assert (part.speaker, part.role) == (speaker, "moderator")
    assert session.documents.get().title_en == "The paper"
    assert drafts(page) == []


def test_a_form_that_is_sent_after_signing_out_elsewhere_comes_back(visitor):
    page = visitor.signs_in(ADD_PAGE)
    type_title(page)
    other = page.context.new_page()
    other.goto("/admin/")
    sign_out(other)
    page.bring_to_front()

    save(page)
    sign_in(page)
    page.locator(".messagelist .warning").wait_for()
    save(page)

    page.locator(".messagelist .success").wait_for()
    assert SitePage.objects.filter(title_en="Careers").count() == 1


def test_a_form_that_is_sent_after_signing_in_elsewhere_comes_back(visitor):
    page = visitor.signs_in(ADD_PAGE)
    type_title(page)
    other = page.context.new_page()
    other.goto("/admin/")
    sign_out(other)
    other.goto("/admin/")
    sign_in(other)
    page.bring_to_front()

    save(page)
    page.locator(".messagelist .warning").wait_for()
    save(page)

    page.locator(".messagelist .success").wait_for()
    assert SitePage.objects.filter(title_en="Careers").count() == 1


def test_after_a_refusal_the_draft_stays_until_the_form_is_saved(visitor):
    page = visitor.signs_in(ADD_PAGE)
    type_title(page)
    page.locator("#id_menu_position").fill("-1")
    page.locator("#id_menu_position").press("Tab")
    save(page)
    page.locator(".errornote").first.wait_for()
    refused = kept_names(page)

    leave_for(page, ADD_PAGE)
    page.get_by_role("button", name="Put it back").click()
    page.locator("#id_menu_position").fill("")
    save(page)
    page.locator(".messagelist .success").wait_for()

    assert refused == ["menu_position", "title_en"]
    assert SitePage.objects.filter(title_en="Careers").count() == 1
    assert drafts(page) == []


def test_a_draft_is_offered_to_no_other_account(visitor):
    get_user_model().objects.create_superuser("karim", password=PASSWORD)
    page = visitor.signs_in(ADD_PAGE)
    type_title(page)
    leave_for(page, "/admin/")
    sign_out(page)
    page.goto(ADD_PAGE)
    sign_in(page, "karim")
    page.wait_for_timeout(300)
    of_karim = page.locator(OFFER).is_visible()

    sign_out(page)
    page.goto(ADD_PAGE)
    sign_in(page)
    page.locator(OFFER).wait_for()

    assert of_karim is False


def test_private_texts_are_kept_only_until_their_author_signs_out(visitor):
    speaker = factories.speaker("Hanan")
    message = factories.message()
    page = visitor.signs_in(f"/admin/contact/message/{message.pk}/change/")
    page.locator("#id_reply").fill("Dear sender")
    page.locator(KEPT).wait_for()
    leave_for(page, f"/admin/speakers/speaker/{speaker.pk}/change/")
    page.locator("#id_name_fr").fill("Hanane")
    page.locator("#id_email").evaluate("field => field.closest('details').open = true")
    page.locator("#id_email").fill("hanan@example.org")
    page.locator("#id_notes").fill("Allergic to nuts")
    page.locator("#id_notes").press("Tab")
    page.wait_for_function(IS_KEPT, arg="notes")
    before = kept_names(page)

    leave_for(page, "/admin/")
    sign_out(page)
    page.get_by_text("Log in again").wait_for()

    assert before == ["email", "name_fr", "notes", "reply"]
    assert kept_names(page) == ["name_fr"]


def test_tokens_and_files_are_never_kept(visitor):
    page = visitor.signs_in("/admin/auth/user/add/")
    page.locator("#id_username").fill("salma")
    page.locator(KEPT).wait_for()
    page.wait_for_timeout(600)

    assert kept_names(page) == ["username"]


FULL = """
const { setItem } = Storage.prototype;
Storage.prototype.setItem = function (name, value) {
  if (name.startsWith("draft")) throw new DOMException("QuotaExceededError");
  setItem.call(this, name, value);
};
"""
BLOCKED = """
const { localStorage } = window;
Object.defineProperty(window, "localStorage", {
  get() {
    if (new Error().stack.includes("/drafts.")) throw new DOMException("SecurityError");
    return localStorage;
  },
});
"""
"""Only for our own module: scripts of Django's admin fail without storage."""


@pytest.mark.parametrize("storage", [FULL, BLOCKED], ids=["full", "blocked"])
def test_without_storage_the_form_says_so_and_works(visitor, storage):
    page = visitor.signs_in()
    page.add_init_script(storage)
    page.goto(ADD_PAGE)
    type_title(page)
    said = page.locator("[data-kept-status]").inner_text()

    save(page)

    page.locator(".messagelist .success").wait_for()
    assert said == "Not kept on this device"


VERSION_OF_FORM = """
document.addEventListener("readystatechange", () => {
  const form = document.getElementById("page_form");
  if (form) form.dataset.version = sessionStorage.getItem("version") ?? "1";
});
"""


EIGHT_DAYS_OLD = json.dumps({"at": (time.time() - 8 * 86400) * 1000, "items": []})


@pytest.mark.parametrize(
    "broken",
    ["{", "null", '{"at": 9e15, "items": 1}', EIGHT_DAYS_OLD],
    ids=["no JSON", "null", "other JSON", "old"],
)
def test_damaged_and_old_drafts_are_removed_and_break_nothing(visitor, broken):
    page = visitor.signs_in()
    page.evaluate("text => localStorage.setItem('draft:x', text)", broken)

    page.goto(ADD_PAGE)
    type_title(page)

    assert len(drafts(page)) == 1


def test_a_draft_is_discarded_by_one_click(visitor):
    page = visitor.signs_in(ADD_PAGE)
    type_title(page)
    leave_for(page, ADD_PAGE)

    page.get_by_role("button", name="Discard").click()
    page.goto(ADD_PAGE)
    page.wait_for_timeout(300)

    assert (page.locator(OFFER).is_visible(), drafts(page)) == (False, [])


def test_the_offer_says_if_the_record_was_changed_meanwhile(visitor):
    page = visitor.signs_in()
    page.add_init_script(VERSION_OF_FORM)
    page.goto(ADD_PAGE)
    type_title(page)

    shown = []
    for version in ("1", "2"):
        page.evaluate("version => sessionStorage.setItem('version', version)", version)
        leave_for(page, ADD_PAGE)
        page.locator(OFFER).wait_for()
        shown.append(page.get_by_text("This record was changed after you typed.").is_visible())

    assert shown == [False, True]


def test_the_text_of_a_form_that_is_still_open_is_not_offered_in_another_tab(visitor):
    page = visitor.signs_in(ADD_PAGE)
    type_title(page)

    other = page.context.new_page()
    other.goto(ADD_PAGE)
    other.wait_for_timeout(300)

    assert other.locator(OFFER).is_visible() is False


def test_the_groups_of_a_new_account_are_put_back(visitor):
    get_user_model().objects.create_user("salma")
    path = f"/admin/auth/user/{get_user_model().objects.get(username='salma').pk}/change/"
    page = visitor.signs_in(path)
    page.get_by_label("Helpdesk").check()
    page.locator(KEPT).wait_for()

    leave_for(page, path)
    page.get_by_role("button", name="Put it back").click()
    save(page)

    page.locator(".messagelist .success").wait_for()
    groups = get_user_model().objects.get(username="salma").groups
    assert [group.name for group in groups.all()] == ["Helpdesk"]


def test_a_speaker_entered_in_a_window_of_the_form_leaves_no_draft(visitor):
    factories.event()
    page = visitor.signs_in("/admin/programme/contribution/add/")
    with page.expect_popup() as opened:
        page.locator("#add_id_speaker").click()
    popup = opened.value
    popup.locator("#id_name_en").fill("Yousra")
    popup.locator(KEPT).wait_for()
    with popup.expect_event("close"):
        save(popup)

    leave_for(page, "/admin/")

    assert Speaker.objects.count() == 1
    assert [draft["form"] for draft in drafts(page)] == ["programme.contribution:new"]
