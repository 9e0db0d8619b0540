"""How a change is undone, and a version restored, on the pages of the history."""

import datetime as dt

import pytest
from django.utils import timezone

from content.history.acts import act
from content.history.models import Act, Change, Verb
from programme.models import Session
from tests import factories
from tests.forum.history_acts import (
    ALL,
    SESSION,
    acts,
    history,
    latest,
    member,
    messages,
    retitle,
    session,
    undo_address,
)
from tests.html import read, texts

pytestmark = pytest.mark.django_db


def test_undo_puts_the_record_back_and_says_what_was_undone(staff):
    karim = factories.staff_user("karim")
    opening = session("Opening")
    changed = retitle(opening, "Welcome", by=karim)

    response = staff.post(undo_address(changed), {"next": history(opening)}, follow=True)

    assert response.redirect_chain == [(history(opening), 302)]
    assert messages(response) == ["Undone: karim changed the title in English Show"]
    opening.refresh_from_db()
    assert (opening.title_en, latest().verb, latest().undoes) == ("Opening", Verb.UNDID, changed)
    assert latest().by.username == "amina"


def test_an_act_that_was_undone_says_by_whom_and_has_no_button(staff):
    changed = retitle(session("Opening"), "Welcome")
    staff.post(undo_address(changed))

    page = read(staff.get(f"{ALL}{changed.pk}/"))

    assert texts(page, ".act-tools a")[0].startswith("undone by amina, today")
    assert page.select(".act-tools button") == []


def test_an_undo_can_itself_be_undone(staff):
    opening = session("Opening")
    changed = retitle(opening, "Welcome")
    staff.post(undo_address(changed))

    staff.post(undo_address(latest()))

    opening.refresh_from_db()
    assert opening.title_en == "Welcome"
    assert acts(staff, ALL)[0].startswith("amina redid: changed the title in English")


def test_the_second_of_two_undos_is_told_who_was_first(staff):
    changed = retitle(session("Opening"), "Welcome")
    staff.post(undo_address(changed))
    count = Act.objects.count()

    response = staff.post(undo_address(changed), follow=True)

    assert messages(response)[1:] == [f"Amina already undid this on {latest().when}."]
    assert Act.objects.count() == count


def test_what_changed_since_is_not_undone(staff):
    opening = session("Opening")
    changed = retitle(opening, "Welcome")
    retitle(opening, "Hello", by=factories.staff_user("karim"))

    response = staff.post(undo_address(changed), follow=True)

    assert messages(response) == [
        f"Karim changed “Hello” on {latest().when}. It cannot be undone. Show"
    ]
    opening.refresh_from_db()
    assert opening.title_en == "Hello"


def test_a_history_says_beforehand_what_was_changed_again(staff):
    opening = session("Opening")
    retitle(opening, "Welcome", by=factories.staff_user("tazi", first_name="Amina"))
    with act():
        opening.kind = "panel"
        opening.save()
    retitle(opening, "Hello", by=factories.staff_user("karim"))

    tools = texts(read(staff.get(history(opening))), ".act-tools")

    when = timezone.localtime(latest().at).strftime("today %H:%M")
    refusal = f"cannot be undone on its own: karim changed this again, {when}"
    restore = "Restore this version…"
    assert tools == ["Undo", f"Undo {restore}", f"{refusal} {restore}", f"{refusal} {restore}"]


def test_what_was_changed_and_put_back_can_be_undone_again(staff):
    opening = session("Opening")
    changed = retitle(opening, "Welcome")
    staff.post(undo_address(retitle(opening, "Hello")))

    page = read(staff.get(history(opening)))

    [tools] = [item for item in page.select(".act") if item.select(f"#act-{changed.pk}")]
    assert texts(tools, "button") == ["Undo"]


def test_a_deletion_whose_content_is_forgotten_has_no_button(staff):
    talk = session()
    talk.delete()
    Change.objects.filter(act=latest()).update(before={}, sealed=None)

    tools = texts(read(staff.get(f"{ALL}{latest().pk}/")), ".act-tools")

    assert tools == ["deleted too long ago to be restored"]


def test_undo_is_a_post(staff):
    changed = retitle(session("Opening"), "Welcome")

    assert staff.get(undo_address(changed)).status_code == 405
    assert Session.objects.get().title_en == "Welcome"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org/", "javascript:1"])
