"""“Save and add another”: the next form takes over the place of the row just saved."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.contrib.admin.options import IS_POPUP_VAR
from django.db import models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import urlencode


class NextRowMixin:
    def next_initial(self, row: models.Model) -> dict[str, object]:
        """The values that the next row takes over; empty ones are left out."""
        return {}

    def response_add(self, request, row, post_url_continue=None) -> HttpResponse:
        response = super().response_add(request, row, post_url_continue)
        return self._start_next(request, row, response)

    def response_change(self, request, row) -> HttpResponse:
        return self._start_next(request, row, super().response_change(request, row))

    def _start_next(
        self, request: HttpRequest, row: models.Model, response: HttpResponse
    ) -> HttpResponse:
        if "_addanother" in request.POST and IS_POPUP_VAR not in request.POST:
            initial = {name: value for name, value in self.next_initial(row).items() if value}
            response["Location"] = _with_initial(response["Location"], initial)
        return response


def _with_initial(address: str, initial: Mapping[str, object]) -> str:
    """The address of a form with these values in place of those it had; list filters stay."""
    parts = urlsplit(address)
    query = QueryDict(parts.query).items()
    own = {name: value for name, value in query if name.startswith("_")}
    return f"{parts.path}?{urlencode(own | dict(initial))}"
