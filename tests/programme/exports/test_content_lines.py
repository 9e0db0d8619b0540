"""Content lines of iCalendar: the same bytes as those of the library `icalendar`."""

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import vText
from icalendar.parser import Contentline

from programme.exports.content_lines import escape, fold, join_lines

LETTERS = st.one_of(
    st.sampled_from('a,;:\\"^ابتث،؛ \u064b\u0651é🎤'),
    st.characters(exclude_categories=["C", "Zl", "Zp"]),
)
lines = st.text(LETTERS, max_size=300)


@given(lines)
@example("a" * 73 + "\\n" + "b" * 72 + "\\,")
@example("a" * 74 + "é" * 80)
@example("x" + "🎤" * 60)
def test_a_line_is_folded_as_the_library_folds_it(line):
    assert fold(line.encode()) == Contentline(line).to_ical()


@given(st.text(st.one_of(LETTERS, st.sampled_from("\r\n")), max_size=100))
@example("one\r\ntwo\rthree\n\nfour")
def test_a_text_is_escaped_as_the_library_escapes_it(text):
    text = text.replace("\\N", "")  # the library takes it for the end of a line

    assert escape(text).encode() == vText(text).to_ical()


def test_a_backslash_before_a_capital_stays_a_backslash():
    assert escape(r"C:\New") == r"C:\\New"


def test_every_line_ends_as_the_standard_says():
    assert join_lines(["BEGIN:X", "a" * 80, "END:X"]) == (
        b"BEGIN:X\r\n" + b"a" * 74 + b"\r\n " + b"a" * 6 + b"\r\nEND:X\r\n"
    )