def test_undo_leads_to_no_other_site(staff, target):
    changed = retitle(session("Opening"), "Welcome")

    response = staff.post(undo_address(changed), {"next": target})

    assert response.url == f"{ALL}{changed.pk}/"


@pytest.mark.django_db(transaction=True)
def test_an_unknown_act_cannot_be_undone(staff):
    assert staff.post(f"{ALL}999999/undo/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_members_of_staff_undo_their_own_acts_of_the_last_day():
    client, karim = member(*SESSION)
    opening = session("Opening")
    others = retitle(opening, "Welcome", by=factories.staff_user("other"))
    own = retitle(opening, "Hello", by=karim)

    buttons = [bool(item.select("button")) for item in read(client.get(ALL)).select(".act")]

    assert buttons == [True, False, False]
    assert client.post(undo_address(others)).status_code == 403
    assert client.post(undo_address(own)).status_code == 302
    opening.refresh_from_db()
    assert opening.title_en == "Welcome"


def test_members_of_staff_do_not_undo_what_they_did_the_day_before_yesterday():
    client, karim = member(*SESSION)
    own = retitle(session("Opening"), "Hello", by=karim)
    Act.objects.filter(pk=own.pk).update(at=timezone.now() - dt.timedelta(hours=25))

    assert read(client.get(ALL)).select(".act button") == []
    assert client.post(undo_address(own)).status_code == 403


def test_undoing_a_deletion_needs_the_permission_to_add():
    client, karim = member(*SESSION)
    talk = session("Opening")
    with act(karim):
        talk.delete()

    assert client.post(undo_address(latest())).status_code == 403


def test_a_version_is_shown_beside_the_present_one_before_it_is_restored(staff):
    talk = session("First")
    version = retitle(talk, "Second")
    retitle(talk, "Third")
    with act():
        factories.contribution(factories.speaker("Nadia"), session=talk)

    page = read(staff.get(history(talk)))
    links = [link["href"] for link in page.select(".act-tools a")]
    preview = read(staff.get(f"{ALL}{version.pk}/restore/programme.session/{talk.pk}/"))

    assert f"{ALL}{version.pk}/restore/programme.session/{talk.pk}/" in links
    assert f"{ALL}{latest().pk}/restore/programme.session/{talk.pk}/" not in links
    assert texts(preview, ".differences > div") == [
        "Title in English Third Second",
        "People − Nadia, Speaker",
    ]
    assert Session.objects.get().title_en == "Third"


def test_a_version_is_restored_as_a_new_act(staff):
    talk = session("First")
    version = retitle(talk, "Second")
    retitle(talk, "Third")

    response = staff.post(f"{ALL}{version.pk}/restore/programme.session/{talk.pk}/", follow=True)

    assert messages(response) == [f"The version of {version.when} has been restored."]
    talk.refresh_from_db()
    assert (talk.title_en, latest().restores) == ("Second", version)
    assert acts(staff, ALL)[0].startswith(f"amina restored the version of {version.when}")


def test_a_version_is_not_restored_by_who_may_only_look():
    client, _karim = member("view_session")
    talk = session("First")
    version = latest()
    retitle(talk, "Second")
    address = f"{ALL}{version.pk}/restore/programme.session/{talk.pk}/"

    assert [client.get(address).status_code, client.post(address).status_code] == [403, 403]


def test_the_first_page_lists_the_last_acts_with_undo(staff, django_assert_max_num_queries):
    talk = session("Opening")
    retitle(talk, "Welcome", by=factories.staff_user("karim"))
    factories.contribution(factories.speaker("Nadia"), session=talk)

    block = read(staff.get("/admin/")).select_one(".just-done")

    assert texts(block, "li p")[:3] == [
        "The system added 1 person · Welcome",
        "The system added the person “\u2068Nadia\u2069”",
        "karim changed the title in English · Welcome",
    ]
    assert texts(block, "button")[:3] == ["Undo", "Undo", "Undo"]
    assert block.select("a")[-1]["href"] == ALL


def test_undo_from_the_first_page_returns_to_it(staff):
    session("Opening")
    retitle(Session.objects.get(), "Welcome")
    form = read(staff.get("/admin/")).select_one(".just-done form")

    response = staff.post(form["action"], {"next": form.select_one("[name=next]")["value"]})

    assert (response.url, Session.objects.get().title_en) == ("/admin/", "Opening")
