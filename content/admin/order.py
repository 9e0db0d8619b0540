"""Lists whose rows staff put in order: by a handle, by ↑ and ↓, or by the number of a place."""

from collections.abc import Sequence
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin.forms import is_primary_key
from content.admin.places import Place, in_order
from content.bidi import isolate
from content.history.acts import act
from content.history.models import Act
from content.saving import lock_rows, save_all

SAVE, UP, DOWN = "save_order", "move_up", "move_down"
"""The buttons; those of a row have its key as their value."""
SEEN = "order_seen"
"""The keys of all rows, as the list showed them."""


class OrderedListMixin(ModelAdmin):
    """A list that shows one whole order, unfiltered and on one page, lets staff change it."""

    class Media:
        js = (Script("js/admin/order.js", type="module"),)

    position_column = "position"

    def shows_one_order(self, request: HttpRequest) -> bool:
        """Whether the rows of the unfiltered list are ordered among each other."""
        raise NotImplementedError

    def order_of(self, row: models.Model) -> models.QuerySet:
        """The rows that this one is ordered among."""
        return row.position_siblings()

    def get_list_display(self, request: HttpRequest) -> list:
        names = super().get_list_display(request)
        return ["place" if name == self.position_column else name for name in names]

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        changelist = super().get_changelist_instance(request)
        if self._is_whole_order(request, changelist):
            changelist.order = self._number(changelist.result_list)
        return changelist

    def _is_whole_order(self, request: HttpRequest, changelist: ChangeList) -> bool:
        return (
            self.has_full_change_permission(request)
            and not {ORDER_VAR, IS_POPUP_VAR} & request.GET.keys()
            and 1 < changelist.result_count == changelist.full_result_count
            and not changelist.multi_page
            and self.shows_one_order(request)
        )

    def _number(self, rows: Sequence[models.Model]) -> str:
        """Give each row its place; returns what the form says of the order it shows."""
        placed = [row for row in rows if getattr(row, self.position_column) is not None]
        for row in rows:
            row.shown_place, row.last_place = None, len(rows)
        for place, row in enumerate(placed, 1):
            row.shown_place = place
        return ",".join(str(row.pk) for row in rows)

    @admin.display(description=_("place"), ordering="position")
    def place(self, row: models.Model) -> str | int | None:
        """A column: the number with its buttons, or the stored position where none can change."""
        if not hasattr(row, "shown_place"):
            return getattr(row, self.position_column)
        context = {"row": row, "name": isolate(str(row)), "place": row.shown_place}
        return render_to_string("admin/_order_cell.html", context | {"last": row.last_place})

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        if request.method == "POST" and {SAVE, UP, DOWN} & request.POST.keys():
            return self._put_in_order(request)
        return super().changelist_view(request, extra_context)

    def _put_in_order(self, request: HttpRequest) -> HttpResponse:
        if not self.has_full_change_permission(request):
            raise PermissionDenied
        try:
            rows = self._rows_as_seen(request.POST.get(SEEN, "").split(","))
            changed = self._renumber(rows, self._asked_order(request, rows))
        except ValidationError as error:
            messages.error(request, error.message)
            return HttpResponseRedirect(request.get_full_path())
        if not changed:
            messages.info(request, gettext("Nothing was changed."))
        with act() as recording:
            save_all(changed)
            recording.when_recorded.append(partial(_tell, request))
        moved = request.POST.get(UP) or request.POST.get(DOWN)
        mark = f"#place-{moved}" if moved and is_primary_key(moved) else ""
        return HttpResponseRedirect(request.get_full_path() + mark)

    def _rows_as_seen(self, seen: Sequence[str]) -> list[models.Model]:
        """The rows, locked; raises ValidationError if others have changed their order since."""
        keys = [key for key in seen if is_primary_key(key)]
        first = self.model.objects.filter(pk__in=keys[:1]).first()
        stored = self.order_of(first).values_list("pk", flat=True) if first else []
        locked = lock_rows(self.model, sorted(stored))
        rows = sorted(locked.values(), key=self._stored_place)
        if not rows or [str(row.pk) for row in rows] != seen:
            text = gettext(
                "Nothing was saved: a colleague has changed these rows meanwhile. This is the "
                "order now."
            )
            raise ValidationError(text)
        return rows

    def _stored_place(self, row: models.Model) -> tuple[bool, int, int]:
        position = getattr(row, self.position_column)
        return position is None, position or 0, row.pk

    def _asked_order(self, request: HttpRequest, rows: Sequence[models.Model]) -> list[int]:
        """The keys of the rows that have a place, in the order that was typed or asked for."""
        places, number = {}, 0
        for row in rows:
            before = None
            if getattr(row, self.position_column) is not None:
                number = before = number + 1
            typed = request.POST.get(f"{row.pk}-position", "").strip()
            if typed or before:
                places[row.pk] = Place(before, _number(typed, row) or self._empty(before, rows))
        order = in_order({key: place for key, place in places.items() if place.typed})
        for name, step in ((UP, -1), (DOWN, 1)):
            _move(order, request.POST.get(name), step)
        return order

    def _empty(self, before: int | None, rows: Sequence[models.Model]) -> int:
        """What an emptied field means: the last place, or none where a row can be without."""
        can_be_empty = self.opts.get_field(self.position_column).null
        return 0 if can_be_empty else len(rows) + 1

    def _renumber(self, rows: Sequence[models.Model], order: list[int]) -> list[models.Model]:
        """Give the rows positions in this order; returns those that have another one now.

        Rows in the right order keep their positions, with the gaps that these may have.
        """
        placed = [row for row in rows if getattr(row, self.position_column) is not None]
        if [row.pk for row in placed] == order:
            return []
        numbers = {key: number for number, key in enumerate(order, 1)}
        changed = [row for row in rows if getattr(row, self.position_column) != numbers.get(row.pk)]
        for row in changed:
            setattr(row, self.position_column, numbers.get(row.pk))
        return changed


def _number(typed: str, row: models.Model) -> int | None:
    """A place that was typed, None for an empty field."""
    if not typed:
        return None
    if typed.isdecimal() and len(typed) <= 5:
        return max(int(typed), 1)
    text = gettext("Nothing was saved: the place of %(name)s must be a whole number.")
    raise ValidationError(text % {"name": isolate(str(row))})


def _move(order: list[int], key: str | None, step: int) -> None:
    """Exchange a row with its neighbour, if it has one."""
    if not key or not is_primary_key(key) or int(key) not in order:
        return
    index = order.index(int(key))
    other = index + step
    if 0 <= other < len(order):
        order[index], order[other] = order[other], order[index]


def _tell(request: HttpRequest, done: Act) -> None:
    address = reverse("admin:history_act", args=[done.pk])
    words = gettext("The new order is saved."), address, gettext("See the change, or undo it")
    messages.success(request, format_html('{} <a href="{}">{}</a>', *words))
