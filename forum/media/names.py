"""What a downloaded file is called on the reader's device. Pure."""

import unicodedata
from urllib.parse import quote

FORBIDDEN = dict.fromkeys(map(ord, '<>:"/\\|?*'), " ")
"""Characters that no name may have on some system."""
MAX_BYTES = 180
"""Systems allow 255, and browsers add to a name that exists already."""


def attachment(title: str, ending: str) -> str:
    """The header `Content-Disposition` of a download, with both parameters of RFC 6266.

    `ending` has its dot. Clients that do not know `filename*` get the ASCII part of the name.
    """
    name = file_name(title, ending)
    ascii_name = file_name(_as_ascii(title), ending)
    header = f'attachment; filename="{ascii_name}"'
    return header if name == ascii_name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"


def file_name(title: str, ending: str) -> str:
    """The title without what a file name must not have, not too long, and never empty."""
    words = title.translate(FORBIDDEN).split()
    visible = "".join(filter(str.isprintable, " ".join(words)))
    cut = unicodedata.normalize("NFC", visible).encode()[:MAX_BYTES].decode(errors="ignore")
    return (cut.strip(" .") or "document") + ending


def _as_ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain.replace("%", " ")
