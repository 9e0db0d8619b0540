"""An order of rows as a form of staff shows and changes it: by ↑ and ↓, or by numbers of places."""

from collections.abc import Callable, Sequence
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from content.admin.forms import is_primary_key
from content.admin.places import Place, in_order
from content.bidi import isolate
from content.history.acts import act
from content.history.models import Act
from content.saving import lock_rows, save_all

SAVE, UP, DOWN = "save_order", "move_up", "move_down"
"""The buttons; those of a row have its key as their value."""
SEEN = "order_seen"
"""The keys of all rows, as the page showed them."""


def asks_for_order(request: HttpRequest) -> bool:
    return request.method == "POST" and bool({SAVE, UP, DOWN} & request.POST.keys())


def order_cell(row: models.Model) -> SafeString:
    """The number of the place of a row that `OrderForm.number()` was given, with its buttons."""
    context = {"row": row, "name": isolate(str(row)), "place": row.shown_place}
    return render_to_string("admin/_order_cell.html", context | {"last": row.last_place})


class OrderForm:
    """Numbers the rows of one order, and puts them in the order that is posted.

    `order_of` finds the rows that a row is ordered among, by the numbers in `column`.
    """

    def __init__(
        self,
        model: type[models.Model],
        order_of: Callable[[models.Model], models.QuerySet],
        column: str = "position",
    ):
        self.model, self.order_of, self.column = model, order_of, column

    def number(self, rows: Sequence[models.Model]) -> str:
        """Give each row its place; returns what the form says of the order it shows."""
        placed = [row for row in rows if getattr(row, self.column) is not None]
        for row in rows:
            row.shown_place, row.last_place = None, len(rows)
        for place, row in enumerate(placed, 1):
            row.shown_place = place
        return ",".join(str(row.pk) for row in rows)

    def put_in_order(self, request: HttpRequest) -> HttpResponse:
        """Write the order that is posted as one act, and lead back to the page."""
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
        position = getattr(row, self.column)
        return position is None, position or 0, row.pk

    def _asked_order(self, request: HttpRequest, rows: Sequence[models.Model]) -> list[int]:
        """The keys of the rows that have a place, in the order that was typed or asked for."""
        places, number = {}, 0
        for row in rows:
            before = None
            if getattr(row, self.column) is not None:
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
        can_be_empty = self.model._meta.get_field(self.column).null
        return 0 if can_be_empty else len(rows) + 1

    def _renumber(self, rows: Sequence[models.Model], order: list[int]) -> list[models.Model]:
        """Give the rows positions in this order; returns those that have another one now.

        Rows in the right order keep their positions, with the gaps that these may have.
        """
        placed = [row for row in rows if getattr(row, self.column) is not None]
        if [row.pk for row in placed] == order:
            return []
        numbers = {key: number for number, key in enumerate(order, 1)}
        changed = [row for row in rows if getattr(row, self.column) != numbers.get(row.pk)]
        for row in changed:
            setattr(row, self.column, numbers.get(row.pk))
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
