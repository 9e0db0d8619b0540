"""Two records of one person become one: what is kept, what moves, and the way back."""

import datetime as dt

import pytest
from django.utils import timezone

from content.history.models import BIN_TIME, Act, Change
from content.history.purge import forget_deletion, purge
from content.history.snapshots import snapshot
from content.history.undo import restore_deleted, undo
from forum.mailings.models import Mailing, Recipient
from forum.models import FormerAddress
from programme.models import Contribution, Merger, PublicChange, Quote
from speakers.models import Organization, Speaker
from tests import factories
from tests.html import read, texts
from tests.programme.admin.merging.merging import compare, merge

pytestmark = pytest.mark.django_db

TABLES = (Speaker, Organization, Contribution, Quote)


@pytest.fixture
def forum():
    return factories.event("Forum")


@pytest.fixture
def amina(forum) -> Speaker:
    amina = factories.speaker(
        "Amina Alami", function_en="Mayor", email="amina@example.org", slug="amina-alami"
    )
    factories.contribution(amina, session=factories.session(forum, "Opening"))
    return amina


@pytest.fixture
def double(forum) -> Speaker:
    """The same person again, with a photo, an Arabic name and other sessions."""
    double = factories.speaker(
        "A. Alami",
        name_ar="أمينة العلمي",
        function_en="Mayor of Fez",
        photo=factories.picture(),
        photo_focus_y=33,
        notes="Vegetarian",
        slug="a-alami",
    )
    panel = factories.session(forum, "Panel")
    factories.quote(factories.contribution(double, session=panel, role="panelist"))
    factories.contribution(double, section=factories.section(forum), role="moderator")
    return double


def stored() -> dict:
    return {model: {row.pk: snapshot(row) for row in model.objects.all()} for model in TABLES}


def last_act() -> Act:
    return Act.objects.latest_first()[0]


def test_what_moves_belongs_to_the_one_record_and_the_other_is_gone(staff, amina, double):
    merge(staff, amina, double)

    parts = Contribution.objects.filter(speaker=amina).order_by("pk")
    assert [str(part.get_target()) for part in parts][:2] == ["Opening", "Panel"]
    assert (parts.count(), Quote.objects.get().speaker) == (3, amina)
    assert not Speaker.objects.filter(pk=double.pk).exists()


def test_empty_fields_are_filled_and_others_stay_unless_they_are_chosen(staff, amina, double):
    merge(staff, amina, double)

    amina.refresh_from_db()
    assert (amina.name_en, amina.name_ar, amina.function_en) == (
        *("Amina Alami", "أمينة العلمي"),
        "Mayor",
    )
    assert (amina.email, amina.notes) == ("amina@example.org", "Vegetarian")
    assert (amina.photo.name, amina.photo_focus_y) == (double.photo.name, 33)
    assert (amina.slug, amina.sort_key) == ("amina-alami", "alami amina")


def test_a_chosen_field_is_taken_over_and_the_sort_key_goes_with_the_name(staff, amina, double):
    merge(staff, amina, double, function_en="gone", name_en="gone", name_ar="kept")

    amina.refresh_from_db()
    assert (amina.name_en, amina.name_ar, amina.function_en) == ("A. Alami", None, "Mayor of Fez")
    assert amina.sort_key == double.sort_key


def test_the_page_shows_what_differs_and_what_moves(staff, amina, double):
    page = compare(staff, amina, double)

    rows = {
        texts(row, "th")[0]: [
            texts(cell, ".merge-value > :not(b, input)")[0] for cell in row.select("td")
        ]
        for row in page.select(".merge tbody tr")
    }
    chosen = [box["value"] for box in page.select(".merge input[checked]")]
    assert rows == {
        "Name in English": ["Amina Alami", "A. Alami"],
        "Name in Arabic": ["empty", "أمينة العلمي"],
        "Function in English": ["Mayor", "Mayor of Fez"],
        "Photo": ["empty", ""],
        "Private e-mail": ["amina@example.org", "empty"],
        "Private notes": ["empty", "Vegetarian"],
    }
    assert chosen == ["kept", "gone", "kept", "gone", "kept", "gone"]
    assert texts(page, ".merge-follows li") == [
        "Moves to the record that stays: 2 parts in sessions, sections or events.",
        "Moves to the record that stays: 1 quote.",
        "The address /en/speakers/a-alami/ will lead to /en/speakers/amina-alami/.",
        "The history of the removed record can still be read.",
    ]


