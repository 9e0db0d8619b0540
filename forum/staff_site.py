"""The site of the admin: whatever an address asks of it, there is an answer."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 20
"""In a search: SQLite refuses a thousand, and nobody looks for more."""

NO_SUCH_VALUE = (ValueError, OverflowError, ValidationError, DataError)
"""What is raised where a value cannot be one of its column: letters for a key, a NUL for a text."""


class SignIn(AdminAuthenticationForm):
    """Begins at the top of the page: nobody is put into the middle of it unasked."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        del self.fields["username"].widget.attrs["autofocus"]


class StaffSite(AdminSite):
    login_form = SignIn
    site_header = site_title = "Open Forum"
    index_title = _("What do you want to change?")

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        return super().admin_view(_answering(view), cacheable)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Completion.as_view(admin_site=self)(request)


class Completion(AutocompleteJsonView):
    """Completes the relations that a row holds itself, not those that lead to it."""

    def process_request(self, request: HttpRequest) -> tuple:
        term, model_admin, field, key = super().process_request(request)
        if field.auto_created:
            raise PermissionDenied
        return term, model_admin, field, key


def _answering(view: Callable) -> Callable:
    """Answer 400 to an address or a selection that no page of the admin leads to.

    Forms speak for themselves: where one is sent, an error is still an error of ours.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        _shorten_search(request)
        if request.method == "POST" and ACTION_CHECKBOX_NAME not in request.POST:
            return view(request, *args, **options)
        try:
            response = view(request, *args, **options)
            return response.render() if hasattr(response, "render") else response
        except NO_SUCH_VALUE as error:
            raise BadRequest(str(error)) from error

    return answer


def _shorten_search(request: HttpRequest) -> None:
    """Search for the first words of a long text; in a list, say so."""
    for name in ("q", "term"):
        words = request.GET.get(name, "").split()
        if len(words) <= MOST_WORDS:
            continue
        request.GET = request.GET.copy()
        request.GET[name] = " ".join(words[:MOST_WORDS])
        if name == "q":
            text = gettext("Only the first %(count)s words are looked for.")
            messages.warning(request, text % {"count": MOST_WORDS})
