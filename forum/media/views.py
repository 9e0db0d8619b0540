"""Uploaded files, for readers and for staff. Nothing but these views serves them."""

import hashlib
import mimetypes
from pathlib import PurePosixPath

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content.history.files import public_row_naming, rows_naming
from content.history.recorded import Recorded
from forum.media.names import attachment
from forum.media.sandbox import SANDBOX

INLINE_TYPES = {"image/jpeg", "image/png", "image/webp"}


@require_safe
@cache_control(public=True, max_age=60 * 60, s_maxage=30, stale_if_error=600)
def public_file(request: HttpRequest, path: str) -> HttpResponse:
    """A file of a row that the public sees: 404 as soon as the row is hidden or deleted."""
    row = public_row_naming(path)
    if row is None:
        raise Http404
    etag = quote_etag(_digest(path, row))
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or _serve(path, row)
    response["ETag"] = etag
    return _in_sandbox(response)


@require_safe
def staff_file(request: HttpRequest, path: str) -> HttpResponse:
    """A file of any row, for staff who may see rows of this kind."""
    found = list(rows_naming(path))
    if found and not any(_may_view(request.user, rows.model) for rows in found):
        raise PermissionDenied
    row = found[0].first() if found else None
    if row is None:
        raise Http404
    return _in_sandbox(_serve(path, row))


def _may_view(user: models.Model, model: type[models.Model]) -> bool:
    app, names = model._meta.app_label, ("view", "change")
    return any(
        user.has_perm(f"{app}.{get_permission_codename(name, model._meta)}") for name in names
    )


def _digest(path: str, row: Recorded) -> str:
    """The content of a name never changes; what the file is called may."""
    return hashlib.sha256(f"{path} {row.get_download_name()}".encode()).hexdigest()[:32]


def _serve(path: str, row: Recorded) -> HttpResponse:
    try:
        file = default_storage.open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=content_type)
    response["Content-Length"] = file.size
    response["Content-Disposition"] = (
        "inline"
        if content_type in INLINE_TYPES
        else attachment(row.get_download_name(), PurePosixPath(path).suffix)
    )
    return response


def _in_sandbox(response: HttpResponse) -> HttpResponse:
    """Also a 304, whose headers replace those that a cache has stored."""
    response["Content-Security-Policy"] = SANDBOX
    return response
