"""The public revision rises when a visitor could see a difference, and only then."""

from contextlib import suppress

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet

from content.history.acts import act
from content.history.models import Act
from content.history.undo import restore_deleted
from content.saving import save_all
from forum.revision import PublicRevision, current_revision
from tests import factories

pytestmark = pytest.mark.django_db


def rise(change) -> int:
    """How often the change raises the revision."""
    before = current_revision()
    change()
    after = current_revision()
    assert after.series == before.series
    return after.number - before.number


def changed(row, **values):
    def change() -> None:
        for name, value in values.items():
            setattr(row, name, value)
        row.save()

    return change


@pytest.fixture
def forum():
    return factories.event(slug="forum")


@pytest.fixture
def draft():
    return factories.event(slug="draft", status="draft")


def test_a_new_database_has_a_revision():
    assert len(current_revision().series) == 12


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_begins_a_new_series():
    before = current_revision()

    call_command("flush", interactive=False, verbosity=0)

    assert current_revision().series != before.series


@pytest.mark.parametrize(
    "make",
    [
        lambda forum: factories.session(forum),
        lambda forum: factories.session(forum, status="cancelled"),
        lambda forum: factories.announcement(forum),
        lambda forum: factories.document(event=forum),
        lambda forum: factories.contribution(factories.speaker(), event=forum),
        lambda forum: factories.partnership(forum, factories.organization()),
        lambda forum: factories.page(),
    ],
)
def test_it_rises_for_a_new_public_row(forum, make):
    assert rise(lambda: make(forum)) == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda draft: factories.session(draft),
        lambda draft: factories.section(draft),
        lambda draft: factories.room(draft),
        lambda draft: factories.announcement(draft),
        lambda draft: factories.contribution(factories.speaker(), event=draft),
        lambda draft: factories.page(status="draft"),
        lambda draft: factories.event(status="draft"),
        lambda draft: factories.speaker(),
    ],
)
def test_it_stays_for_a_new_row_that_nobody_sees(draft, make):
    assert rise(lambda: make(draft)) == 0


def test_it_rises_with_what_is_published_changed_and_hidden(forum):
    talk = factories.session(forum, "Talk", status="draft")

    published = rise(changed(talk, status="published"))
    renamed = rise(changed(talk, title_en="Another talk"))
    saved = rise(talk.save)
    hidden = rise(changed(talk, status="draft"))
    renamed_again = rise(changed(talk, title_en="A third talk"))

    assert (published, renamed, saved, hidden, renamed_again) == (1, 1, 0, 1, 0)


def test_it_rises_with_the_names_of_what_public_pages_mention(forum):
    body = factories.organization("Impact")
    person = factories.speaker("Amina", organization=body)
    factories.contribution(person, event=forum)
    room = factories.room(forum)
    factories.session(forum, room=room, hours="09:00-10:00")

    rises = [rise(changed(row, name_en="Other")) for row in (body, person, room)]

    assert rises == [1, 1, 1]


def test_it_stays_for_what_only_staff_see(forum):
    person = factories.speaker("Amina")
    factories.contribution(person, event=forum)

    assert rise(changed(person, email="amina@example.org", notes="Calls back")) == 0


def test_it_rises_for_what_is_deleted_and_brought_back(forum):
    talk = factories.session(forum)

    deleted = rise(talk.delete)
    restored = rise(lambda: restore_deleted(Act.objects.latest("pk")))

    assert (deleted, restored) == (1, 1)


def test_it_rises_for_what_an_act_hides_and_deletes(forum):
    talk = factories.session(forum)

    def hide_and_delete() -> None:
        with act():
            talk.unpublish()
            talk.save()
            talk.delete()

    assert rise(hide_and_delete) == 1


def test_it_rises_for_somebody_whom_only_the_changes_name(forum):
    person = factories.speaker("Amina")
    factories.public_change(factories.session(forum), "left", speaker=person)

    renamed = rise(changed(person, name_en="Fatima"))
    noted = rise(changed(person, notes="Calls back"))
    deleted = rise(person.delete)

    assert (renamed, noted, deleted) == (1, 0, 1)


def test_it_stays_for_a_deleted_draft(forum):
    talk = factories.session(forum, status="draft")

    assert rise(talk.delete) == 0


def test_an_act_raises_it_once_however_many_rows_it_writes(forum):
    sessions = [factories.session(forum) for _number in range(3)]

    def cancel() -> None:
        with act():
            for talk in sessions:
                talk.cancel("Storm")
                talk.save()
            save_all(sessions)

    assert rise(cancel) == 1


def test_a_change_that_is_rolled_back_does_not_raise_it(forum):
    def fail() -> None:
        with suppress(RuntimeError), transaction.atomic():
            factories.session(forum)
            raise RuntimeError

    assert rise(fail) == 0


def test_it_rises_for_columns_that_are_filled_in_from_others(forum):
    talk = factories.session(forum, "Talk")
    QuerySet(type(talk)).filter(pk=talk.pk).update(search_title="", search_text="")

    assert rise(lambda: call_command("fill_search_text")) == 1


def test_a_lost_row_begins_a_new_series(forum):
    before = current_revision()
    PublicRevision.objects.all().delete()

    factories.session(forum)

    assert current_revision().series != before.series
