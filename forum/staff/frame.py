"""The rail of the admin: the nouns of the house that a member of staff may see, on every page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.contrib import admin
from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forum.staff.bin import may_see_bin
from forum.staff.find.kinds import may_find
from forum.staff.help import help_address
from forum.staff.history_access import may_see_history

Words = str | Promise


@dataclass(frozen=True)
class Entry:
    """A page of the admin: the list of a `model` such as `programme.session`, or a named URL.

    `allows` decides for a named URL who sees it; everybody does without it. The number beside a
    list comes from the method `rail_count` of its model's admin, if there is one. An entry leads to
    the first of itself and its `tabs` that the user may see, and is current on all of them.
    """

    model: str = ""
    label: Words = ""
    url_name: str = ""
    allows: Callable[[HttpRequest], bool] | None = None
    count: Callable[[], int] | None = None
    tabs: tuple["Entry", ...] = ()

    def title(self) -> Words:
        return self.label or capfirst(apps.get_model(self.model)._meta.verbose_name_plural)

    def address(self) -> str:
        name = self.model.replace(".", "_")
        return reverse(self.url_name or f"admin:{name}_changelist")

    def is_allowed(self, request: HttpRequest, site: AdminSite) -> bool:
        if not self.model:
            return self.allows is None or self.allows(request)
        return self.model_admin(site).has_view_or_change_permission(request)

    def model_admin(self, site: AdminSite) -> ModelAdmin:
        return site.get_model_admin(apps.get_model(self.model))

    def number(self, request: HttpRequest, site: AdminSite) -> int:
        if not self.model:
            return self.count() if self.count else 0
        count = getattr(self.model_admin(site), "rail_count", None)
        return count(request) if count else 0

    def is_current(self, request: HttpRequest) -> bool:
        """Also on the pages below it: those of a row, and URLs named `admin:history_act`."""
        match = request.resolver_match
        name = match.view_name if match else ""
        name = ELSEWHERE.get(name, name)
        own = self.url_name or f"admin:{self.model.replace('.', '_')}_changelist"
        return name == own or name.startswith(f"{own.removesuffix('_changelist')}_")


@dataclass(frozen=True)
class Link:
    """An entry as it is drawn. `current` is a value of `aria-current`, or empty."""

    title: Words
    address: str
    current: str
    count: int = 0
    tabs: tuple["Link", ...] = ()


def _sees_sessions(request: HttpRequest) -> bool:
    session_admin = admin.site.get_model_admin(apps.get_model("programme.session"))
    return session_admin.has_view_permission(request)


Group = tuple[Words, list[Entry]]

RAIL: list[Group] = [
    ("", [Entry(url_name="admin:index", label=_("Today"))]),
    (
        _("Programme"),
        [
            Entry("programme.session"),
            Entry(
                url_name="admin:programme_timetable",
                label=_("Timetable"),
                allows=_sees_sessions,
            ),
            Entry("programme.section"),
            Entry("programme.room"),
            Entry("programme.track"),
            Entry("programme.announcement"),
            Entry("forum.alert"),
            Entry(
                "programme.event",
                tabs=(Entry("programme.document"), Entry("programme.quote")),
            ),
        ],
    ),
    (
        "",
        [
            Entry(
                "speakers.speaker",
                _("People"),
                tabs=(Entry("programme.contribution", _("Taking part")),),
            ),
            Entry("speakers.organization", tabs=(Entry("programme.partnership", _("Partners")),)),
            Entry("forum.page", tabs=(Entry("forum.formeraddress"),)),
            Entry(
                "contact.message",
                _("Inbox"),
                tabs=(
                    Entry("contact.outgoingmail"),
                    Entry("contact.replytemplate"),
                    Entry("contact.team"),
                    Entry("contact.erasure"),
                ),
            ),
        ],
    ),
    (
        _("Site"),
        [
            Entry("forum.identity", _("Identity")),
            Entry(
                "auth.user",
                _("Staff"),
                tabs=(Entry("auth.group", _("Roles")), Entry("forum.signinlock")),
            ),
            Entry(url_name="admin:history", label=_("History"), allows=may_see_history),
            Entry(url_name="admin:bin", label=_("Bin"), allows=may_see_bin),
        ],
    ),
]
"""What the rail names, in its order. Add an entry here for each new page of the house."""

ELSEWHERE = dict.fromkeys(
    ("admin:programme_event_import", "admin:programme_event_publish"),
    "admin:programme_session_changelist",
)
"""Pages that belong to another entry than their address suggests."""


def frame_context(request: HttpRequest, site: AdminSite) -> dict[str, object]:
    """For `each_context`: the rail with its search, and the tabs of the current entry."""
    if not site.has_permission(request):
        return {"may_find": False, "rail": [], "rail_tabs": [], "list_title": ""}
    rail = [(heading, _links(entries, request, site)) for heading, entries in RAIL]
    current = [link for _heading, links in rail for link in links if link.current]
    return {
        "help_url": help_address(request),
        "may_find": may_find(request),
        "rail": [(heading, links) for heading, links in rail if links],
        "rail_tabs": current[0].tabs if current else (),
        "list_title": _list_title(current),
    }


def _list_title(current: list[Link]) -> Words:
    """The title of the current tab, else of the current entry."""
    pages = [page for link in current for page in (link.tabs or [link]) if page.current]
    return pages[0].title if pages else ""


def _links(entries: list[Entry], request: HttpRequest, site: AdminSite) -> list[Link]:
    """The entries with a page that the user may see; with several, each has a tab."""
    drawn = []
    for entry in entries:
        pages = [page for page in (entry, *entry.tabs) if page.is_allowed(request, site)]
        if pages:
            tabs = tuple(_link(page, request) for page in pages)
            drawn.append(_entry_link(entry.title(), tabs, pages[0].number(request, site)))
    return drawn


def _entry_link(title: Words, tabs: tuple[Link, ...], count: int) -> Link:
    is_below = any(tab.current for tab in tabs)
    current = tabs[0].current or ("true" if is_below else "")
    return Link(title, tabs[0].address, current, count, tabs if len(tabs) > 1 else ())


def _link(entry: Entry, request: HttpRequest) -> Link:
    address = entry.address()
    is_current = entry.is_current(request)
    return Link(entry.title(), address, _aria_current(request, address) if is_current else "")


def _aria_current(request: HttpRequest, address: str) -> str:
    return "page" if request.path == address else "true"
