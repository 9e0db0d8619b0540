"""A person who had to withdraw: the part stays, and readers are told so once a day."""

import datetime as dt

import pytest

from content.history.acts import act
from content.history.models import Act
from content.history.undo import undo
from content.saving import save_all
from programme.models import Contribution, PublicChange
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def forum():
    return factories.event("Forum", slug="forum")


@pytest.fixture
def part(forum):
    """A part that readers have known for ten days."""
    part = factories.contribution(factories.speaker("Amina"), session=factories.session(forum))
    PublicChange.objects.all().delete()
    return part


def kinds() -> list[str]:
    return [line.kind for line in PublicChange.objects.in_order()]


def days_pass() -> None:
    for one in PublicChange.objects.all():
        one.at -= DAY
        one.save()


def withdraw(part: Contribution) -> None:
    part.withdraw()
    part.save()


def take_part(part: Contribution) -> None:
    part.take_part()
    part.save()


def test_a_withdrawal_keeps_the_part_and_the_time_of_the_first_one(part):
    withdraw(part)
    first = part.withdrawn_at

    withdraw(part)

    assert part.withdrawn_at == first
    assert list(Contribution.objects.withdrawn()) == [part]
    assert list(Contribution.objects.taking_part()) == []


def test_a_withdrawal_and_its_end_are_told_in_their_own_words(part):
    withdraw(part)
    days_pass()

    take_part(part)

    assert kinds() == ["withdrew", "rejoined"]


@pytest.mark.parametrize("take_back", [take_part, lambda part: undo(Act.objects.latest("pk"))])
def test_what_is_taken_back_on_the_same_day_is_not_told(part, take_back):
    withdraw(part)
    told = kinds()

    take_back(part)

    assert (told, kinds()) == (["withdrew"], [])
    assert list(Contribution.objects.taking_part()) == [part]


def test_whoever_keeps_another_part_of_the_session_has_not_withdrawn_from_it(part):
    factories.contribution(part.speaker, session=part.session, role="chair")

    withdraw(part)

    assert kinds() == []


def test_a_withdrawal_from_two_roles_in_one_act_is_told_once(part):
    chair = factories.contribution(part.speaker, session=part.session, role="chair")

    with act():
        for one in (part, chair):
            one.withdraw()
        save_all([part, chair])

    assert kinds() == ["withdrew"]


def test_the_end_of_a_withdrawn_part_and_one_entered_as_withdrawn_are_no_news(part):
    withdraw(part)
    days_pass()

    part.delete()
    factories.contribution(
        factories.speaker(), session=part.session, withdrawn_at=part.withdrawn_at
    )

    assert kinds() == ["withdrew"]


def test_a_person_deleted_by_mistake_and_entered_again_the_same_day_is_no_news(part):
    withdraw(part)
    part.delete()

    factories.contribution(part.speaker, session=part.session)

    assert kinds() == []


@pytest.mark.parametrize("fields", [{"kind": "break"}, {"status": "cancelled"}])
def test_of_a_break_or_a_cancelled_session_no_withdrawal_is_told(forum, fields):
    session = factories.session(forum, **fields)
    part = factories.contribution(factories.speaker(), session=session)
    PublicChange.objects.all().delete()

    withdraw(part)

    assert kinds() == []
