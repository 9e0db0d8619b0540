"""The second factor in a real browser: turned on with script, used to log in without."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from tests.e2e.conftest import PASSWORD
from tests.e2e.test_accessibility import violations
from tests.forum.sign_in.steps import code_for

pytestmark = pytest.mark.django_db(transaction=True)


def submit(page) -> None:
    with page.expect_navigation():
        page.locator("#login-form [type=submit]").click()


def log_in(page) -> None:
    page.locator("[name=username]").fill("amina")
    page.locator("[name=password]").fill(PASSWORD)
    submit(page)


def test_a_second_factor_is_turned_on_and_asked_for(visitor):
    page = visitor.signs_in()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/admin/second-factor/")
    wrong = violations(page)
    page.get_by_label("Code from the app").fill(code_for(get_user_model().objects.get()))
    page.get_by_role("button", name="Turn on").click()
    listed = page.locator(".recovery-codes li")
    expect(listed).to_have_count(10)
    codes = listed.all_inner_texts()
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    wrong += violations(page)
    with page.expect_navigation():
        page.get_by_role("link", name="I have saved these codes").click()
    wrong += violations(page)

    phone = visitor.opens("/admin/", width=320, locale="ar", color_scheme="dark")
    log_in(phone)
    phone.locator("[name=code]").fill("123456")
    submit(phone)
    wrong += violations(phone)
    width = phone.evaluate("document.documentElement.scrollWidth")

    plain = visitor.opens("/admin/", java_script_enabled=False)
    log_in(plain)
    plain.locator("[name=code]").fill(codes[0])
    submit(plain)

    assert (copied, wrong) == ("\n".join(codes), [])
    assert width == 320
    assert plain.locator("h1").inner_text() == "Today"
