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
    "index": "the-first-page",
    "login": "logging-in",
    "password_change": "logging-in",  # nosec B105  an anchor of the guide
    "own_account": "logging-in",
    "second_factor": "logging-in",
    "auth_": "accounts-and-roles",
    "bin": "deleting-and-the-bin",
    "find": "finding-your-way",
    "history": "history-and-undo",
    "contact_": "spam-teams-and-e-mails",
    "contact_message_change": "replies",
    "contact_message_changelist": "messages",
    "contact_replytemplate": "replies",
    "forum_alert": "announcements-and-alerts",
    "forum_formeraddress": "pages-and-the-menu",
    "forum_identity": "the-identity-of-the-site",
    "forum_page": "pages-and-the-menu",
    "forum_signinlock": "logging-in",
    "preview_text": "texts",
    "programme_announcement": "announcements-and-alerts",
    "programme_contribution": "a-person-who-withdraws",
    "programme_document": "files-and-links",
    "programme_done": "history-and-undo",
    "programme_event": "the-first-event",
    "programme_event_changelist": "one-event-at-a-time",
    "programme_event_coverage": "three-languages",
    "programme_event_duplicate": "next-years-event",
    "programme_event_import": "importing-a-programme",
    "programme_event_postpone": "moving-and-postponing",
    "programme_event_publish": "publishing-the-programme",
    "programme_partnership": "the-first-event",
    "programme_preview": "previews-of-drafts",
    "programme_quote": "during-and-after-a-session",
    "programme_room": "sections-rooms-and-themes",
    "programme_section": "sections-rooms-and-themes",
    "programme_session": "the-form-of-a-session",
    "programme_session_changelist": "finding-your-way",
    "programme_session_late": "running-late",
    "programme_session_many": "cancelling-and-many-sessions-at-once",
    "programme_session_order": "sections-rooms-and-themes",
    "programme_tell": "telling-those-concerned",
    "programme_timetable": "the-timetable-of-a-day",
    "programme_track": "sections-rooms-and-themes",
    "speakers_": "people-and-organizations",
    "speakers_organization_duplicates": "merging-duplicates",
    "speakers_organization_merge": "merging-duplicates",
    "speakers_speaker_duplicates": "merging-duplicates",
    "speakers_speaker_merge": "merging-duplicates",
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
    guide = {"title": _("Help"), "contents": guide_contents(), "sections": guide_sections()}
    return render(request, "admin/help.html", admin.site.each_context(request) | guide)


def help_address(request: HttpRequest) -> str:
    """The section of the guide about the page of this request."""
    match = request.resolver_match
    return f"{reverse('admin:help')}#{section_of(match.url_name or '' if match else '')}"


def section_of(url_name: str) -> str:
    fitting = [name for name in SECTION_OF if url_name.startswith(name)]
    return SECTION_OF[max(fitting, key=len)] if fitting else ELSEWHERE


@cache
def guide_contents() -> SafeString:
    """What is before the first section of the guide: whom it is for, and links to all sections."""
    _title, introduction = GUIDE.read_text().split("\n## ")[0].split("\n", 1)
    return _html(introduction)


@cache
def guide_sections() -> tuple[GuideSection, ...]:
    """Those of the guide, each with its heading."""
    _introduction, *sections = GUIDE.read_text().split("\n## ")
    return tuple(_section(*text.split("\n", 1)) for text in sections)


def _section(title: str, body: str) -> GuideSection:
    return GuideSection(slugify(title), title, _html(body))


def _html(text: str) -> SafeString:
    """The guide is written in English."""
    return SafeString(markdown.render(text, top=3, language="en"))
