"""Acts in words, and the differences that they made."""

import datetime as dt
import time
from itertools import pairwise

import pytest
from django.utils import timezone, translation

from content.bidi import isolate
from content.history.delays import delay
from content.history.describe import Deed, Tally, describe, moment_words
from content.history.differences import Line, field_lines, part_lines
from content.history.models import Act, Change, ChangeKind, Verb
from content.history.words import Budget, Piece, compare_words

ADDED, CHANGED, DELETED = ChangeKind.ADDED, ChangeKind.CHANGED, ChangeKind.DELETED
SESSION, PART, SPEAKER = "programme.session", "programme.contribution", "speakers.speaker"
QUARTER = dt.timedelta(minutes=15)


def change(kind=CHANGED, model=SESSION, key=1, *, before=None, after=None, **fields):
    root = {"root_model": model, "root_key": key} | fields
    return Change(kind=kind, model=model, key=key, before=before or {}, after=after or {}, **root)


def part(kind, *, before=None, after=None, key=7, model=PART):
    return change(kind, model, key, before=before, after=after, root_model=SESSION, root_key=1)


def deed(*changes, counts=None, delays=()):
    """What these changes did; `counts` are the numbers of rows that are not among them."""
    found = {}
    for one in changes:
        key = (one.model, one.kind)
        known = found.get(key)
        found[key] = Tally(*key, known.count + 1 if known else 1, known.name if known else one.name)
    tallies = [
        Tally(tally.model, tally.kind, (counts or {}).get(key, tally.count), tally.name)
        for key, tally in found.items()
    ]
    return Deed(tallies, changes, frozenset(delays))


def sentence(verb=Verb.CHANGED, *changes, act=None, **details):
    return describe(act or Act(verb=verb), deed(*changes, **details))


def many(count, *, kind=CHANGED, model=SESSION):
    return {"counts": {(model, kind): count}}


TITLE = {"before": {"title_fr": "Ancien"}, "after": {"title_fr": "Nouveau"}}


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (["title_fr"], "changed the title in French"),
        (["title_fr", "starts_at"], "changed the title in French and the start"),
        (
            ["room_id", "title_ar", "title_en"],
            "changed the title in English and Arabic and the room",
        ),
        (["has_captions"], "changed “Captions”"),
        (["room_id", "status", "kind", "title_en"], "changed 4 fields"),
        (["column_of_old_days"], "changed “column_of_old_days”"),
    ],
)
def test_a_form_is_told_by_the_fields_that_it_changed(columns, words):
    changed = change(before=dict.fromkeys(columns, "old"), after=dict.fromkeys(columns, "new"))

    assert sentence(Verb.CHANGED, changed) == words


@pytest.mark.parametrize(
    ("verb", "details", "words"),
    [
        (Verb.MOVED, {"delays": [QUARTER]}, "moved 14 sessions by 15 minutes"),
        (Verb.MOVED, {"delays": [-4 * QUARTER]}, "brought 14 sessions forward by 1 hour"),
        (Verb.MOVED, {"delays": [QUARTER, 2 * QUARTER]}, "moved 14 sessions"),
        (Verb.PUBLISHED, {}, "published 14 sessions"),
        (Verb.UNPUBLISHED, {}, "unpublished 14 sessions"),
        (Verb.CANCELLED, {}, "cancelled 14 sessions"),
        (Verb.REINSTATED, {}, "reinstated 14 sessions"),
        (Verb.CHANGED, {}, "changed 14 sessions"),
    ],
)
def test_a_bulk_act_is_told_by_its_verb_and_the_number_of_rows(verb, details, words):
    assert sentence(verb, change(name="Opening"), **many(14), **details) == words


def test_a_row_that_came_or_went_is_called_by_its_name():
    added = sentence(Verb.CHANGED, change(ADDED, SPEAKER, name="Nadia Alami"))
    deleted = sentence(Verb.CHANGED, change(DELETED, name="Opening"), part(DELETED))

    assert added == f"added the person “{isolate('Nadia Alami')}”"
    assert deleted == f"put the session “{isolate('Opening')}” in the bin"


