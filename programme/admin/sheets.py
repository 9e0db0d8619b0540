"""The spreadsheet of a list in the admin: all rows that it shows, in the admin's language."""

from collections.abc import Callable

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import re_path
from django.utils import timezone

from content.spreadsheets import CONTENT_TYPES


class SheetMixin:
    """Offers a list of rows as CSV and XLSX to those who may see it."""

    write_sheet: Callable[..., bytes]
    """Of the rows, in the `form` that is asked for."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.sheet_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_sheet"
        return [re_path(r"^sheet\.(?P<form>csv|xlsx)$", view, name=name), *super().get_urls()]

    def sheet_view(self, request: HttpRequest, form: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:  # to the whole list, as the list itself does
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        body = self.write_sheet(self._plain(rows), form=form)
        response = HttpResponse(body, content_type=CONTENT_TYPES[form])
        name = f"{self.opts.model_name}-{timezone.localdate():%Y-%m-%d}.{form}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _plain(self, rows: QuerySet) -> QuerySet:
        """The same rows without what the list shows of each."""
        return self.model.objects.filter(pk__in=rows.order_by().values("pk"))
