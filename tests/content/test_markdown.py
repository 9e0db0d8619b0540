"""Markdown becomes safe HTML with headings below those of the page."""

import pytest
from bs4 import BeautifulSoup

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


def test_a_table_scrolls_in_a_box_named_for_its_columns():
    html = to_html("| Year | Portal |\n| --- | ---: |\n| 2025 | <b>Souss</b> |\n\nNext")

    assert html == (
        '<div class="prose__table" tabindex="0" role="group" aria-label="Year, Portal">\n'
        "<table>\n<thead>\n<tr>\n"
        '<th scope="col">Year</th>\n<th class="prose__end" scope="col">Portal</th>\n'
        "</tr>\n</thead>\n<tbody>\n<tr>\n"
        '<td>2025</td>\n<td class="prose__end">&lt;b&gt;Souss&lt;/b&gt;</td>\n'
        "</tr>\n</tbody>\n</table>\n</div>\n<p>Next</p>\n"
    )


def test_the_name_of_a_table_is_text_whatever_its_heads_hold():
    html = to_html('| "><script> | \u2068**b**\u2069 |\n|---|---|\n| 1 | 2 |', language="ar")

    label = BeautifulSoup(html, "html.parser").select_one("[role=group]")["aria-label"]
    assert (label, "<script" in html) == ('"><script>, b', False)


def test_a_table_without_heads_has_no_name():
    assert 'class="prose__table" tabindex="0">' in to_html("|  |\n|---|\n| 1 |")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://x.org/a_(b)?c=1&d=2.", [("https://x.org/a_(b)?c=1&d=2",) * 2]),
        ("(www.gov.ma), then", [("https://www.gov.ma", "www.gov.ma")]),
        ("write to a.b+c@x.org!", [("mailto:a.b+c@x.org", "a.b+c@x.org")]),
        ("«https://x.org/a»", [("https://x.org/a",) * 2]),
        ("انظر https://x.org/a، ثم", [("https://x.org/a",) * 2]),
        ("[https://a.org](https://b.org)", [("https://b.org", "https://a.org")]),
        ("<https://a.org>", [("https://a.org",) * 2]),
        ("file.pdf, budget.ma, end.Next, https://, www., a@b", []),
        ("`https://x.org`", []),
        ("javascript://x.org data:text/html,x ftp://x.org", []),
    ],
)
def test_bare_addresses_are_links(text, links):
    found = BeautifulSoup(to_html(text), "html.parser").select("a")

    assert [(link["href"], link.get_text()) for link in found] == links


def test_an_address_runs_from_the_left_in_an_arabic_text():
    page = BeautifulSoup(to_html("انظر https://x.org/a/ ثم", language="ar"), "html.parser")

    assert page.select_one("a")["dir"] == "ltr"
