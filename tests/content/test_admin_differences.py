"""The differences of two texts, word by word."""

import pytest

from content.admin.differences import mark_words


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("Open data", "Open data", "Open data"),
        ("Open data", "Open public data", "Open <ins><bdi>public</bdi></ins> data"),
        ("Open public data", "Open data", "Open <del><bdi>public</bdi></del> data"),
        ("Open data", "Open maps", "Open <del><bdi>data</bdi></del> <ins><bdi>maps</bdi></ins>"),
        ("a\n\nb c", "a\n\nb d", "a\n\nb <del><bdi>c</bdi></del> <ins><bdi>d</bdi></ins>"),
        ("Something else", "Nothing of it is here", "Nothing of it is here"),
        ("", "New", "New"),
        ("Old", "", ""),
        ("<b> & c", "<b> & d", "&lt;b&gt; &amp; <del><bdi>c</bdi></del> <ins><bdi>d</bdi></ins>"),
    ],
)
def test_words_that_differ_are_marked(old, new, marked):
    assert mark_words(old, new) == marked
