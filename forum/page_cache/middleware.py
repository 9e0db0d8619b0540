"""Answers for public pages without rendering them: 304, or a copy.

A public page is a function of its address, the public revision, the release, and the last moment
at which the clock alone changed it. Its ETag says just that, a copy is kept under that, and nothing
has to be deleted. While the database does not answer, the copies of the last revision that this
process has read are served for ten minutes; each says so.
"""

import datetime as dt
import re
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags

from forum.page_cache.copies import Copy, Tagger, Unreadable, Validity
from forum.page_cache.last_revision import RevisionReader, mark_as_copy
from forum.release import release
from forum.revision import Revision

KEPT_FOR = 24 * 60 * 60
"""Seconds after which a copy is dropped that no newer one has pushed out."""
SHARED = "public, max-age=0, s-maxage=30, stale-if-error=600"
"""Browsers ask each time. A shared cache may be 30 seconds late, and 10 minutes if we are away."""
OF_EACH_ANSWER = {"cache-control", "content-length", "etag", "last-modified", "vary"}
ACCEPTS_GZIP = re.compile(r"\bgzip\b")
LANGUAGES = "|".join(code for code, _name in settings.LANGUAGES)
PUBLIC_PATH = re.compile(rf"/(?:{LANGUAGES})/(?!contact/|patterns/)|/sitemap\.xml$")
"""Where public pages are; of others the revision need not be read."""


class PageCache:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        if settings.DEBUG:
            raise MiddlewareNotUsed("Templates change while the site runs.")
        self.get_response = get_response
        self.revisions = RevisionReader()
        self.secret = settings.SECRET_KEY.encode()[:64]
        release()  # now, before the files of the next release replace those of this one

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"} or not PUBLIC_PATH.match(request.path_info):
            return self.get_response(request)
        request.get_host()  # raises DisallowedHost: a foreign host gets no copy
        now = timezone.now()
        try:
            revision = self.revisions.read()
        except (OperationalError, InterfaceError):
            if old := self._old_copy(request, now):
                return old
            raise
        return self._answer(request, revision, now) if revision else self.get_response(request)

    def _answer(self, request: HttpRequest, revision: Revision, now: dt.datetime) -> HttpResponse:
        tagger = self._tagger(request, revision)
        for tag in parse_etags(request.headers.get("If-None-Match", "")):
            if tagger.is_current(tag, now):
                return _finish(HttpResponseNotModified(), tag)
        copy = _stored(tagger)
        if copy and copy.validity.covers(now):
            return _finish(_copied(request, copy), tagger.tag(copy.validity))
        request.public_revision = revision
        response = self.get_response(request)
        page = getattr(response, "public_page", None)
        if page is None or response.status_code != 200 or response.cookies:
            return response
        validity = Validity.at(now, page.moments)
        if request.method == "GET" and request.META.get("QUERY_STRING", "") in page.queries:
            response = _copied(request, _store(tagger, response, validity))
        return _finish(response, tagger.tag(validity))

    def _old_copy(self, request: HttpRequest, now: dt.datetime) -> HttpResponse | None:
        """The page as it was when the revision was last read, saying when that was."""
        known = self.revisions.last(now)
        copy = known and _stored(self._tagger(request, known[0]))
        if not copy or not copy.validity.covers(known[1]):
            return None
        response = _answer_with(copy, copy.content)
        mark_as_copy(response, known[1], language=copy.headers.get("Content-Language", "en"))
        return response

    def _tagger(self, request: HttpRequest, revision: Revision) -> Tagger:
        version = [release(), revision.series, str(revision.number), request.get_full_path()]
        return Tagger(self.secret, " ".join(version))


def _stored(tagger: Tagger) -> Copy | None:
    stored = cache.get(tagger.key)
    try:
        return Copy.from_bytes(stored, tagger) if stored else None
    except Unreadable:
        return None


def _store(tagger: Tagger, response: HttpResponse, validity: Validity) -> Copy:
    headers = {k: v for k, v in response.headers.items() if k.lower() not in OF_EACH_ANSWER}
    copy = Copy.of(validity, headers, response.content)
    cache.set(tagger.key, copy.to_bytes(tagger), KEPT_FOR)
    return copy


def _copied(request: HttpRequest, copy: Copy) -> HttpResponse:
    """The page, compressed for clients that can read that."""
    if not ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
        return _answer_with(copy, copy.content)
    response = _answer_with(copy, copy.compressed)
    response.headers["Content-Encoding"] = "gzip"
    return response


def _answer_with(copy: Copy, content: bytes) -> HttpResponse:
    response = HttpResponse(content, headers=copy.headers)
    response.headers["Content-Length"] = str(len(content))
    return response


def _finish(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = SHARED
    response.headers["Vary"] = "Accept-Encoding"
    return response