def test_a_deleted_event_is_told_without_all_that_went_with_it():
    event = change(DELETED, "programme.event", name="Forum")

    told = sentence(Verb.CHANGED, change(DELETED, key=2), event, **many(60, kind=DELETED))

    assert told == f"put the event “{isolate('Forum')}” in the bin"


def test_parts_that_came_and_went_are_counted():
    told = sentence(Verb.CHANGED, change(**TITLE), part(ADDED), part(DELETED, key=8))

    assert told == "changed the title in French, added 1 person and removed 1 person"


def test_an_import_is_told_by_its_file_and_what_it_wrote():
    act = Act(verb=Verb.IMPORTED, words="programme.xlsx")

    told = sentence(
        Verb.IMPORTED, change(ADDED), change(ADDED, SPEAKER), act=act, **many(60, kind=ADDED)
    )

    assert told == f"imported {isolate('programme.xlsx')}: 60 sessions and 1 person"


def test_a_duplicate_is_told_by_both_names_without_all_that_came_with_it():
    event = change(ADDED, "programme.event", name="Forum 2028")
    act = Act(verb=Verb.DUPLICATED, words="Forum 2027")

    told = sentence(Verb.DUPLICATED, event, change(ADDED), act=act, **many(60, kind=ADDED))

    assert told == (f"duplicated “{isolate('Forum 2027')}” as the event “{isolate('Forum 2028')}”")


def test_a_merger_and_its_undo_name_both_records():
    gone = change(DELETED, SPEAKER, name="A. Alami")
    merged = Act(verb=Verb.MERGED, words="Amina Alami")
    undo = Act(verb=Verb.UNDID, undoes=merged)
    names = f"the person “{isolate('A. Alami')}”", isolate("Amina Alami")

    told = sentence(Verb.MERGED, gone, part(CHANGED), act=merged)
    undone = sentence(Verb.UNDID, change(ADDED, SPEAKER, name="A. Alami"), act=undo)

    assert told == "merged {} into “{}”".format(*names)
    assert undone == "undid: merged {} into “{}”".format(*names)


def test_an_undo_is_told_by_what_it_took_back():
    moved = Act(verb=Verb.MOVED)
    back = {"counts": {(SESSION, CHANGED): 14}, "delays": [-QUARTER]}

    told = sentence(Verb.UNDID, change(), act=Act(verb=Verb.UNDID, undoes=moved), **back)

    assert told == "undid: moved 14 sessions by 15 minutes"


def test_an_undo_of_a_deletion_names_the_deletion():
    undo = Act(verb=Verb.UNDID, undoes=Act(verb=Verb.CHANGED))

    told = sentence(Verb.UNDID, change(ADDED, name="Opening"), act=undo)

    assert told == f"undid: put the session “{isolate('Opening')}” in the bin"


def test_an_undo_that_was_undone_did_the_first_act_again():
    undo = Act(verb=Verb.UNDID, undoes=Act(verb=Verb.UNDID, undoes=Act(verb=Verb.PUBLISHED)))

    told = sentence(Verb.UNDID, change(), act=undo, **many(7))

    assert told == "redid: published 7 sessions"


@pytest.mark.parametrize(
    ("conflicts", "words"),
    [
        (0, "published 14 sessions"),
        (1, "published 14 sessions, with 1 conflict"),
        (2, "published 14 sessions, with 2 conflicts"),
    ],
)
def test_what_was_published_with_conflicts_says_so(conflicts, words):
    published = Act(verb=Verb.PUBLISHED, conflicts=conflicts)

    assert sentence(Verb.PUBLISHED, change(), act=published, **many(14)) == words


def test_an_undo_of_an_act_that_is_forgotten_says_so():
    assert sentence(Verb.UNDID, change()) == "undid an earlier change"


