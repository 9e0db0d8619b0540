"""Text for files in XML: spreadsheets, feeds, exchange formats."""

import re

# The complement of `Char` in XML 1.0, section 2.2. A file with one of these is not XML at all, and
# escaping does not help.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(value: object) -> str:
    """The value as text that every reader of XML accepts; `None` is empty.

    Still to be escaped by the writer. No validator saw what SQL or an import wrote.
    """
    return "" if value is None else _FORBIDDEN.sub("", str(value))
