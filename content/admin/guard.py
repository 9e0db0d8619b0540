"""No editor overwrites another: a form carries the version that it shows, and is compared with what
others have saved since.

A row with a history has as its version the last change of it and of its parts. Any other row has a
fingerprint of each field.
"""

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse

from content.admin.comparison import Comparison
from content.admin.forms import is_primary_key
from content.admin.gone import answer_gone
from content.admin.paired_rows import paired
from content.history.acts import act

VERSION = "version"


class GuardedAdmin(ModelAdmin):
    """Its subclasses say what a version is."""

    def lock_row(self, key: int) -> models.Model | None:
        """The stored row, locked until the transaction ends."""
        return self.model._base_manager.select_for_update().filter(pk=key).first()

    def stored_version(self, key: int) -> int | None:
        """None where the form itself shows it."""

    def compare(self, request: HttpRequest, row: models.Model, version: int | None) -> Comparison:
        raise NotImplementedError

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        if "_saveasnew" in request.POST and not self.save_as:
            raise BadRequest("No button of this page saves a copy")
        key = unquote(object_id or "")
        if not is_primary_key(key) or "_saveasnew" in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST":
            context = (extra_context or {}) | {VERSION: self.stored_version(int(key))}
            return super().changeform_view(request, object_id, form_url, context)
        with act(request.user):
            row = self.lock_row(int(key))
            if row is None and self.has_change_permission(request):
                return answer_gone(self, request, int(key))
            context = (extra_context or {}) | self._compared(request, row, int(key))
            return super().changeform_view(request, object_id, form_url, context)

    def _compared(self, request: HttpRequest, row: models.Model | None, key: int) -> dict:
        if row is None or not self.has_change_permission(request, row):
            return {}
        version = self.stored_version(key)
        comparison = self.compare(request, row, version)
        request.is_held = bool(comparison)
        return {VERSION: version, "comparison": comparison}

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, **options) -> type:
        form = super().get_form(request, obj, **options)
        if getattr(request, "is_held", False):
            form.is_valid = _checked_but_held  # a class made for this request
        return form

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None) -> list:
        found = super().get_inline_formsets(request, formsets, inline_instances, obj)
        return [paired(one) for one in found]


def _checked_but_held(form: ModelForm) -> bool:
    """Instead of `is_valid()`: the form reports its mistakes, and is shown, not saved."""
    form.errors  # noqa: B018  finds them
    return False
