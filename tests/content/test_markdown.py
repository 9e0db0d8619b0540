"""Markdown becomes safe HTML with headings below those of the page."""

import pytest

from content.markdown import excerpt, to_html


def test_common_markdown_is_rendered():
    html = to_html("**Open** *data*\n\n1. one\n2. two\n\n> said\n\n`code`")

    assert html == (
        "<p><strong>Open</strong> <em>data</em></p>\n"
        "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n"
        "<blockquote>\n<p>said</p>\n</blockquote>\n"
        "<p><code>code</code></p>\n"
    )


@pytest.mark.parametrize(
    ("text", "top", "html"),
    [
        ("# A\n## B", 2, "<h2>A</h2>\n<h3>B</h3>\n"),
        ("### A\n#### B", 3, "<h3>A</h3>\n<h4>B</h4>\n"),
        ("###### A\n# B", 4, "<h6>A</h6>\n<h4>B</h4>\n"),
    ],
)
def test_headings_start_at_the_given_level(text, top, html):
    assert to_html(text, top=top) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](data:text/html;base64,x)", "<p>[a](data:text/html;base64,x)</p>\n"),
        ("![a](https://x.org/p.png)", '<p>!<a href="https://x.org/p.png" rel="{}">a</a></p>\n'),
        ("[a](https://x.org)", '<p><a href="https://x.org" rel="{}">a</a></p>\n'),
    ],
)
def test_scripts_images_and_unsafe_links_are_not_rendered(text, html):
    assert to_html(text) == html.format("noopener nofollow")


def test_an_excerpt_is_plain_text_and_ends_at_a_word():
    text = "# Aim\n\n**Openness** & [trust](https://x.org): " + "word " * 60

    short = excerpt(text)

    assert short.startswith("Aim Openness & trust: word word")
    assert short.endswith("word…")
    assert len(short) <= 161


def test_an_excerpt_of_a_short_text_is_the_whole_text():
    assert excerpt("One.\n\nTwo.") == "One. Two."
