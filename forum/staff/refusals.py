"""What the admin answers to requests that it refuses: in its frame, with a way back."""

from django.contrib import admin
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext

from content.admin.row_counts import MAX_ROWS, TooManyRows

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, TooManyRows)
"""A form with more rows or texts than the server reads."""


def is_of_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("admin:index"))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Only the admin refuses a page for want of a permission."""
    text = gettext("Your account may not open this page. Ask an administrator if you need it.")
    return _refuse(request, gettext("You may not open this page"), text, status=403)


def form_expired(request: HttpRequest) -> HttpResponse:
    text = gettext("Nothing was sent. Go back, reload the page and send the form again.")
    return _refuse(request, gettext("This form has expired"), text, status=403)


def page_not_found(request: HttpRequest) -> HttpResponse:
    text = gettext("The link may be old or mistyped.")
    return _refuse(request, gettext("We cannot find this page"), text, status=404)


def form_too_large(request: HttpRequest) -> HttpResponse:
    """It was not read, but its author's browser still has it."""
    request._post, request._files = QueryDict(), MultiValueDict()  # reading it would raise again
    text = gettext(
        "It has more rows or longer texts than can be saved at once: at most %(count)s rows in a "
        "list. Nothing was saved, and nothing you typed is lost. Go back to the form, take rows "
        "away, and save again."
    )
    title = gettext("This form is too large")
    values = {"count": MAX_ROWS}
    return _refuse(request, title, text % values, status=400, back_to_form=request.path)


def _refuse(
    request: HttpRequest, title: str, text: str, *, status: int, **more: str
) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": title, "text": text} | more
    return render(request, "admin/refusal.html", context, status=status)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    text = gettext("There were too many requests from your network. Try again in an hour.")
    answer = _refuse(request, gettext("Please try again later"), text, status=429)
    answer["Retry-After"] = "3600"
    return answer
