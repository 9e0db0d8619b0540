"""The family name within a name, and the one letter that stands for it."""

import pytest

from speakers.names import letter_of, name_parts


@pytest.mark.parametrize(
    ("name", "sort_key", "parts"),
    [
        ("Fatima El Hassani", "el hassani fatima", ("Fatima", "El Hassani", "")),
        ("Fatima El Hassani", "hassani fatima", ("Fatima El", "Hassani", "")),
        ("Jean Paul Martin", "martin jean paul", ("Jean Paul", "Martin", "")),
        ("Charlotte Denise-Adam", "denise adam charlotte", ("Charlotte", "Denise-Adam", "")),
        ("Li Wei", "li wei", ("", "Li", "Wei")),
        ("Pelé", "pele", ("", "Pelé", "")),
        ("Nadia Saleh", "another key", ("Nadia", "Saleh", "")),
        ("Nadia", "", ("", "Nadia", "")),
        ("", "", ("", "", "")),
        ("نادية الصالح", "saleh nadia", ("نادية", "الصالح", "")),
        ("نادية بن صالح", "bn slh ndyh", ("نادية", "بن صالح", "")),
        ("عبد الرحمن اليوسفي", "youssoufi abderrahmane", ("عبد الرحمن", "اليوسفي", "")),
        ("عبد الرحمن", "abderrahmane", ("عبد", "الرحمن", "")),
    ],
)
def test_the_family_name_is_where_the_sort_key_begins(name, sort_key, parts):
    assert name_parts(name, sort_key) == parts


@pytest.mark.parametrize(
    ("family", "letter"),
    [
        ("El Hassani", "E"),
        ("Élysée", "E"),
        ("Çelik", "C"),
        ("Ørsted", "O"),
        ("(Deputy) Martin", "D"),
        ("ʿḤamza", "H"),
        ("“O’Brien”", "O"),
        ("3rd", "R"),
        ("الصالح", "ص"),
        ("أحمد", "أ"),
        ("إدريس", "أ"),
        ("آيت تيزي", "أ"),
        ("«الفاسي»", "ف"),
        ("آل سعود", "أ"),
        ("Жуков", "Ж"),
        ("2027", ""),
        ("", ""),
        ("ـــ", ""),
    ],
)
def test_one_letter_stands_for_a_name_without_article_accent_or_quote(family, letter):
    assert letter_of(family) == letter
