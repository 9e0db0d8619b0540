"""What staff are told when a file that they upload cannot be stored."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response
from django.utils.translation import gettext

from forum.media.storage import StorageFull, StorageUnavailable
from forum.staff.unsaved_forms import FormPage


def reports_full_disk(view: Callable) -> Callable:
    """Show the form again: its transaction was rolled back, and nothing of it was saved."""

    @wraps(view)
    def respond(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        try:
            return view(request, *args, **options)
        except (StorageFull, StorageUnavailable) as error:
            if not (page := FormPage.of(request.resolver_match)):
                raise
            return _show_again(page, request, error)

    return respond


def _show_again(page: FormPage, request: HttpRequest, error: OSError) -> HttpResponse:
    status, text = _explanation(error)
    messages.error(request, text)
    response = page.show_posted(request)
    response.status_code = status
    line = ("%s: %s", response.reason_phrase, request.path)
    log_response(*line, request=request, response=response, exception=error)
    return response


def _explanation(error: OSError) -> tuple[HTTPStatus, str]:
    if isinstance(error, StorageFull):
        return HTTPStatus.INSUFFICIENT_STORAGE, gettext(
            "Nothing was saved, because the server has no room for the file: its disk is full. "
            "Tell the people who run the site, and save again later."
        )
    return HTTPStatus.SERVICE_UNAVAILABLE, gettext(
        "Nothing was saved, because the file storage is not responding. "
        "Save again in a few minutes."
    )
