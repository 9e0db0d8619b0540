"""The differences of two texts, word by word."""

import pytest

from content.admin.differences import mark_words


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Open data", "Open data", "Open data"),
        ("Open data", "Open public data", "Open <ins>public</ins> data"),
        ("Open public data", "Open data", "Open <del>public</del> data"),
        ("Open data", "Open maps", "Open <del>data</del><ins>maps</ins>"),
        ("a\n\nb c", "a\n\nb d", "a\n\nb <del>c</del><ins>d</ins>"),
        ("Something else", "Nothing of it is here", "Nothing of it is here"),
        ("", "New", "New"),
        ("Old", "", ""),
        ("<b> & c", "<b> & d", "&lt;b&gt; &amp; <del>c</del><ins>d</ins>"),
    ],
)
def test_words_that_differ_are_marked(old, new, marked):
    assert mark_words(old, new) == marked
