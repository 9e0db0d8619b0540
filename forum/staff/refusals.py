"""What the admin answers to requests that it refuses: in its frame, with a way back."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext


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


def _refuse(request: HttpRequest, title: str, text: str, *, status: int) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": title, "text": text}
    return render(request, "admin/refusal.html", context, status=status)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    text = gettext("There were too many requests from your network. Try again in an hour.")
    answer = _refuse(request, gettext("Please try again later"), text, status=429)
    answer["Retry-After"] = "3600"
    return answer