def test_one_of_two_parts_in_one_role_is_kept_and_the_page_says_which(staff, forum, amina, double):
    opening = amina.contributions.get()
    again = factories.contribution(double, session=opening.session, function_en="Guest")

    page = compare(staff, amina, double)
    merge(staff, amina, double)

    assert texts(page, ".merge-follows__twice") == [
        f"“\u2068Opening\u2069”: both are there as Speaker. The entry of “\u2068Amina Alami\u2069” "
        f"(no. {amina.pk}) stays, that of “\u2068A. Alami\u2069” (no. {double.pk}) goes."
    ]
    kept = [*opening.session.contributions.values_list("pk", flat=True)]
    assert kept == [opening.pk]
    assert not Contribution.objects.filter(pk=again.pk).exists()


def test_of_a_withdrawal_and_a_part_the_part_is_kept(staff, amina, double):
    withdrawn = amina.contributions.get()
    withdrawn.withdraw()
    withdrawn.save()
    part = factories.contribution(double, session=withdrawn.session)

    merge(staff, amina, double)

    [kept] = withdrawn.session.contributions.all()
    assert (kept.pk, kept.speaker, kept.takes_part) == (part.pk, amina, True)


def test_the_former_address_leads_to_the_record_that_stays(staff, client, amina, double):
    assert client.get("/en/speakers/a-alami/").status_code == 200

    merge(staff, amina, double)

    answer = client.get("/fr/speakers/a-alami/")
    assert (answer.status_code, answer["Location"]) == (301, "/fr/speakers/amina-alami/")


def test_an_address_that_led_to_the_record_that_goes_leads_on(staff, client, amina, double):
    double.slug = "aminatou"
    double.save()

    merge(staff, amina, double)

    addresses = dict(FormerAddress.objects.values_list("path", "moved_to"))
    assert addresses == {
        "speakers/a-alami": "speakers/aminatou",
        "speakers/aminatou": "speakers/amina-alami",
    }
    answer = client.get("/en/speakers/a-alami/", follow=True)
    assert answer.redirect_chain[-1] == ("/en/speakers/amina-alami/", 301)


def test_an_address_that_nobody_saw_leaves_nothing(staff, amina):
    unseen = factories.speaker("Amina El Alami")

    merge(staff, amina, unseen)

    assert FormerAddress.objects.count() == 0


def test_it_is_one_act_and_no_news_for_readers(staff, amina, double):
    acts, lines = Act.objects.count(), PublicChange.objects.count()

    answer = merge(staff, amina, double)

    assert (Act.objects.count() - acts, PublicChange.objects.count() - lines) == (1, 0)
    assert (
        "merged the person “\u2068A. Alami\u2069” into “\u2068Amina Alami\u2069”"
        in (texts(read(answer), ".plan-done p")[0])
    )


@pytest.mark.parametrize("way_back", [undo, restore_deleted])
def test_one_undo_brings_everything_back_with_both_addresses(
    staff, client, amina, double, way_back
):
    factories.contribution(double, session=amina.contributions.get().session)
    before, lines = stored(), PublicChange.objects.count()

    merge(staff, amina, double, function_en="gone")
    way_back(last_act())

    assert stored() == before
    assert PublicChange.objects.count() == lines
    statuses = [client.get(f"/en/speakers/{slug}/").status_code for slug in ("a-alami",)]
    assert (statuses, FormerAddress.objects.count()) == ([200], 0)


def test_an_undo_can_be_undone_and_done_again(staff, client, amina, double):
    before = stored()
    merge(staff, amina, double)
    merged = stored()

    undo(last_act())
    undo(last_act())
    again = stored()
    address = client.get("/en/speakers/a-alami/").status_code
    undo(last_act())

    assert (again, address) == (merged, 301)
    assert stored() == before


