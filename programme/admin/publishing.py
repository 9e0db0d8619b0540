"""The page “Publish the programme”: all that becomes public, what is wrong with it, one button."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from content.admin.forms import is_primary_key
from content.history.acts import act
from content.history.models import Verb
from content.saving import save_all
from programme.admin.current_event import edition_name
from programme.admin.plans.clashes import unseen_clashes
from programme.admin.plans.done import redirect_to_done
from programme.admin.plans.stamps import STAMPED, Confirmed, Ticks, row_value
from programme.admin.publication import Publication
from programme.admin.publishing_gaps import load_gaps
from programme.conflicts.loading import load_planned
from programme.conflicts.words import as_html
from programme.models import Event, Session, SessionStatus

OUT, UNPLACED, LOOK = "out", "unplaced", "look"
"""What the page posts: drafts to leave out, whether those without a time go too, and no more."""


@dataclass(frozen=True, slots=True)
class ClashLine:
    words: SafeString
    code: str
    drafts: str
    """The keys of its sessions that can stay drafts, for the box that leaves them out."""


def publish_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows what becomes public; when posted, publishes what was shown and has not changed."""
    if not _may_publish(request, Session):
        raise PermissionDenied
    event = get_object_or_404(Event, pk=pk)
    if request.method == "POST" and LOOK not in request.POST:
        return _publish(request, event)
    return _look(request, _publication(request, event))


def _may_publish(request: HttpRequest, model: type[Event] | type[Session]) -> bool:
    return admin.site.get_model_admin(model).has_status_permission(request)


def _publication(
    request: HttpRequest, event: Event, *, unknown: Collection[int] = ()
) -> Publication:
    return Publication(
        event,
        load_planned(event),
        left_out={*_left_out(request), *unknown},
        with_unplaced=UNPLACED in request.POST,
        with_event=_may_publish(request, Event),
    )


def _left_out(request: HttpRequest) -> set[int]:
    keys = (key for value in request.POST.getlist(OUT) for key in value.split())
    return {int(key) for key in keys if is_primary_key(key)}


def _publish(request: HttpRequest, event: Event) -> HttpResponse:
    event = Event.objects.filter(pk=event.pk).locked().get(event.pk)
    if event is None:  # deleted since it was looked for
        raise Http404
    confirmed = Ticks.of(request.POST).confirmed(event)
    rows = {row.pk: row for row in confirmed.rows}
    unknown = _publication(request, event).chosen.keys() - rows.keys()
    publication = _publication(request, event, unknown=unknown)
    if refusal := _refusal(request, publication):
        return _look(request, _publication(request, event), refusal)
    with act(verb=Verb.PUBLISHED) as recording:
        recording.describe(conflicts=len(publication.clashes))
        _write(publication, [rows[key] for key in publication.chosen])
    _tell(request, confirmed, added=len(unknown - {row.pk for row in confirmed.moved_on}))
    return redirect_to_done(recording, otherwise=request.path)


def _refusal(request: HttpRequest, publication: Publication) -> str:
    if publication.is_empty:
        return gettext("Nothing has been published: what was shown is no longer a draft.")
    return unseen_clashes(request.POST, publication.clashes)


def _write(publication: Publication, rows: Sequence[Session]) -> None:
    for row in rows:
        row.publish()
    save_all(rows)
    if publication.publishes_event:
        publication.event.publish()
        publication.event.save()


def _tell(request: HttpRequest, confirmed: Confirmed, *, added: int) -> None:
    for note in confirmed.notes:
        messages.warning(request, note)
    if added:
        text = ngettext(
            "%(count)s draft has been added meanwhile. It is not published.",
            "%(count)s drafts have been added meanwhile. They are not published.",
            added,
        )
        messages.warning(request, text % {"count": added})


def _look(request: HttpRequest, publication: Publication, refusal: str = "") -> HttpResponse:
    event, left_out = publication.event, _left_out(request)
    drafts = Session.objects.filter(event=event, status=SessionStatus.DRAFT)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Publish the programme"),
        "event": event,
        "event_name": edition_name(event),
        "publication": publication,
        "rows": [row_value(row) for row in drafts.only(*STAMPED).order_by("pk")],
        "conflicts": _clash_lines(publication),
        "left_out": [one for one in publication.drafts if one.pk in left_out],
        "gaps": load_gaps(publication),
        "days": publication.days(),
        "button": _button(publication),
        "also": [*_also(publication)],
        "refusal": refusal,
    }
    return render(request, "admin/publish/page.html", context)


def _clash_lines(publication: Publication) -> list[ClashLine]:
    return [
        ClashLine(
            as_html(clash, publication.event.zone),
            clash.code,
            " ".join(str(key) for key in clash.keys if key in publication.chosen),
        )
        for clash in publication.clashes
    ]


def _button(publication: Publication) -> str:
    count = len(publication.chosen)
    if not count:
        return gettext("Publish the event")
    text = ngettext("Publish %(count)s session", "Publish %(count)s sessions", count)
    return text % {"count": count}


def _also(publication: Publication) -> Iterator[str]:
    """What becomes public with the sessions."""
    if publication.publishes_event:
        yield gettext("the event itself, which readers cannot see yet")
    if not publication.is_visible:
        return
    if people := publication.new_people().count():
        yield ngettext("%(count)s person", "%(count)s people", people) % {"count": people}
    if bodies := publication.new_organizations().count():
        text = ngettext("%(count)s organization", "%(count)s organizations", bodies)
        yield text % {"count": bodies}
