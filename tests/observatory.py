"""The score that MDN's HTTP Observatory gives to a response, by its headers.

The values are those of its score table. What it finds out by itself is left to other tests: the
redirect to https and the certificate. A bonus counts only from 90 points on.
"""

import re

from bs4 import BeautifulSoup
from django.http import HttpResponse

ENOUGH_FOR_BONUS = 90
SIX_MONTHS = 15768000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
BROAD = {"'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"}


def score(response: HttpResponse) -> int:
    parts = [rate(response) for rate in RATINGS]
    loss, bonus = sum(min(part, 0) for part in parts), sum(max(part, 0) for part in parts)
    return 100 + loss + (bonus if 100 + loss >= ENOUGH_FOR_BONUS else 0)


def policy(response: HttpResponse) -> dict[str, set[str]]:
    """The directives of its Content Security Policy with their sources."""
    words = [part.split() for part in response.get("Content-Security-Policy", "").split(";")]
    return {word[0]: set(word[1:]) for word in words if word}


def _content_security_policy(response: HttpResponse) -> int:
    directives = policy(response)
    default = directives.get("default-src")
    scripts, objects = (directives.get(name, default) for name in ("script-src", "object-src"))
    if not directives:
        return -25
    if not scripts or not objects or (scripts | objects) & BROAD:
        return -20
    if directives.get("style-src", default) & BROAD:
        return 0
    is_strict = default == {"'none'"} and directives.get("form-action") in ({"'none'"}, {"'self'"})
    return 10 if is_strict else 5


def _cookies(response: HttpResponse) -> int:
    cookies = response.cookies.values()
    if not all(cookie["secure"] for cookie in cookies):
        return -20
    if any("session" in cookie.key and not cookie["httponly"] for cookie in cookies):
        return -30
    if not all(cookie["samesite"] in {"Lax", "Strict"} for cookie in cookies):
        return -20
    return 5 if cookies else 0


def _cross_origin_sharing(response: HttpResponse) -> int:
    """Files for any site are no loss, as long as no cookie is sent along."""
    is_for_some = response.get("Access-Control-Allow-Origin", "*") != "*"
    return -50 if is_for_some or "Access-Control-Allow-Credentials" in response else 0


def _referrer(response: HttpResponse) -> int:
    return 5 if response.get("Referrer-Policy") in PRIVATE else -5


def _transport(response: HttpResponse) -> int:
    found = re.match(r"max-age=(\d+)", response.get("Strict-Transport-Security", ""))
    return 0 if found and int(found[1]) >= SIX_MONTHS else -20


def _scripts(response: HttpResponse) -> int:
    """Scripts of our own need no integrity, those of other sites do; inline ones have no source."""
    if not response["Content-Type"].startswith("text/html"):
        return 0
    page = BeautifulSoup(response.content.decode(), "html.parser")
    foreign = [tag for tag in page.select("script[src]") if not re.match(r"/[^/]", tag["src"])]
    return -50 if foreign else 0


def _content_type(response: HttpResponse) -> int:
    return 0 if response.get("X-Content-Type-Options") == "nosniff" else -5


def _frames(response: HttpResponse) -> int:
    if policy(response).get("frame-ancestors") in ({"'none'"}, {"'self'"}):
        return 5
    return 0 if response.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20


def _resource_policy(response: HttpResponse) -> int:
    return 10 if response.get("Cross-Origin-Resource-Policy") in {"same-origin", "same-site"} else 0


RATINGS = [
    _content_security_policy,
    _cookies,
    _cross_origin_sharing,
    _referrer,
    _transport,
    _scripts,
    _content_type,
    _frames,
    _resource_policy,
]
