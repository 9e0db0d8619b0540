"""The ways from sessions to the e-mails for their people; the site on the top floor writes them."""

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.translations import columns
from programme.models import Session, SessionStatus

TOLD_FIELDS = {"status", "starts_at", "ends_at", "room", *columns("cancellation_reason")}
MAX_CHOSEN = 500
"""Their keys are in the address."""


@admin.action(description=_("Write to the people…"), permissions=["status"])
def write_to_people(
    model_admin: ModelAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse | None:
    """Lead to the e-mails about when and where the selected sessions are."""
    keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: MAX_CHOSEN + 1])
    if len(keys) > MAX_CHOSEN:
        text = gettext("Choose at most %(count)s sessions.") % {"count": MAX_CHOSEN}
        model_admin.message_user(request, text, messages.ERROR)
        return None
    query = urlencode({"ids": ",".join(map(str, keys))})
    return redirect(f"{reverse('admin:programme_tell_sessions')}?{query}")


class OffersToTellMixin:
    """After a form has moved or cancelled a session that readers see, a link to the e-mails."""

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        request.is_to_be_told = change and _is_told(obj, form)

    def response_change(self, request, obj) -> HttpResponse:
        response = super().response_change(request, obj)
        if request.is_to_be_told:
            address = reverse("admin:programme_tell_session", args=[obj.pk])
            link = format_html('<a href="{}">{}</a>', address, gettext("Tell those concerned…"))
            messages.info(request, link)
        return response


def _is_told(session: Session, form) -> bool:
    statuses = {form.initial.get("status"), session.status}
    is_seen = session.event.is_public and statuses != {SessionStatus.DRAFT}
    return is_seen and not TOLD_FIELDS.isdisjoint(form.changed_data)
