"""People of a session: added by typing a name, ordered by a handle, taken away with an undo."""

import pytest
from playwright.sync_api import Page, expect

from programme.models import Session
from speakers.models import Organization, Speaker
from tests import factories
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.django_db(transaction=True)

BOX = "#contributions-box"


class Hand:
    """Counts as staff do: a press is 1, a choice from a list 2, a shortcut 1, typing nothing."""

    def __init__(self, page: Page):
        self.page, self.clicks = page, 0

    def presses(self, selector: str) -> None:
        self.page.locator(selector).first.click()
        self.clicks += 1

    def types(self, text: str) -> None:
        """Types into the focused element."""
        self.page.keyboard.type(text)

    def chooses(self, selector: str, label: str) -> None:
        self.page.locator(selector).select_option(label=label)
        self.clicks += 2

    def completes(self, field: str, text: str) -> None:
        self.page.locator(f"[aria-labelledby=select2-id_{field}-container]").click()
        self.page.locator(".select2-results__option", has_text=text).click()
        self.clicks += 2

    def saves(self) -> None:
        with self.page.expect_navigation():
            self.page.keyboard.press("Control+s")
        self.clicks += 1


def add_new(hand: Hand, name: str, organization: str, office: str, *, has_focus: bool) -> None:
    if not has_focus:
        hand.presses(BOX)
    hand.types(name)
    hand.page.locator("[data-new-name]", has_text=name).wait_for()
    hand.presses("[data-organization]")
    hand.types(organization)
    hand.presses("[data-function]")
    hand.types(office)
    hand.presses("[data-add]")


def test_a_panel_in_three_languages_with_two_new_people_takes_22_clicks(visitor):
    event = factories.event("Forum")
    factories.room(event, "Atlas")
    page = visitor.signs_in("/admin/programme/session/")
    hand = Hand(page)

    with page.expect_navigation():
        hand.presses("a:has-text('Add session')")
    hand.types("Budgets for all")
    for code, title in (("fr", "Des budgets pour tous"), ("ar", "ميزانيات للجميع")):
        hand.presses(f"#id_title_{code}")
        hand.types(title)
    hand.chooses("#id_kind", "Panel")
    hand.presses("#id_starts_at_1")
    hand.types("9h30")
    hand.completes("room", "Atlas")
    add_new(hand, "Ms. Salma Bennani", "Council of Souss", "Director", has_focus=False)
    add_new(hand, "Karim Ziani", "Town of Fès", "Mayor", has_focus=True)
    for code in ("en", "fr", "ar"):
        hand.presses(f"#id_abstract_{code}")
        hand.types("…")
    hand.chooses("#id_status", "Published")
    hand.saves()

    session = Session.objects.get()
    people = [
        (part.speaker.honorific_en or "", str(part.speaker), part.function, str(part.organization))
        for part in session.contributions.in_protocol_order()
    ]
    assert people == [
        ("Ms.", "Salma Bennani", "Director", "Council of Souss"),
        ("", "Karim Ziani", "Mayor", "Town of Fès"),
    ]
    assert (session.starts_at, session.ends_at) == (factories.at("09:30"), factories.at("10:30"))
    assert (session.title_fr, session.status) == ("Des budgets pour tous", "published")
    assert hand.clicks <= 22


def test_a_session_is_moved_in_four_clicks_and_ctrl_s_from_the_list(visitor):
    event = factories.event("Forum")
    factories.room(event, "Atlas")
    session = factories.session(event, "Budgets", hours="09:00-10:00")
    page = visitor.signs_in("/admin/programme/session/")
    hand = Hand(page)

    with page.expect_navigation():
        hand.presses("#result_list a:has-text('Budgets')")
    page.locator("#id_starts_at_1").click(click_count=3)
    hand.clicks += 1
    hand.types("9:15")
    hand.completes("room", "Atlas")
    hand.saves()

    session.refresh_from_db()
    assert (session.starts_at, session.ends_at) == (factories.at("09:15"), factories.at("10:15"))
    assert str(session.room) == "Atlas"
    assert hand.clicks - 1 <= 4


def a_session(*names: str) -> Session:
    session = factories.session(factories.event("Forum"), "Talk", hours="09:30-10:00")
    for name in names:
        factories.contribution(factories.speaker(name), session=session)
    return session


def opened(visitor, session: Session, **options) -> Page:
    path = f"/admin/programme/session/{session.pk}/change/"
    state = visitor.session()
    return visitor.opens(path, storage_state=state, **options)


def names(session: Session) -> list[str]:
    return [str(part.speaker) for part in session.contributions.in_protocol_order()]


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def test_somebody_who_exists_is_chosen_by_keyboard_with_what_to_know_of_them(visitor):
    session = a_session("Amina")
    karim = factories.speaker("Karim Ziani", function_en="Director")
    other = factories.session(session.event, "Budgets", hours="09:00-10:00")
    factories.contribution(karim, session=other)
    page = opened(visitor, session)

    page.locator(BOX).type("ziani")
    option = page.locator(".people-offer")
    expect(option).to_have_text(
        "ZKarim Ziani Director 1 session here at this time in “\u2068Budgets\u2069”, 09:00–10:00"
    )
    wrong = violations(page)
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_be_focused()
    save(page)

    assert wrong == []
    assert names(session) == ["Amina", "Karim Ziani"]


