import pytest

from tests import factories


@pytest.fixture
def event():
    return factories.event("Open Smart Regions")


@pytest.fixture
def amina():
    return factories.staff_user("amina", first_name="Amina", last_name="Tazi")
