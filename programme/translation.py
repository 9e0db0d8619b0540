"""The translated fields of events and everything that belongs to them."""

from modeltranslation.translator import TranslationOptions, register

from programme.models import (
    Announcement,
    Contribution,
    Document,
    Event,
    Partnership,
    Quote,
    Room,
    Section,
    Session,
    Track,
)


@register(Event)
class EventTranslation(TranslationOptions):
    fields = (
        "name",
        "short_name",
        "tagline",
        "patronage",
        "introduction",
        "venue_name",
        "address",
        "directions",
        "registration_note",
    )


@register(Partnership)
class PartnershipTranslation(TranslationOptions):
    fields = ("label",)


@register(Room)
class RoomTranslation(TranslationOptions):
    fields = ("name", "directions", "accessibility")


@register(Track)
class TrackTranslation(TranslationOptions):
    fields = ("name",)


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("title", "objective")


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = (
        "title",
        "subtitle",
        "summary",
        "abstract",
        "cancellation_reason",
        "registration_note",
    )


@register(Contribution)
class ContributionTranslation(TranslationOptions):
    fields = ("function",)


@register(Quote)
class QuoteTranslation(TranslationOptions):
    fields = ("text",)


@register(Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title",)


@register(Announcement)
class AnnouncementTranslation(TranslationOptions):
    fields = ("title", "text")
