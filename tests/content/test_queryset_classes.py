"""What modeltranslation makes of querysets."""

import pickle

from programme.models import Session
from speakers.models import Speaker


def test_translated_querysets_of_one_kind_share_a_class():
    assert type(Session.objects.all()) is type(Session.objects.public())
    assert type(Session.objects.all()) is not type(Speaker.objects.all())


def test_a_query_can_be_stored_and_read_again():
    drafts = Session.objects.filter(title="Draft")

    read = pickle.loads(pickle.dumps(drafts.query))  # noqa: S301  our own

    assert str(read) == str(drafts.query)
