"""How many rows of an inline were submitted, whatever the hidden counts of the form say."""

import re

from django.core.exceptions import BadRequest
from django.forms import BaseInlineFormSet, Form
from django.forms.formsets import (
    INITIAL_FORM_COUNT,
    MAX_NUM_FORM_COUNT,
    MIN_NUM_FORM_COUNT,
    TOTAL_FORM_COUNT,
    ManagementForm,
)
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from content.admin.forms import is_primary_key

MAX_ROWS = 300
"""Of one inline, unless more are stored. A row takes some 15 ms to check and to show."""

TOO_MANY = _("This list takes at most %(count)s rows. Check the rows below, then save again.")


class TooManyRows(BadRequest):
    """More than a browser can add to a form."""


DAMAGED = _("Part of this list did not arrive. Check the rows below, then save again.")


class CountedFormSet(BaseInlineFormSet):
    """Refuses impossible counts quickly, and shows the rows that were submitted."""

    wrong_count = ""

    @cached_property
    def management_form(self) -> ManagementForm:
        form = super().management_form
        if not self.is_bound or not self._is_wrong(form):
            return form
        return self._recounted()

    def full_clean(self) -> None:
        super().full_clean()
        if self.wrong_count:
            self._non_form_errors = self.error_class(
                [self.wrong_count], error_class="nonform", renderer=self.renderer
            )

    def _is_wrong(self, form: Form) -> bool:
        initial, total = (
            form.cleaned_data[name] for name in (INITIAL_FORM_COUNT, TOTAL_FORM_COUNT)
        )
        if not form.is_valid() or not 0 <= initial <= total:
            self.wrong_count = DAMAGED
        elif total > MAX_ROWS and total > self._limit:
            self.wrong_count = TOO_MANY % {"count": self._limit}
        return bool(self.wrong_count)

    @cached_property
    def _limit(self) -> int:
        return max(MAX_ROWS, len(self.get_queryset()))

    def _recounted(self) -> ManagementForm:
        counts = {
            TOTAL_FORM_COUNT: self._count_rows(),
            INITIAL_FORM_COUNT: self._count_stored_rows(),
            MIN_NUM_FORM_COUNT: self.min_num,
            MAX_NUM_FORM_COUNT: self.max_num,
        }
        data = {f"{self.prefix}-{name}": count for name, count in counts.items()}
        form = ManagementForm(
            data, auto_id=self.auto_id, prefix=self.prefix, renderer=self.renderer
        )
        form.full_clean()
        return form

    def _count_rows(self) -> int:
        pattern = re.compile(rf"{re.escape(self.prefix)}-([0-9]{{1,5}})-")
        matches = map(pattern.match, (*self.data, *self.files))
        total = max((int(match[1]) + 1 for match in matches if match), default=0)
        if total > self._limit:
            raise TooManyRows(f"{total} rows")
        return total

    def _count_stored_rows(self) -> int:
        """Stored rows come first, each with its key."""
        number, key = 0, self.model._meta.pk.name
        while is_primary_key(self.data.get(f"{self.prefix}-{number}-{key}", "")):
            number += 1
        return number
