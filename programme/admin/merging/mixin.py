"""The way to the pages of mergers from the list and the form of a model."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from content.bidi import isolate
from content.saving import Content
from content.translations import join_list
from programme.admin.merging.candidates import Candidate, candidates_for
from programme.admin.merging.duplicates import duplicates_page
from programme.admin.merging.page import may_merge, merge_page

MOST_NAMED = 3


class MergingMixin:
    """Offers the pages in the list and in the form of a record."""

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        merge = self.admin_site.admin_view(self.merge_view)
        duplicates = self.admin_site.admin_view(self.duplicates_view)
        return [
            path("<int:pk>/merge/", merge, name=f"{name}_merge"),
            path("duplicates/", duplicates, name=f"{name}_duplicates"),
            *super().get_urls(),
        ]

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return merge_page(request, self, pk)

    def duplicates_view(self, request: HttpRequest) -> HttpResponse:
        return duplicates_page(request, self)

    def response_add(self, request: HttpRequest, obj: Content, *args, **options) -> HttpResponse:
        """Whoever adds a record is told of those with a like name; both may be right."""
        response = super().response_add(request, obj, *args, **options)
        if may_merge(request, self.model) and (alike := candidates_for(obj)):
            names = join_list(isolate(_in_words(one)) for one in alike[:MOST_NAMED])
            text = gettext("There is another record with a like name: %(names)s.")
            address = reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_merge", args=[obj.pk]
            )
            words = text % {"names": names}, address, gettext("Compare and merge…")
            messages.warning(request, format_html('{} <a href="{}">{}</a>', *words))
        return response

    def render_change_form(self, request, context, *args, **options) -> HttpResponse:
        context["may_merge"] = may_merge(request, self.model)
        return super().render_change_form(request, context, *args, **options)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        own = {"may_merge": may_merge(request, self.model)}
        return super().changelist_view(request, own | (extra_context or {}))


def _in_words(candidate: Candidate) -> str:
    """The name, with what tells it from others of the name."""
    return " · ".join(filter(None, [str(candidate.row), candidate.details]))
