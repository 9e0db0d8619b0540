"""What a writer of XML may write, compared with a parser of XML."""

from xml.etree import ElementTree
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from content.text import strip_unsafe_characters
from content.xml_text import xml_text

ANY_CHARACTER = st.characters(exclude_categories=[])


def parsed(text: str) -> str:
    xml = f"<t>{escape(text)}</t>".encode()
    return ElementTree.fromstring(xml).text or ""  # noqa: S314  our own text


def is_accepted(character: str) -> bool:
    try:
        parsed(character)
    except (ElementTree.ParseError, UnicodeEncodeError):
        return False
    return True


@given(st.text(ANY_CHARACTER))
def test_any_text_becomes_text_that_a_parser_reads_back(text):
    written = xml_text(text)

    assert parsed(written) == written.replace("\r\n", "\n").replace("\r", "\n")


def test_exactly_the_characters_that_a_parser_refuses_are_dropped():
    every = [chr(code) for code in range(0x110000)]

    kept = "".join(character for character in every if xml_text(character))

    written = kept.replace("\r", "")
    assert parsed(written) == written
    assert not any(is_accepted(character) for character in set(every) - set(kept))


def test_nothing_is_written_for_none():
    assert (xml_text(None), xml_text(7)) == ("", "7")


@given(st.text(ANY_CHARACTER))
def test_a_text_that_forms_accept_needs_no_cleaning(text):
    accepted = strip_unsafe_characters(text)

    assert xml_text(accepted) == accepted
