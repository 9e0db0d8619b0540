"""The admin site. It answers 400, not 500, to malformed addresses and selections."""

import re
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.forms import is_primary_key
from content.history.acts import act
from content.history.wording import register_words
from content.search import MAX_WORDS
from forum.staff.history import history_urls, row_history
from forum.staff.history_words import FIELDS, NOUNS

SEARCH_PARAMETERS = ("q", "term")
NUMBER_TOO_LONG = re.compile("[0-9]{19}")

register_words(NOUNS, FIELDS)


class LoginForm(AdminAuthenticationForm):
    """Without autofocus, so that keyboard and screen reader users start at the top of the page."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        del self.fields["username"].widget.attrs["autofocus"]


class StaffSite(AdminSite):
    login_form = LoginForm
    site_header = site_title = "Open Forum"
    index_title = _("What do you want to change?")

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        return super().admin_view(_refuse_malformed(_record(view)), cacheable)

    def get_urls(self) -> list:
        return [*history_urls(self), *super().get_urls()]

    def row_history(self, request: HttpRequest, model_admin: ModelAdmin, key: str) -> HttpResponse:
        return row_history(request, model_admin, key)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return ForwardAutocompleteView.as_view(admin_site=self)(request)


class ForwardAutocompleteView(AutocompleteJsonView):
    """Completes a model's own relations, and refuses reverse ones."""

    def process_request(self, request: HttpRequest) -> tuple:
        term, model_admin, field, key = super().process_request(request)
        if field.auto_created:
            raise PermissionDenied
        return term, model_admin, field, key


def _record(view: Callable) -> Callable:
    """Whatever a request writes is one act of the member of staff."""

    @wraps(view)
    def recording_view(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **options)
        with act(request.user):
            return view(request, *args, **options)

    return recording_view


def _refuse_malformed(view: Callable) -> Callable:
    """Check the request before the view, so that errors of the view itself are still reported."""

    @wraps(view)
    def checked_view(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if _is_malformed(request):
            raise BadRequest("Not an address of the admin")
        _shorten_search(request)
        return view(request, *args, **options)

    return checked_view


def _is_malformed(request: HttpRequest) -> bool:
    """Whether it contains NUL, a number too long for a column (unless searched for), or a bad key.

    Databases raise errors for each of these.
    """
    pairs = [(name, value) for name, values in request.GET.lists() for value in (name, *values)]
    lookups = [value for name, value in pairs if name not in SEARCH_PARAMETERS]
    has_nul = any("\x00" in text for text in (request.path, *(value for _name, value in pairs)))
    is_too_long = any(NUMBER_TOO_LONG.search(text) for text in (request.path, *lookups))
    selected = request.POST.getlist(ACTION_CHECKBOX_NAME)
    return has_nul or is_too_long or not all(map(is_primary_key, selected))


def _shorten_search(request: HttpRequest) -> None:
    """Search for the first words of a long text, as the public search does; lists say so."""
    for name in SEARCH_PARAMETERS:
        words = request.GET.get(name, "").split()
        if len(words) <= MAX_WORDS:
            continue
        request.GET = request.GET.copy()
        request.GET[name] = " ".join(words[:MAX_WORDS])
        if name == "q":
            text = gettext("Only the first %(count)s words were used for the search.")
            messages.warning(request, text % {"count": MAX_WORDS})
