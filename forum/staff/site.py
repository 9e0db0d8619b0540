"""The admin site. It answers 400, not 500, to malformed addresses and selections."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from content.history.acts import act
from content.history.wording import register_words
from content.search import MAX_WORDS
from forum.accounts.own_account import own_account_urls
from forum.accounts.rights import languages_to_translate
from forum.mailings.views import mailing_urls
from forum.media.views import staff_file
from forum.staff import uploads
from forum.staff.autocomplete import ForwardAutocompleteView
from forum.staff.bin import bin_urls
from forum.staff.done import done_urls
from forum.staff.drafts import names_saved_drafts
from forum.staff.frame import frame_context
from forum.staff.full_disk import reports_full_disk
from forum.staff.help import help_urls
from forum.staff.history import history_urls, row_history
from forum.staff.history_words import FIELDS, NOUNS
from forum.staff.malformed import SEARCH_PARAMETERS, refuse_malformed
from forum.staff.second_factor_page import second_factor_urls
from forum.staff.security_log import Detail, log
from forum.staff.sign_in.own_password import change_own_password
from forum.staff.sign_in.page import SignInPage
from forum.staff.sign_in.typed_forms import returns_to_form
from forum.staff.text_preview import preview_urls
from programme.models import Event

register_words(NOUNS, FIELDS)


class StaffSite(AdminSite):
    """A model's admin may have `site_urls()`: pages whose addresses do not begin with the model."""

    site_header = site_title = "Open Forum"
    index_title = _("Today")
    enable_nav_sidebar = False
    empty_value_display = ""

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        view = names_saved_drafts(_refuse_malformed(reports_full_disk(_record(view))))
        return returns_to_form(self, super().admin_view(view, cacheable))

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if request.method == "GET" and self.has_permission(request) and not extra_context:
            return redirect("admin:index")
        return SignInPage(request, self, extra_context or {}).respond()

    @method_decorator(never_cache)
    def password_change(self, request: HttpRequest, extra_context: dict | None = None):
        return change_own_password(request, self.each_context(request) | (extra_context or {}))

    @method_decorator(never_cache)
    def password_change_done(self, request: HttpRequest, extra_context: dict | None = None):
        return super().password_change_done(request, extra_context)

    def get_urls(self) -> list:
        from forum.staff.find.page import find_urls  # registers pages of models at this site

        serve = self.admin_view(uploads.serve)
        kept_upload = path("kept-uploads/<str:token>/", serve, name="kept_upload")
        # Random names are no numbers: `_refuse_malformed` would take some of them for too long.
        media = path("media/<path:path>", super().admin_view(staff_file), name="media")
        own = [kept_upload, media, *own_account_urls(self), *second_factor_urls(self)]
        own += [
            *bin_urls(self),
            *find_urls(self),
            *help_urls(self),
            *history_urls(self),
            *done_urls(self),
            *mailing_urls(self),
        ]
        own += preview_urls(self)
        own += [url for one in self._registry.values() for url in getattr(one, "site_urls", list)()]
        return [*own, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, object]:
        frame = frame_context(request, self) | {"event_switch": self._event_switch(request)}
        return super().each_context(request) | frame

    def get_app_list(self, request: HttpRequest, app_label: str | None = None):
        """Made only if it is read: every page asks for it, and the rail has a list of its own."""
        return SimpleLazyObject(lambda: super(StaffSite, self).get_app_list(request, app_label))

    def _event_switch(self, request: HttpRequest) -> object | None:
        """For the head of every page but those of visitors who have not logged in."""
        if not self.has_permission(request):
            return None
        return SimpleLazyObject(lambda: self.get_model_admin(Event).get_switch(request))

    def kept_uploads(
        self, request: HttpRequest, field: models.FileField | str
    ) -> uploads.KeptUploads:
        """Where forms keep the uploads of this user for this field."""
        return uploads.KeptUploads(request.user.pk, str(field))

    def languages_to_translate(self, request: HttpRequest) -> list[str]:
        """For those who may change nothing else of a record."""
        return languages_to_translate(request.user)

    def log_security(self, event: str, request: HttpRequest, **details: Detail) -> None:
        log(event, request=request, **details)

    def row_history(self, request: HttpRequest, model_admin: ModelAdmin, key: str) -> HttpResponse:
        return row_history(request, model_admin, key)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return ForwardAutocompleteView.as_view(admin_site=self)(request)


def _record(view: Callable) -> Callable:
    """Whatever a request writes is one act of the member of staff."""

    @wraps(view)
    def recording_view(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **options)
        with transaction.atomic(), act(request.user):
            return view(request, *args, **options)

    return recording_view


def _refuse_malformed(view: Callable) -> Callable:
    """Check the request before the view, so that errors of the view itself are still reported."""

    @wraps(view)
    def checked_view(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        refuse_malformed(request)
        _shorten_search(request)
        return view(request, *args, **options)

    return checked_view


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