def test_a_restored_version_is_told_by_its_moment():
    at = dt.datetime(2026, 11, 22, 14, 53, tzinfo=dt.UTC)

    told = sentence(act=Act(verb=Verb.RESTORED, restores=Act(at=at)))

    assert told == "restored the version of 22 November 2026, 14:53"


@pytest.mark.parametrize(
    ("column", "words"),
    [("stale", "marked a translation as correct"), ("photo_sizes", "changed technical details")],
)
def test_an_act_that_changed_nothing_to_be_seen_is_told_shortly(column, words):
    unseen = change(model=SPEAKER, before={column: {"name_fr": "A"}}, after={column: {}})

    assert sentence(Verb.CHANGED, unseen) == words


def test_a_model_that_is_gone_keeps_its_name_in_the_history():
    assert sentence(Verb.CHANGED, change(ADDED, "programme.slot")) == "added programme.slot (1)"


def test_a_move_is_measured_by_the_start():
    moved = change(
        before={"starts_at": "2027-05-04T09:00:00+00:00"},
        after={"starts_at": "2027-05-04T09:15:00+00:00"},
    )

    assert [delay(moved), delay(change(**TITLE))] == [QUARTER, None]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (1, "today 11:30"),
        (13, "yesterday 23:30"),
        (60, "24 November, 00:30"),
        (24 * 365, "26 November 2025, 12:30"),
    ],
)
def test_recent_moments_are_told_by_the_day(hours, words):
    now = dt.datetime(2026, 11, 26, 12, 30, tzinfo=dt.UTC)

    assert moment_words(now - dt.timedelta(hours=hours), now) == words


def test_long_texts_differ_word_by_word():
    old = "After the pilot: the open public procurement of towns."
    new = "After the pilot: all open public markets of towns."

    pieces = compare_words(old, new)

    assert pieces == (
        Piece("same", "After the pilot: "),
        Piece("old", "the"),
        Piece("new", "all"),
        Piece("same", " open public "),
        Piece("old", "procurement"),
        Piece("new", "markets"),
        Piece("same", " of towns."),
    )


def test_changed_words_side_by_side_are_one_difference():
    pieces = compare_words(
        "Open: la commande publique ici même", "Open: les marchés publics ici même"
    )

    assert pieces == (
        Piece("same", "Open: "),
        Piece("old", "la commande publique"),
        Piece("new", "les marchés publics"),
        Piece("same", " ici même"),
    )


def test_a_long_passage_without_a_difference_is_shortened():
    text = " ".join(f"word{number}" for number in range(100))

    pieces = compare_words(text, f"{text} more")

    assert pieces == (
        Piece("same", "… " + " ".join(f"word{number}" for number in range(88, 100))),
        Piece("new", " more"),
    )


def test_texts_with_little_in_common_are_shown_whole():
    assert compare_words("Opening", "Closing remarks") == (
        Piece("old", "Opening"),
        Piece("new", "Closing remarks"),
    )


def test_a_small_edit_of_a_text_of_any_length_is_marked():
    words = [f"word{number}" for number in range(20_000)]

    pieces = compare_words(" ".join(words), " ".join([*words[:9000], "new", *words[9001:]]))

    assert [piece.text for piece in pieces if piece.kind != "same"] == ["word9000", "new"]


def test_a_space_is_never_lost_between_what_stays_and_what_goes():
    assert compare_words("A town hall C end", "B town hall end") == (
        Piece("old", "A"),
        Piece("new", "B"),
        Piece("same", " town hall "),
        Piece("old", "C"),
        Piece("same", " end"),
    )


def test_the_comparisons_of_a_page_share_a_budget():
    old = " ".join(f"{word} and" for word in range(400))
    new = " ".join(f"{word} or" if word % 8 == 0 else f"{word} and" for word in range(401))
    budget = Budget()

    are_marked = [len(compare_words(old, new, budget)) > 2 for _text in range(50)]

    assert are_marked == sorted(are_marked, reverse=True)
    assert {*are_marked} == {True, False}


