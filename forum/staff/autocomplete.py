"""The offers of autocomplete fields."""

from collections import Counter

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest

from content.admin.base import StaffAdmin


class ForwardAutocompleteView(AutocompleteJsonView):
    """Completes a model's own relations, and refuses reverse ones.

    The page of the model decides which rows are offered and what they are called. Rows that are
    still called the same are told apart by their addresses.
    """

    def process_request(self, request: HttpRequest) -> tuple:
        term, model_admin, field, key = super().process_request(request)
        if field.auto_created:
            raise PermissionDenied
        return term, model_admin, field, key

    def get_queryset(self) -> models.QuerySet:
        rows = super().get_queryset()
        if isinstance(self.model_admin, StaffAdmin):
            rows = self.model_admin.get_choices(self.request, rows)
        return rows

    def get_context_data(self, **options: object) -> dict:
        context = super().get_context_data(**options)
        self.labels = Counter(map(self._label, context["object_list"]))
        return context

    def serialize_result(self, row: models.Model, to_field_name: str) -> dict[str, str]:
        label, slug = self._label(row), getattr(row, "slug", "")
        text = f"{label} · {slug}" if slug and self.labels[label] > 1 else label
        return super().serialize_result(row, to_field_name) | {"text": text}

    def _label(self, row: models.Model) -> str:
        if isinstance(self.model_admin, StaffAdmin):
            return self.model_admin.choice_label(self.request, row)
        return str(row)
