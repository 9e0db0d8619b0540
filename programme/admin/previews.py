"""Previews of drafts in the admin: a link for readers in every language, and its end."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from content.admin.forms import is_primary_key
from programme.models import Event, PreviewLink, Session


@dataclass(frozen=True, slots=True)
class Preview:
    """What staff look at: an event, or one of its sessions within its event."""

    event: Event
    session: Session | None = None

    @classmethod
    def of(cls, row: Event | Session) -> "Preview":
        return cls(row.event, row) if isinstance(row, Session) else cls(row)

    @property
    def row(self) -> Event | Session:
        return self.session or self.event

    @property
    def path(self) -> str:
        """The page of its links."""
        page = reverse("admin:programme_preview", args=[self.event.pk])
        return f"{page}?session={self.session.pk}" if self.session else page


class OffersPreview:
    """Forms of rows that the public does not see yet lead to a preview."""

    def render_change_form(self, request: HttpRequest, context: dict, *args, **options):
        row = options.get("obj")
        if row is not None and may_share(request):
            context["preview"] = Preview.of(row)
        return super().render_change_form(request, context, *args, **options)


def may_share(request: HttpRequest) -> bool:
    return request.user.has_perm("programme.share_preview")


@require_http_methods(["GET", "HEAD", "POST"])
def preview_page(request: HttpRequest, model_admin: ModelAdmin, pk: int) -> HttpResponse:
    """The links of an event. Only POST makes or ends one."""
    if not (may_share(request) and model_admin.has_view_permission(request)):
        raise PermissionDenied
    preview = _chosen(request, get_object_or_404(Event, pk=pk))
    if request.method == "POST":
        return _act(request, model_admin, preview)
    return _show(request, model_admin, preview)


def _chosen(request: HttpRequest, event: Event) -> Preview:
    key = request.GET.get("session", "")
    if not key:
        return Preview(event)
    if not is_primary_key(key):
        raise BadRequest("Not a primary key")
    return Preview(event, get_object_or_404(event.sessions.select_related("event"), pk=key))


def _act(request: HttpRequest, model_admin: ModelAdmin, preview: Preview) -> HttpResponse:
    match request.POST.get("act"):
        case "open":
            link = _hand_out(request, model_admin, preview.event)
            return HttpResponseRedirect(link.get_address(preview.row, get_language()))
        case "share":
            _hand_out(request, model_admin, preview.event)
        case "revoke":
            _revoke(request, model_admin, preview.event, request.POST.get("link", ""))
        case "revoke_all":
            _revoke(request, model_admin, preview.event)
        case _:
            raise BadRequest("No such act")
    return HttpResponseRedirect(preview.path)


def _hand_out(request: HttpRequest, model_admin: ModelAdmin, event: Event) -> PreviewLink:
    """The link that this member of staff has for the event, or a new one."""
    link, is_new = event.preview_links.hand_out(event, request.user, timezone.now())
    if is_new:
        keys = {"link": link.pk, "of": event.pk}
        model_admin.admin_site.log_security("preview_link_made", request, **keys)
    return link


def _revoke(
    request: HttpRequest, model_admin: ModelAdmin, event: Event, key: str | None = None
) -> None:
    """End one link of the event, or all."""
    links = event.preview_links.all()
    if key is not None:
        links = links.filter(pk=key) if is_primary_key(key) else links.none()
    revoked = links.revoke(timezone.now())
    for pk in revoked:
        keys = {"link": pk, "of": event.pk}
        model_admin.admin_site.log_security("preview_link_revoked", request, **keys)
    text = ngettext(
        "%(count)s link has been revoked.",
        "%(count)s links have been revoked.",
        len(revoked),
    )
    messages.success(request, text % {"count": len(revoked)})


def _show(request: HttpRequest, model_admin: ModelAdmin, preview: Preview) -> HttpResponse:
    now, links = timezone.now(), preview.event.preview_links
    own = links.reusable_by(request.user, now)
    context = model_admin.admin_site.each_context(request) | {
        "title": _("Preview"),
        "opts": model_admin.opts,
        "preview": preview,
        "own": own,
        "addresses": _addresses(own, preview) if own else [],
        "links": links.open_at(now).latest_first().select_related("created_by"),
    }
    return render(request, "admin/preview/links.html", context)


def _addresses(link: PreviewLink, preview: Preview) -> list[tuple[str, str, str]]:
    """The code and name of each language, and the whole address of the page in it."""
    return [
        (code, name, settings.SITE_URL + link.get_address(preview.row, code))
        for code, name in settings.LANGUAGES
    ]