def test_text_that_still_stands_in_the_box_is_not_lost_by_saving(visitor):
    session = a_session()
    page = opened(visitor, session)

    page.locator(BOX).type("Salma")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(".people-box [role=status]")).to_have_text(
        "“Salma” is not added yet: choose a person, add a new one, or clear the box."
    )
    page.locator(BOX).fill("")
    save(page)
    assert names(session) == []


def test_people_are_ordered_by_keys_and_by_pointer(visitor):
    session = a_session("Amina", "Karim", "Zineb")
    page = opened(visitor, session)

    page.get_by_role("button", name="Move Zineb").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    said = page.locator(".people .visually-hidden[role=status]").inner_text()
    last = page.locator(".person-line").nth(2)
    below_its_middle = {"x": 60, "y": last.bounding_box()["height"] - 4}
    page.get_by_role("button", name="Move Amina").drag_to(last, target_position=below_its_middle)
    save(page)

    assert said == "Zineb: 1 of 3"
    assert names(session) == ["Zineb", "Karim", "Amina"]


def test_a_person_is_taken_away_and_brought_back_until_the_form_is_saved(visitor):
    session = a_session("Amina", "Karim")
    page = opened(visitor, session)

    for name in ("Amina", "Karim"):
        page.locator(".person-line", has_text=name).locator(".person-line__remove").click()
    expect(page.locator(".person-line__removed:visible")).to_have_count(2)
    amina = page.locator(".person-line", has_text="Amina")
    expect(amina.get_by_text("Undo")).to_be_visible()
    amina.get_by_label("Remove").uncheck()
    save(page)

    assert names(session) == ["Amina"]


def test_without_script_names_are_typed_into_lines(visitor):
    session = a_session("Amina")
    factories.speaker("Karim Ziani", function_en="Director")
    page = opened(visitor, session, java_script_enabled=False)

    page.get_by_label("Name").first.fill("K. Ziani")
    page.get_by_label("Name").nth(1).fill("Ms. Salma Bennani")
    page.get_by_label("Organization:", exact=True).nth(1).fill("Council")
    page.locator("#id_contributions-0-position").fill("3")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Karim Ziani · Director").check()
    page.get_by_role("button", name="Save", exact=True).click()

    assert sorted(names(session)) == ["Amina", "Karim Ziani", "Salma Bennani"]
    assert Speaker.objects.count() == 3
    assert str(Organization.objects.get()) == "Council"


@pytest.mark.parametrize(
    ("width", "most"),
    [(1280, 1800), (390, 2600)],
)
def test_a_new_session_fits_two_screens(visitor, width, most):
    factories.event("Forum")
    state = visitor.session()
    page = visitor.opens("/admin/programme/session/add/", width=width, storage_state=state)

    size = page.evaluate(
        "[document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
    )

    assert size[0] <= most
    assert size[1] <= width


@pytest.mark.parametrize(
    ("locale", "width", "scheme"), [("en-GB", 1280, "dark"), ("ar-MA", 360, "light")]
)
def test_the_box_and_its_lines_are_for_everybody(visitor, locale, width, scheme):
    session = a_session("Amina")
    factories.document("Slides", session=session)
    factories.speaker("Karim Ziani")
    options = {"width": width, "locale": locale, "color_scheme": scheme}
    page = opened(visitor, session, **options)

    for fold in page.locator(".fold summary:visible").all():
        fold.click()
    page.locator(".person-line__day summary").first.click()
    page.locator(BOX).type("Kareem Ziani")
    page.locator(".people-offer").wait_for()
    page.keyboard.press("ArrowDown")
    page.set_viewport_size({"width": width, "height": 6000})

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_rooms_are_ordered_in_their_table(visitor):
    event = factories.event("Forum")
    for name in ("Atlas", "Rif"):
        factories.room(event, name)
    state = visitor.session()
    page = visitor.opens(f"/admin/programme/event/{event.pk}/change/", storage_state=state)

    page.locator("#fold-rooms summary").click()
    page.get_by_role("button", name="Move Rif").focus()
    page.keyboard.press("ArrowUp")
    save(page)

    assert [str(room) for room in event.rooms.in_staff_order()] == ["Rif", "Atlas"]


def test_documents_are_ordered_by_keys(visitor):
    session = a_session()
    for title in ("Slides", "Paper"):
        factories.document(title, session=session)
    page = opened(visitor, session)

    page.locator("#fold-documents summary").click()
    page.get_by_role("button", name="Move Paper").focus()
    page.keyboard.press("ArrowUp")
    save(page)

    titles = session.documents.order_by("position").values_list("title_en", flat=True)
    assert list(titles) == ["Paper", "Slides"]


def test_a_change_is_undone_beside_the_form_that_made_it(visitor):
    session = a_session()
    page = opened(visitor, session)
    page.locator("#id_title_fr").fill("Exposé")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue editing").click()

    acts = page.locator(".short-form__acts")
    with page.expect_navigation():
        acts.get_by_role("button", name="Undo").first.click()

    session.refresh_from_db()
    assert not session.title_fr
    expect(acts.get_by_role("listitem")).to_have_count(3)
