"""The base class of the site's admin pages."""

import datetime as dt
from typing import ClassVar

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.db import models
from django.db.models import Q
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from content.admin.bin import BinMixin
from content.admin.date_fields import TYPED_DATES
from content.admin.forms import LanguageFieldsMixin, StaffForm, group_languages, is_primary_key
from content.admin.history_guard import HistoryGuard
from content.admin.layout import fold
from content.admin.partial_rights import PartialRights
from content.admin.row_boxes import RowBoxMixin
from content.admin.uploads import KeepsUploads
from content.search import Searchable, search_words
from content.translations import columns

ADDRESS_FIELDSET = fold("address", _("Address"), ["slug"])


def search_columns(*fields: str) -> list[str]:
    """The columns of translated fields in every language, for `search_fields`."""
    return [column for field in fields for column in columns(field)]


def _initial_time(text: str) -> dt.datetime | None:
    """A time in an address, `None` if there is no such day or hour."""
    try:
        return parse_datetime(text)
    except ValueError:
        return None


class StaffAdmin(
    HistoryGuard,
    BinMixin,
    KeepsUploads,
    LanguageFieldsMixin,
    PartialRights,
    RowBoxMixin,
    TranslationAdmin,
):
    form = StaffForm
    formfield_overrides = TYPED_DATES

    class Media:
        js: ClassVar = [
            Script("js/admin/copy-translation.js", type="module"),
            Script("js/admin/name-autocomplete.js", type="module"),
        ]

    list_per_page = 100
    show_facets = admin.ShowFacets.ALLOW

    def get_fieldsets(self, request: HttpRequest, obj: models.Model | None = None) -> list:
        fieldsets = super().get_fieldsets(request, obj)
        return [
            (name, {**options, "fields": group_languages(fields)})
            for name, options in fieldsets
            if (fields := self.without_private(request, options["fields"]))
        ]

    def get_search_results(self, request: HttpRequest, rows: models.QuerySet, text: str) -> tuple:
        """Search as the public site does, drafts included, or by part of any of `search_fields`."""
        if not issubclass(self.model, Searchable) or not search_words(text):
            return super().get_search_results(request, rows, text)
        found = Q(pk__in=self.model.objects.matching(text).values("pk"))
        for field in self.search_fields:
            found |= Q(**{f"{field}__icontains": text.strip()})
        return rows.filter(found), False

    def get_choices(self, request: HttpRequest, rows: models.QuerySet) -> models.QuerySet:
        """Those of the rows that an autocomplete field may offer, loaded for their labels."""
        return rows

    def choice_label(self, request: HttpRequest, row: models.Model) -> str:
        """What an autocomplete field calls a row, so that it is not taken for another."""
        return str(row)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict:
        """Parse times in the query string, and refuse text in place of a primary key."""
        given = super().get_changeform_initial_data(request)
        keys = [given[f.name] for f in self.opts.fields if f.is_relation and f.name in given]
        if not all(is_primary_key(key) for key in keys if key):
            raise BadRequest("Not a primary key")
        times = [f.name for f in self.opts.fields if isinstance(f, models.DateTimeField)]
        return given | {name: _initial_time(given[name]) for name in times if name in given}

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        return self.admin_site.row_history(request, self, object_id)

    def view_on_site(self, row: models.Model) -> str | None:
        """The public page of the stored row, if it is public: a form may lack the address."""
        stored = type(row).objects.public().filter(pk=row.pk).first()
        return stored and stored.get_absolute_url()
