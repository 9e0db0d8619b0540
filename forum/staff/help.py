"""The guide for staff inside the admin, and the section of it that helps with each page."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content import markdown

GUIDE = settings.BASE_DIR / "docs" / "editing.md"
ELSEWHERE = "finding-your-way"
SECTION_OF = {
    "index": "today",
    "login": "logging-in",
    "password_change": "logging-in",  # nosec B105  an anchor of the guide
    "own_account": "accounts-and-roles",
    "second_factor": "logging-in",
    "auth_": "accounts-and-roles",
    "bin": "deleting-and-the-bin",
    "history": "history-and-undo",
    "contact_": "messages",
    "forum_alert": "alerting-all-visitors",
    "forum_identity": "the-identity-of-the-site",
    "forum_page": "pages-and-the-menu",
    "forum_signinlock": "logging-in",
    "programme_event": "one-event-at-a-time",
    "programme_event_coverage": "texts-in-three-languages",
    "programme_event_duplicate": "next-years-event",
    "programme_event_publish": "publish-the-programme",
    "programme_contribution": "people",
    "programme_document": "pictures-and-files",
    "programme_partnership": "where-things-appear",
    "programme_quote": "registration-channels-and-quotes",
    "programme_room": "conflicts",
    "programme_section": "where-things-appear",
    "programme_session": "the-form-of-a-session",
    "programme_session_changelist": "finding-your-way",
    "programme_session_late": "running-late-and-postponing",
    "programme_session_many": "changes-and-cancellations",
    "programme_timetable": "the-timetable-of-a-day",
    "programme_announcement": "changes-and-cancellations",
    "speakers_organization": "people",
    "speakers_organization_duplicates": "two-records-of-one-person-or-organization",
    "speakers_speaker": "people",
    "speakers_speaker_duplicates": "two-records-of-one-person-or-organization",
}
"""By the beginning of the name of a page's URL: the longest that fits, else ELSEWHERE."""


@dataclass(frozen=True)
class GuideSection:
    slug: str
    title: str
    body: SafeString


def help_urls(site: admin.AdminSite) -> list[URLPattern]:
    return [path("help/", site.admin_view(help_page), name="help")]


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": _("Help"), "sections": guide_sections()}
    return render(request, "admin/help.html", context)


def help_address(request: HttpRequest) -> str:
    """The section of the guide about the page of this request."""
    match = request.resolver_match
    return f"{reverse('admin:help')}#{section_of(match.url_name or '' if match else '')}"


def section_of(url_name: str) -> str:
    fitting = [name for name in SECTION_OF if url_name.startswith(name)]
    return SECTION_OF[max(fitting, key=len)] if fitting else ELSEWHERE


@cache
def guide_sections() -> tuple[GuideSection, ...]:
    """Those of the guide, each with its heading; it is written in English."""
    _introduction, *sections = f"\n{GUIDE.read_text()}".split("\n## ")
    return tuple(_section(*text.split("\n", 1)) for text in sections)


def _section(title: str, body: str) -> GuideSection:
    html = SafeString(markdown.render(body, top=3, language="en"))
    return GuideSection(slugify(title), title, html)
