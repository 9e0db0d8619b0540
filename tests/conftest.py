"""What more than one part of the tests needs."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation
from hypothesis import settings as property_settings

# How long an example takes here depends on what else the machine does.
property_settings.register_profile("unhurried", deadline=None)
property_settings.load_profile("unhurried")


@pytest.fixture
def staff(db) -> Client:
    """The browser of a member of staff who may do everything."""
    user = get_user_model().objects.create_superuser("amina", password="a long password")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def english():
    """Each test begins in English, whatever language the page before it was in."""
    translation.activate("en")


@pytest.fixture(autouse=True)
def media_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES}  # begins with an empty storage
