"""What staff are told when a file that they upload does not fit on the disk."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response
from django.utils.translation import gettext

from forum.media.storage import StorageFull
from forum.staff.unsaved_forms import FormPage

INSUFFICIENT_STORAGE = 507


def reports_full_disk(view: Callable) -> Callable:
    """Show the form again: its transaction was rolled back, and nothing of it was saved."""

    @wraps(view)
    def respond(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        try:
            return view(request, *args, **options)
        except StorageFull as error:
            if not (page := FormPage.of(request.resolver_match)):
                raise
            return _show_again(page, request, error)

    return respond


def _show_again(page: FormPage, request: HttpRequest, error: StorageFull) -> HttpResponse:
    messages.error(
        request,
        gettext(
            "Nothing was saved, because the server has no room for the file: its disk is full. "
            "Tell the people who run the site, and save again later."
        ),
    )
    response = page.show_posted(request)
    response.status_code = INSUFFICIENT_STORAGE
    text = ("%s: %s", response.reason_phrase, request.path)
    log_response(*text, request=request, response=response, exception=error)
    return response
