"""E-mail addresses: as people type them, and as mail servers take them.

Domains are converted by IDNA 2008. Python's own codec follows the version of 2003, which turns
`faß.example` into `fass.example`: another domain, and perhaps a stranger's.
"""

import re

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb]"
)
# Joiners have a meaning in Persian and Indic domains, and none beside an ASCII character.
_JOINERS = "[\u200c\u200d]+"
_STRAY_JOINER = re.compile(rf"(?<![^\0-\x7f]){_JOINERS}|{_JOINERS}(?![^\0-\x7f])")

MOST_SHOWN = 40
"""How many characters of a refused address are repeated."""


def clean_address(typed: str) -> str:
    """The address without invisible marks, its domain in its one readable form.

    Marks come along when an address is copied from a mail program or a text in Arabic.
    """
    visible = strip_invisible_marks(typed)
    local, at, domain = visible.rpartition("@")
    if not _is_international(domain):
        return visible
    try:
        return f"{local}{at}{idna.decode(_to_ascii(domain))}"
    except idna.IDNAError:
        return visible


def strip_invisible_marks(typed: str) -> str:
    return _STRAY_JOINER.sub("", _INVISIBLE.sub("", typed)).strip()


def ascii_address(address: str) -> str:
    """The address as mail servers take it; raises ValidationError if no mail can go there."""
    local, at, domain = clean_address(address).rpartition("@")
    if at and not local.isascii():
        raise ValidationError(
            _("Use an address with only unaccented Latin letters, digits and signs before the @."),
            code="local_part",
        )
    try:
        result = f"{local}{at}{_to_ascii(domain) if _is_international(domain) else domain}"
    except idna.IDNAError as error:
        raise ValidationError(
            _("Check the part after the @: no domain can be called “%(domain)s”."),
            code="domain",
            params={"domain": domain[:MOST_SHOWN]},
        ) from error
    validate_email(result)
    return result


def mailable(value: str) -> None:
    """A validator: an address that mail can be sent to."""
    ascii_address(value)


def _is_international(domain: str) -> bool:
    return not domain.isascii() or "xn--" in domain.lower()


def _to_ascii(domain: str) -> str:
    return idna.encode(domain, uts46=True, std3_rules=True).decode()
