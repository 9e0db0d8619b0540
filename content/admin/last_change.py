"""Lists that say who changed each row last, and when."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from content.bidi import isolate
from content.history.describe import moment_words
from content.history.models import Change


class LastChangeList(ChangeList):
    """Asks once for the last changes of all rows of the page."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        keys = [row.pk for row in self.result_list]
        label = self.opts.label_lower
        changes = Change.objects.latest_of(label, keys)
        acts = {root: one.act for one in changes for root in (one.root, one.former_root)}
        for row in self.result_list:
            row.last_act = acts.get((label, row.pk))


class LastChangeMixin:
    """Adds the column to the list of a model that is edited in a form of its own."""

    def get_list_display(self, request: HttpRequest) -> list:
        return [*super().get_list_display(request), "last_change"]

    def get_changelist(self, request: HttpRequest, **options: object) -> type[ChangeList]:
        return LastChangeList

    @admin.display(description=_("last change"))
    def last_change(self, row: models.Model) -> str:
        act = getattr(row, "last_act", None)
        if act is None:
            return ""
        when = moment_words(act.at, timezone.now())
        return pgettext("whose change, and when", "%(who)s, %(when)s") % {
            "who": isolate(act.short_who),
            "when": when,
        }
