"""The sitemap: every public page, in every language of the site."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db import models
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from content.history.models import Change
from content.translations import columns, languages_with_text
from forum.models import Page
from programme.models import Event, FeedKind, Room, Section, Session
from programme.models.feed_dates import with_feed_dates
from speakers.models import Organization, Speaker

EVENT_LISTS = ("agenda", "speaker-list", "organization-list")


class MultilingualSitemap(Sitemap):
    """Addresses under `SITE_URL` in each language of the site."""

    i18n = True
    alternates = True

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict]:
        """With the same `x-default` as in the head of the page, which names a language."""
        urls = super()._urls(page, protocol, domain)
        for url in urls:
            places = {one["lang_code"]: one["location"] for one in url["alternates"]}
            default = places.get(settings.LANGUAGE_CODE) or next(iter(places.values()))
            url["alternates"].append({"lang_code": "x-default", "location": default})
        return urls


def with_last_change(rows: models.QuerySet) -> models.QuerySet:
    """The rows with `feed_changed_at` from the history; None where it has been forgotten."""
    label = rows.model._meta.label_lower
    # A change of private columns alone has neither.
    public = Change.objects.exclude(before={}, after={})
    latest = public.filter(model=label, key=OuterRef("pk")).order_by("-pk")
    return rows.annotate(feed_changed_at=Subquery(latest.values("act__at")[:1]))


class PublicSitemap(MultilingualSitemap):
    """The public rows of one model."""

    def __init__(self, queryset: models.QuerySet):
        self.queryset = queryset

    @property
    def _title(self) -> str:
        return "title" if hasattr(self.queryset.model, "title") else "name"

    def items(self):
        """With what an address needs, and no more: a large programme has long texts."""
        place = ["event__slug"] if hasattr(self.queryset.model, "event") else []
        return self.queryset.only("slug", *columns(self._title), *place)

    def lastmod(self, item: models.Model) -> dt.datetime | None:
        return item.feed_changed_at

    def get_languages_for_item(self, item: models.Model) -> list[str]:
        """The languages in which the row has a name or title."""
        return languages_with_text(item, self._title)


class FixedSitemap(MultilingualSitemap):
    """Pages that always exist."""

    def items(self) -> list[str]:
        return ["home", "event-list", "people", "organizations", "contact"]

    def location(self, item: str) -> str:
        return reverse(item)


class EventListSitemap(MultilingualSitemap):
    """The agenda and lists of each event."""

    def items(self) -> list[tuple[str, str]]:
        slugs = Event.objects.public().order_by("pk").values_list("slug", flat=True)
        return [(name, slug) for slug in slugs for name in EVENT_LISTS]

    def location(self, item: tuple[str, str]) -> str:
        name, slug = item
        return reverse(name, args=[slug])


SITEMAPS = {
    "site": FixedSitemap(),
    "pages": PublicSitemap(with_last_change(Page.objects.public().order_by("pk"))),
    "events": PublicSitemap(with_feed_dates(Event.objects.public().order_by("pk"), FeedKind.EVENT)),
    "event-lists": EventListSitemap(),
    "sections": PublicSitemap(
        with_last_change(Section.objects.public().select_related("event").order_by("pk"))
    ),
    "sessions": PublicSitemap(
        with_feed_dates(
            Session.objects.public().select_related("event").order_by("pk"), FeedKind.SESSION
        )
    ),
    "rooms": PublicSitemap(
        with_last_change(Room.objects.public().select_related("event").order_by("pk"))
    ),
    "speakers": PublicSitemap(with_last_change(Speaker.objects.public().order_by("pk"))),
    "organizations": PublicSitemap(with_last_change(Organization.objects.public().order_by("pk"))),
}
