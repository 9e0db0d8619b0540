"""What the public sees besides published rows."""

import pytest

from programme.models import Event, Session
from speakers.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_cancelled_session_and_an_archived_event_are_public():
    event = factories.event("Forum", status="archived")
    factories.session(event, "Cancelled", status="cancelled")

    found = [str(session) for session in Session.objects.public()]

    assert (found, str(Event.objects.public().get())) == (["Cancelled"], "Forum")


def test_the_current_and_the_former_organization_of_a_speaker_are_public():
    present, former = factories.organization("Present"), factories.organization("Former")
    speaker = factories.speaker(organization=former)
    factories.contribution(speaker, session=factories.session(factories.event()))

    speaker.organization = present
    speaker.save()

    assert sorted(map(str, Organization.objects.public())) == ["Former", "Present"]
