"""The translated fields of events and everything that belongs to them."""

from modeltranslation.translator import TranslationOptions, register

from programme.models import (
    Announcement,
    Contribution,
    Document,
    Event,
    Partnership,
    Room,
    Section,
    Session,
    Track,
)


@register(Event)
class EventTranslation(TranslationOptions):
    fields = (
        "name",
        "tagline",
        "patronage",
        "introduction",
        "venue_name",
        "address",
        "directions",
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
    fields = ("title", "abstract", "cancellation_reason")


@register(Contribution)
class ContributionTranslation(TranslationOptions):
    fields = ("function",)


@register(Document)
class DocumentTranslation(TranslationOptions):
    fields = ("title",)


@register(Announcement)
class AnnouncementTranslation(TranslationOptions):
    fields = ("title", "text")
