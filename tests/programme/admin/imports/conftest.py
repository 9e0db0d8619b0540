"""What the tests of import pages share."""

import pytest

from programme.models import Event
from tests import factories


@pytest.fixture
def event() -> Event:
    return factories.event("Forum 2027")
