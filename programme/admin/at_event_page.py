"""The page “At this event” of a person in the admin."""

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.admin.forms import group_languages
from content.bidi import isolate
from content.history.acts import act
from content.saving import save_all
from content.translations import join_list
from programme.admin import at_event
from programme.admin.current_event import edition_name, event_switch
from programme.admin.plans.done import redirect_to_done
from programme.admin.plans.stamps import Ticks
from programme.models import Contribution, Event
from speakers.models import Speaker

Parts = dict[Event, list[Contribution]]


def person_at_event(request: HttpRequest, site: AdminSite, pk: int) -> HttpResponse:
    admin = site.get_model_admin(Contribution)
    if not may_write(request, admin):
        raise PermissionDenied
    person = get_object_or_404(Speaker, pk=pk)
    parts = at_event.parts_by_event(person)
    event = _chosen(request, parts)
    context = {
        **site.each_context(request),
        "title": _("At this event"),
        "person": person,
        "event": event,
        "edition": edition_name(event) if event else "",
        "others": [(other, edition_name(other)) for other in parts if other != event],
    }
    if event is None:
        return render(request, "admin/speakers/speaker/at_event.html", context)
    return _plan(request, admin, parts[event], context)


def may_write(request: HttpRequest, admin: ModelAdmin) -> bool:
    """Whether they may change whole parts, not only a translation."""
    return admin.has_full_change_permission(request)


def _chosen(request: HttpRequest, parts: Parts) -> Event | None:
    """The event in the address, else the one at the head of the page, else their latest one."""
    keys = {str(event.pk): event for event in parts}
    current = event_switch(request).current
    latest = next(iter(parts), None)
    return keys.get(request.GET.get("event", "")) or keys.get(str(current and current.pk), latest)


def _plan(
    request: HttpRequest, admin: ModelAdmin, parts: list[Contribution], context: dict
) -> HttpResponse:
    part = at_event.usual_part(parts)
    make = admin.get_form(request, part, change=True, fields=[*at_event.FIELDS])
    form = make(request.POST if request.method == "POST" else None, instance=part)
    for name in at_event.FIELDS:
        form.fields[name].help_text = ""  # here an empty field is written as empty
    values = at_event.values_in(form)
    shown = at_event.fingerprint(values)
    if "confirm" in request.POST and form.is_valid():
        if request.POST.get("values") == shown:
            return _write(request, parts, values)
        messages.warning(
            request, _("You have changed the fields. Check the table again before you save.")
        )
    ticks = Ticks.of(request.POST) if request.method == "POST" else None
    table = at_event.plan(parts, values, ticks)
    fieldsets = [(None, {"fields": group_languages(at_event.FIELDS)})]
    return render(
        request,
        "admin/speakers/speaker/at_event.html",
        context
        | {
            "fieldsets": AdminForm(form, fieldsets, {}, model_admin=admin),
            "media": admin.media + form.media,
            "table": table,
            "count": sum(bool(row.then) for row in table.chosen),
            "values": shown,
        },
    )


def _write(
    request: HttpRequest, parts: list[Contribution], values: at_event.Values
) -> HttpResponse:
    with act() as recording:
        written = at_event.apply_values(request.POST, parts, values)
        save_all(written.changed)
        response = redirect_to_done(recording, otherwise=request.get_full_path())
    for note in _notes(written):
        messages.warning(request, note)
    return response


def _notes(written: at_event.Written) -> list[str]:
    """What was left out, in sentences."""
    notes = []
    if written.moved_on:
        names = join_list(isolate(at_event.title_of(part)[0]) for part in written.moved_on)
        text = _("Left out, because somebody has changed them meanwhile: %(names)s.")
        notes.append(text % {"names": names})
    if written.gone:
        text = ngettext(
            "%(count)s part is no longer there.",
            "%(count)s parts are no longer there.",
            written.gone,
        )
        notes.append(text % {"count": written.gone})
    if not written.changed:
        notes.append(_("Nothing was changed."))
    return notes
