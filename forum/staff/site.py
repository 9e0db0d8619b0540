"""The site of the admin: whatever an address asks of it, there is an answer."""

import re
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.forms import is_primary_key
from content.search import MAX_WORDS

SEARCHES = ("q", "term")
TOO_LONG = re.compile("[0-9]{19}")


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

    What it asks is looked at before; an error on the way to the answer stays one of ours.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if _is_impossible(request):
            raise BadRequest("Not an address of the admin")
        _shorten_search(request)
        return view(request, *args, **options)

    return answer


def _is_impossible(request: HttpRequest) -> bool:
    """No column holds a NUL or a number of so many digits; a search may look for the number."""
    asked = [(name, value) for name, values in request.GET.lists() for value in (name, *values)]
    columns = [value for name, value in asked if name not in SEARCHES]
    has_nul = any("\x00" in value for _name, value in asked)
    too_long = any(TOO_LONG.search(text) for text in (request.path, *columns))
    selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
    return has_nul or "\x00" in request.path or too_long or not all(map(is_primary_key, selected))


def _shorten_search(request: HttpRequest) -> None:
    """Search for the first words of a long text, as on the site; in a list, say so."""
    for name in SEARCHES:
        words = request.GET.get(name, "").split()
        if len(words) <= MAX_WORDS:
            continue
        request.GET = request.GET.copy()
        request.GET[name] = " ".join(words[:MAX_WORDS])
        if name == "q":
            text = gettext("Only the first %(count)s words are looked for.")
            messages.warning(request, text % {"count": MAX_WORDS})
