"""Charsets of requests that Django cannot decode, or that no form of this site is sent in."""

from collections.abc import Callable, Iterable

from django.utils.http import parse_header_parameters

ACCEPTED = {"utf-8", "utf8", "us-ascii"}
OTHER_CHARSET = "forum.other_charset"
"""Marks a request that the site answers with 415."""


def mark_other_charsets(site: Callable) -> Callable:
    """Hide the charset of such a request from Django.

    Django decodes a request before any middleware runs, and fails on `charset=hex`: that is a codec
    of Python, but not a text encoding.
    """

    def respond(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if _charset(environ.get("CONTENT_TYPE", "")) not in ACCEPTED:
            environ |= {"CONTENT_TYPE": "", OTHER_CHARSET: True}
        return site(environ, start_response)

    return respond


def _charset(content_type: str) -> str:
    """The charset as Django reads it; empty if Django cannot parse the header."""
    try:
        _kind, parameters = parse_header_parameters(content_type)
    except (ValueError, LookupError):
        return ""
    return parameters.get("charset", "utf-8").lower()
