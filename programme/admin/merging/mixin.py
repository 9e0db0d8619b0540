"""The way to the pages of mergers from the list and the form of a model."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from programme.admin.merging.duplicates import duplicates_page
from programme.admin.merging.page import may_merge, merge_page


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

    def render_change_form(self, request, context, *args, **options) -> HttpResponse:
        context["may_merge"] = may_merge(request, self.model)
        return super().render_change_form(request, context, *args, **options)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        own = {"may_merge": may_merge(request, self.model)}
        return super().changelist_view(request, own | (extra_context or {}))
