"""Lists whose rows staff put in order: by a handle, by ↑ and ↓, or by the number of a place."""

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ALL_VAR, ORDER_VAR, PAGE_VAR, ChangeList
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from content.admin.order_form import OrderForm, asks_for_order, order_cell


class OrderedListMixin(ModelAdmin):
    """A list that shows one whole order, unfiltered and on one page, lets staff change it.

    A longer list offers to show all its rows.
    """

    class Media:
        js = (Script("js/admin/order.js", type="module"),)

    list_max_show_all = 1000
    position_column = "position"

    def shows_one_order(self, request: HttpRequest) -> bool:
        """Whether the rows of the unfiltered list are ordered among each other."""
        raise NotImplementedError

    def order_of(self, row: models.Model) -> models.QuerySet:
        """The rows that this one is ordered among."""
        return row.position_siblings()

    @property
    def order_form(self) -> OrderForm:
        return OrderForm(self.model, self.order_of, self.position_column)

    def get_list_display(self, request: HttpRequest) -> list:
        names = super().get_list_display(request)
        return ["place" if name == self.position_column else name for name in names]

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        if self._is_whole_order(request, changelist):
            if changelist.multi_page and not changelist.show_all:
                changelist.whole_order_url = changelist.get_query_string({ALL_VAR: ""}, [PAGE_VAR])
            else:
                changelist.order = self.order_form.number(changelist.result_list)
        return changelist

    def _is_whole_order(self, request: HttpRequest, changelist: ChangeList) -> bool:
        return (
            self.has_full_change_permission(request)
            and not {ORDER_VAR, IS_POPUP_VAR} & request.GET.keys()
            and 1 < changelist.result_count == changelist.full_result_count
            and (changelist.can_show_all or not changelist.multi_page)
            and self.shows_one_order(request)
        )

    @admin.display(description=_("place"), ordering="position")
    def place(self, row: models.Model) -> str | int | None:
        """A column: the number with its buttons, or the stored position where none can change."""
        is_numbered = hasattr(row, "shown_place")
        return order_cell(row) if is_numbered else getattr(row, self.position_column)

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        if not asks_for_order(request):
            return super().changelist_view(request, extra_context)
        if not self.has_full_change_permission(request):
            raise PermissionDenied
        return self.order_form.put_in_order(request)
