"""Forms of the admin filled with posted text, without saving it.

A page of one record is shown by a subclass of its own `ModelAdmin`, made for one response. Its
forms are never valid, so that the admin only shows them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin import AdminSite, ModelAdmin
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from content.admin.forms import is_primary_key
from forum.staff.malformed import refuse_malformed

SHOWS_POSTED = "shows_posted"


class Unsaved:
    """A form or a set of forms that is checked but never valid."""

    def is_valid(self) -> bool:
        super().is_valid()
        return False


class UncheckedForm(Unsaved):
    """Shows posted text without reporting mistakes in it."""

    def full_clean(self) -> None:
        self._errors, self.cleaned_data = ErrorDict(), {}


class UncheckedFormSet:
    def is_valid(self) -> bool:
        return False

    def full_clean(self) -> None:
        self._errors, self._non_form_errors = [{} for _form in self.forms], ErrorList()


class UnsavedAdmin:
    form_mixin, formset_mixin = Unsaved, Unsaved

    def get_form(self, *args, **options):
        return _mixed(self.form_mixin, super().get_form(*args, **options))

    def get_formsets_with_inlines(self, request: HttpRequest, obj: object = None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            unsaved = _mixed(self.formset_mixin, formset)
            unsaved.form = _mixed(self.form_mixin, formset.form)
            yield unsaved, inline


class UncheckedAdmin(UnsavedAdmin):
    form_mixin, formset_mixin = UncheckedForm, UncheckedFormSet


@dataclass(frozen=True)
class FormPage:
    """The page on which a record is added (`object_id` is empty) or changed."""

    model_admin: ModelAdmin
    object_id: str = ""

    @property
    def site(self) -> AdminSite:
        return self.model_admin.admin_site

    @classmethod
    def of(cls, match: ResolverMatch | None) -> "FormPage | OwnPage | None":
        if show := getattr(match and match.func, SHOWS_POSTED, None):
            return OwnPage(show)
        model_admin = getattr(match and match.func, "model_admin", None)
        if not model_admin:
            return None
        name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
        object_id = match.kwargs.get("object_id", "")
        if match.url_name == f"{name}_change" and is_primary_key(object_id):
            return cls(model_admin, object_id)
        return cls(model_admin) if match.url_name == f"{name}_add" else None

    def show_posted(self, request: HttpRequest) -> HttpResponse:
        """The form with what the request posts, and without messages about mistakes."""
        return self._respond(UncheckedAdmin, request)

    def check_posted(self, request: HttpRequest) -> HttpResponse:
        """The form with what the request posts, and with messages about mistakes."""
        return self._respond(UnsavedAdmin, request)

    def _respond(self, mixin: type, request: HttpRequest) -> HttpResponse:
        refuse_malformed(request)
        admin_class = _mixed(mixin, type(self.model_admin))
        model_admin = admin_class(self.model_admin.model, self.model_admin.admin_site)
        if self.object_id:
            return model_admin.change_view(request, self.object_id)
        return model_admin.add_view(request)


@dataclass(frozen=True)
class OwnPage:
    """A page with a form that is of no single record, such as the timetable.

    Its view has an attribute `shows_posted`: a view that shows what is posted and saves nothing.
    """

    show: Callable[[HttpRequest], HttpResponse]

    @property
    def site(self) -> AdminSite:
        return admin.site

    def show_posted(self, request: HttpRequest) -> HttpResponse:
        refuse_malformed(request)
        return self.show(request)

    check_posted = show_posted


def _mixed(mixin: type, base: type) -> type:
    """A subclass of `base` that does first what `mixin` says."""

    class Mixed(mixin, base):
        pass

    return Mixed