def test_what_readers_were_told_moves_and_comes_back(staff, amina, double):
    mine, own = amina.contributions.get().session, double.contributions.first().session
    now = timezone.now()
    PublicChange.objects.all().delete()
    lines = [
        factories.public_change(mine, "joined", now, speaker=amina),
        factories.public_change(mine, "joined", now, speaker=double),
        factories.public_change(own, "joined", now, speaker=double),
    ]

    merge(staff, amina, double)
    told = list(PublicChange.objects.order_by("pk").values_list("pk", "speaker"))
    undo(last_act())

    assert told == [(lines[0].pk, amina.pk), (lines[2].pk, amina.pk)]
    back = PublicChange.objects.order_by("pk").values_list("pk", "session", "speaker", "at")
    assert list(back) == [(one.pk, one.session_id, one.speaker_id, one.at) for one in lines]


def test_who_was_written_to_moves_and_comes_back_once_for_each_act(staff, amina, double):
    acts = list(Act.objects.order_by("pk")[:2])
    mailings = [Mailing.objects.create(act=one) for one in acts]
    for mailing, person in ((0, amina), (0, double), (1, double)):
        Recipient.objects.create(mailing=mailings[mailing], act=acts[mailing], speaker=person)

    merge(staff, amina, double)
    written_to = list(Recipient.objects.order_by("act").values_list("act", "speaker"))
    undo(last_act())

    assert written_to == [(acts[0].pk, amina.pk), (acts[1].pk, amina.pk)]
    back = Recipient.objects.order_by("act", "speaker").values_list("act", "speaker")
    assert list(back) == [
        (acts[0].pk, amina.pk),
        (acts[0].pk, double.pk),
        (acts[1].pk, double.pk),
    ]


def test_the_history_of_both_stays_readable(staff, amina, double):
    merge(staff, amina, double)

    kept, gone = (
        read(staff.get(f"/admin/speakers/speaker/{key}/history/")) for key in (amina.pk, double.pk)
    )
    assert any("merged the person" in words for words in texts(kept, ".act-what"))
    assert any("added" in words for words in texts(gone, ".act-what"))


def test_translations_stay_as_stale_as_they_were(staff, amina, double):
    double.biography_en, double.biography_fr = "Old", "Vieux"
    double.save()
    double.biography_en = "New"
    double.save()

    merge(staff, amina, double)

    amina.refresh_from_db()
    assert (amina.biography_fr, amina.stale) == ("Vieux", {"biography_fr": "Old"})


def test_what_refers_to_people_and_organizations_is_known():
    """A new relation has to say whether it moves, and which two rows are one."""
    from programme.admin.merging.relations import RELATIONS
    from programme.models.mergers import followers_of

    for model in (Speaker, Organization):
        refer = {
            (relation.related_model, relation.field.name)
            for relation in model._meta.get_fields(include_hidden=True)
            if relation.auto_created and relation.one_to_many
        }
        moved = {(one.model, one.field) for one in RELATIONS[model]}
        assert moved | {(one.model, one.field) for one in followers_of(model)} == refer


def test_whoever_deletes_a_person_for_good_forgets_the_records_merged_into_theirs(
    staff, amina, double
):
    merge(staff, amina, double)
    amina.contributions.all().delete()
    amina.delete()

    forget_deletion(last_act())

    about = {"model": "speakers.speaker", "key__in": [amina.pk, double.pk]}
    assert Change.objects.filter(**about).count() == 0
    assert [*Merger.objects.values_list("private", "dropped")] in ([], [({}, [])])


def test_private_columns_are_kept_no_longer_than_those_of_a_deleted_record(staff, amina, double):
    merge(staff, amina, double)
    kept = Merger.objects.get().private
    Act.objects.filter(pk=last_act().pk).update(at=timezone.now() - BIN_TIME - dt.timedelta(1))

    purge(timezone.now())

    assert (kept, Merger.objects.get().private) == ({"notes": ["", "Vegetarian"]}, {})


def test_a_merger_is_forgotten_with_its_act(staff, amina, double):
    merge(staff, amina, double)
    assert Merger.objects.get().act == last_act()

    last_act().delete()

    assert Merger.objects.count() == 0
