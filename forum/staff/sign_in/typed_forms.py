"""Signing in in the middle of a form: what was typed comes back, and is not saved unseen.

A form that is posted after its author was signed out is answered with the sign-in page. This page
carries what was typed in a signed field, so that nothing of it is stored. Whoever signs in with the
author's account gets the form back, filled.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Self

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.staff.sessions import LONGEST
from forum.staff.unsaved_forms import FormPage

AUTHOR_FIELD, TYPED_FIELD = "_author", "_typed"
NOT_CARRIED = {"csrfmiddlewaretoken", AUTHOR_FIELD, "_saveasnew"}
MAX_CARRIED = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 16 * 1024
"""In bytes; the rest is for the other fields of the sign-in page."""

SIGNED_IN_AGAIN = _("This is what you typed. It is not saved yet: please press Save.")
SIGN_IN_CHANGED = _(
    "You have logged in again. This is what you typed. It is not saved yet: please press Save."
)


@dataclass(frozen=True)
class TypedForm:
    """What was typed into the form at an address, by the user whose page it was."""

    author: AbstractBaseUser
    path: str
    fields: dict[str, list[str]]

    @classmethod
    def of(cls, page: FormPage, request: HttpRequest) -> Self | None:
        """From the form itself, or from a sign-in page that carries it; None if from neither."""
        if sealed := request.POST.get(TYPED_FIELD):
            return cls._unsealed(sealed, request.get_full_path())
        author = _staff_user(_unsigned(request.POST.get(AUTHOR_FIELD, ""), salt=AUTHOR_FIELD))
        if not author:
            return None
        fields = {name: it for name, it in request.POST.lists() if _is_carried(name)}
        fields |= _keep_uploads(page, request, author)
        return cls(author, request.get_full_path(), fields)

    @classmethod
    def _unsealed(cls, sealed: str, path: str) -> Self | None:
        key, typed_path, fields = _unsigned(sealed, salt=TYPED_FIELD) or (None, "", {})
        author = _staff_user(key)
        return cls(author, path, fields) if author and typed_path == path else None

    def sealed(self) -> str:
        content = [self.author.pk, self.path, self.fields]
        return signing.dumps(content, salt=TYPED_FIELD, compress=True)

    def posted(self) -> QueryDict:
        query = QueryDict(mutable=True)
        for name, values in self.fields.items():
            query.setlist(name, values)
        return query


def author_signature(user: AbstractBaseUser) -> str:
    """For a hidden field of every form, so that it is given back to nobody else."""
    return signing.dumps(user.pk, salt=AUTHOR_FIELD)


def _unsigned(text: str, *, salt: str) -> object:
    try:
        return signing.loads(text, salt=salt, max_age=LONGEST)
    except signing.BadSignature:
        return None


def _staff_user(key: object) -> AbstractBaseUser | None:
    users = get_user_model().objects.filter(is_staff=True, is_active=True)
    return users.filter(pk=key).first() if key else None


def _is_carried(name: str) -> bool:
    return name not in NOT_CARRIED and "password" not in name


def _keep_uploads(
    page: FormPage, request: HttpRequest, author: AbstractBaseUser
) -> dict[str, list[str]]:
    """Keep the valid ones among the posted files; returns the fields with their tokens."""
    if not request.FILES:
        return {}
    asked = copy.copy(request)
    asked.user = author
    page.check_posted(asked)
    kept = {name: getattr(file, "kept", None) for name, file in request.FILES.items()}
    request.FILES.clear()
    return {f"{name}-kept": [upload.token] for name, upload in kept.items() if upload}


def returns_to_form(site: AdminSite, view: Callable) -> Callable:
    """Ask a member of staff who was signed out to sign in, and give the posted form back."""

    @wraps(view)
    def respond(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        page = FormPage.of(request.resolver_match) if request.method == "POST" else None
        if page and (TYPED_FIELD in request.POST or not site.has_permission(request)):
            if typed := TypedForm.of(page, request):
                return _recover(page, request, typed, may_sign_in=True)
            if TYPED_FIELD in request.POST:
                return redirect(request.get_full_path())
        return view(request, *args, **options)

    return respond


def csrf_failure(request: HttpRequest, reason: str) -> HttpResponse | None:
    """Give back a form that is older than the sign-in, because signing in changes the CSRF token.

    None if the request is no such form, or does not come from a page of this site.
    """
    is_stale = reason in {REASON_NO_CSRF_COOKIE, "CSRF token from POST incorrect."}
    is_ours = "Origin" in request.headers or request.is_secure()  # the middleware compared them
    page = FormPage.of(request.resolver_match)
    if not (page and is_stale and is_ours):
        return None
    request.csrf_processing_done = True  # what follows saves nothing
    typed = TypedForm.of(page, request)
    return _recover(page, request, typed, may_sign_in=False) if typed else None


def _recover(
    page: FormPage, request: HttpRequest, typed: TypedForm, *, may_sign_in: bool
) -> HttpResponse:
    """Show the form again, filled, or the sign-in page first."""
    site = page.site
    if site.has_permission(request):
        return _show(page, request, typed, notice=SIGN_IN_CHANGED)
    asks_only = not (may_sign_in and TYPED_FIELD in request.POST)
    answer = site.login(_as_get(request) if asks_only else request, _carry(typed))
    if site.has_permission(request):
        return _show(page, request, typed, notice=SIGNED_IN_AGAIN)
    return answer


def _as_get(request: HttpRequest) -> HttpRequest:
    """The same request as if it asked for a page, so that it is not taken for a sign-in."""
    asked = copy.copy(request)
    asked.method = "GET"
    return asked


def _carry(typed: TypedForm) -> dict[str, object]:
    """The context of the sign-in page."""
    sealed = typed.sealed()
    is_too_long = len(sealed) > MAX_CARRIED
    return {
        "typed": "" if is_too_long else sealed,
        "typed_is_too_long": is_too_long,
        "typed_by": typed.author.get_username(),
        "next": typed.path,
    }


def _show(page: FormPage, request: HttpRequest, typed: TypedForm, *, notice: str) -> HttpResponse:
    if typed.author != request.user:
        return _show_nothing(request, typed)
    messages.warning(request, notice)
    request.POST = typed.posted()
    answer = page.show_posted(request)
    add_never_cache_headers(answer)
    return answer


def _show_nothing(request: HttpRequest, typed: TypedForm) -> HttpResponseRedirect:
    text = gettext("Only %(name)s can see what was typed into this form before. It was not saved.")
    messages.warning(request, text % {"name": typed.author.get_username()})
    return redirect(typed.path)