def test_fifty_small_edits_of_a_long_text_are_compared_at_once():
    words = [f"word{number % 90}" for number in range(1400)]
    texts = [" ".join([*words[:n], "first", *words[n:-n], "last"]) for n in range(1, 52)]
    budget, started = Budget(), time.process_time()

    for old, new in pairwise(texts):
        compare_words(old, new, budget)

    assert time.process_time() - started < 1


def test_markup_is_compared_as_text():
    pieces = compare_words("a <b>bold</b> word", "a <b>big</b> word")

    assert pieces[1:3] == (Piece("old", "<b>bold</b>"), Piece("new", "<b>big</b>"))


def test_a_line_tells_the_field_its_language_and_both_values():
    changed = change(
        before={"title_fr": "Ancien", "room_id": 4, "has_captions": False, "status": "draft"},
        after={"title_fr": "Nouveau", "room_id": None, "has_captions": True, "status": "published"},
    )

    lines = field_lines(changed, {("programme.room", 4): "Atlas"})

    assert lines == [
        Line("Title in French", (Piece("old", "Ancien"), Piece("new", "Nouveau")), "fr"),
        Line("Room", (Piece("old", "Atlas"),)),
        Line("Status", (Piece("old", "Draft"), Piece("new", "Published"))),
        Line("Captions", (Piece("old", "No"), Piece("new", "Yes"))),
    ]


def test_times_are_told_in_the_active_zone():
    changed = change(after={"starts_at": "2027-05-04T23:30:00+00:00"})

    with timezone.override(dt.timezone(dt.timedelta(hours=2))):
        lines = field_lines(changed, {})

    assert lines == [Line("Starts", (Piece("new", "Wed 5 May 01:30"),))]


def test_a_private_column_is_told_without_its_value():
    changed = change(model=SPEAKER, private=["email"])

    assert field_lines(changed, {}) == [Line("Private e-mail", note="changed (private)")]


def test_columns_that_mean_nothing_to_staff_are_left_out():
    changed = change(
        before={"stale": {"title_fr": "Old", "title_ar": "Old"}, "guid": "1", "revision": 1},
        after={"stale": {"title_ar": "Old"}, "guid": "2", "revision": 2},
    )

    assert field_lines(changed, {}) == [Line("Title in French", note="translation confirmed")]


def test_a_translation_that_was_rewritten_is_not_called_confirmed():
    changed = change(
        before={"stale": {"title_fr": "Old"}, "title_fr": "Ancien"},
        after={"stale": {}, "title_fr": "Nouveau"},
    )

    assert [line.note for line in field_lines(changed, {})] == [""]


def test_people_who_came_and_went_are_in_one_line_and_changed_ones_in_their_own():
    changes = [
        part(ADDED, after={"speaker_id": 1, "role": "moderator"}),
        part(DELETED, before={"speaker_id": 2, "role": "speaker"}),
        part(CHANGED, before={"role": "speaker"}, after={"role": "chair"}, key=9),
    ]
    names = {(SPEAKER, 1): "Astrid", (SPEAKER, 2): "Karim", (PART, 9): "Nadia, Chair"}

    lines = part_lines(changes, names)

    moved = (Piece("new", "Astrid, Moderator"), Piece("old", "Karim, Speaker"))
    assert lines == [
        Line("People", moved, is_list=True),
        Line("Nadia, Chair: Role", (Piece("old", "Speaker"), Piece("new", "Chair"))),
    ]


def test_invisible_characters_cannot_reorder_a_difference():
    changed = change(after={"title_en": "Open\u202egnp"})

    assert field_lines(changed, {})[0].pieces == (Piece("new", "Opengnp"),)


def test_a_column_that_no_longer_exists_is_told_under_its_old_name():
    changed = change(before={"hall": "Old"}, after={"hall": "New"})

    assert field_lines(changed, {}) == [Line("hall", (Piece("old", "Old"), Piece("new", "New")))]


def test_words_follow_the_language_of_the_reader():
    with translation.override("fr"):
        lines = field_lines(change(**TITLE), {})

    assert lines[0].label.startswith("Titre ")
