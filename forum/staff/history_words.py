"""What the history calls the rows and fields of the site: “published 7 sessions”."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy, pgettext_lazy

from content.history.wording import Noun

NOUNS = {
    "programme.event": Noun(
        one=pgettext_lazy("history", "the event “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s event", "%(count)s events", "count"),
        contains=True,
    ),
    "programme.section": Noun(
        one=pgettext_lazy("history", "the section “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s section", "%(count)s sections", "count"),
    ),
    "programme.session": Noun(
        one=pgettext_lazy("history", "the session “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s session", "%(count)s sessions", "count"),
    ),
    "programme.room": Noun(
        one=pgettext_lazy("history", "the room “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s room", "%(count)s rooms", "count"),
    ),
    "programme.track": Noun(
        one=pgettext_lazy("history", "the theme “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s theme", "%(count)s themes", "count"),
    ),
    "programme.contribution": Noun(
        one=pgettext_lazy("history", "the person “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s person", "%(count)s people", "count"),
        identified_by=("speaker_id", "role"),
        heading=_("People"),
    ),
    "programme.partnership": Noun(
        one=pgettext_lazy("history", "the partner “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s partner", "%(count)s partners", "count"),
        identified_by=("organization_id", "role"),
        heading=_("Partners"),
    ),
    "programme.document": Noun(
        one=pgettext_lazy("history", "the document “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s document", "%(count)s documents", "count"),
    ),
    "programme.interpretationchannel": Noun(
        one=pgettext_lazy("history", "the channel “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s channel", "%(count)s channels", "count"),
        identified_by=("language",),
        heading=_("Interpretation channels"),
    ),
    "programme.quote": Noun(
        one=pgettext_lazy("history", "the quote of “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s quote", "%(count)s quotes", "count"),
        identified_by=("speaker_id",),
        heading=_("Quotes"),
    ),
    "programme.importsource": Noun(
        one=pgettext_lazy("history", "the imported file “%(name)s”"),
        many=npgettext_lazy(
            "history", "%(count)s imported file", "%(count)s imported files", "count"
        ),
        heading=_("Imported files"),
    ),
    "programme.importedfrom": Noun(
        one=pgettext_lazy("history", "the imported entry “%(name)s”"),
        many=npgettext_lazy(
            "history", "%(count)s imported entry", "%(count)s imported entries", "count"
        ),
        identified_by=("source_id",),
        heading=_("Imported entries"),
    ),
    "programme.announcement": Noun(
        one=pgettext_lazy("history", "the announcement “%(name)s”"),
        many=npgettext_lazy(
            "history", "%(count)s announcement", "%(count)s announcements", "count"
        ),
    ),
    "speakers.speaker": Noun(
        one=pgettext_lazy("history", "the person “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s person", "%(count)s people", "count"),
    ),
    "speakers.organization": Noun(
        one=pgettext_lazy("history", "the organization “%(name)s”"),
        many=npgettext_lazy(
            "history", "%(count)s organization", "%(count)s organizations", "count"
        ),
    ),
    "forum.page": Noun(
        one=pgettext_lazy("history", "the page “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s page", "%(count)s pages", "count"),
    ),
    "forum.alert": Noun(
        one=pgettext_lazy("history", "the alert “%(name)s”"),
        many=npgettext_lazy("history", "%(count)s alert", "%(count)s alerts", "count"),
    ),
    "forum.identity": Noun(
        one=pgettext_lazy("history", "the identity of the site"),
        many=npgettext_lazy(
            "history", "%(count)s identity of a site", "%(count)s identities of sites", "count"
        ),
    ),
}

FIELDS = {
    "abstract": pgettext_lazy("history", "the abstract"),
    "acronym": pgettext_lazy("history", "the acronym"),
    "address": pgettext_lazy("history", "the postal address"),
    "attendance_mode": pgettext_lazy("history", "the attendance mode"),
    "biography": pgettext_lazy("history", "the biography"),
    "body": pgettext_lazy("history", "the text"),
    "cancellation_reason": pgettext_lazy("history", "the reason for cancellation"),
    "capacity": pgettext_lazy("history", "the capacity"),
    "country": pgettext_lazy("history", "the country"),
    "date": pgettext_lazy("history", "the date"),
    "description": pgettext_lazy("history", "the description"),
    "directions": pgettext_lazy("history", "the directions"),
    "email": pgettext_lazy("history", "the private e-mail"),
    "ends_at": pgettext_lazy("history", "the end"),
    "event": pgettext_lazy("history", "the event"),
    "first_day": pgettext_lazy("history", "the first day"),
    "function": pgettext_lazy("history", "the function"),
    "honorific": pgettext_lazy("history", "the honorific"),
    "introduction": pgettext_lazy("history", "the introduction"),
    "kind": pgettext_lazy("history", "the type"),
    "language": pgettext_lazy("history", "the language"),
    "last_day": pgettext_lazy("history", "the last day"),
    "logo": pgettext_lazy("history", "the logo"),
    "logo_plate": pgettext_lazy("history", "the plate of the logo"),
    "name": pgettext_lazy("history", "the name"),
    "notes": pgettext_lazy("history", "the private notes"),
    "objective": pgettext_lazy("history", "the objective"),
    "organization": pgettext_lazy("history", "the organization"),
    "may_be_recorded": pgettext_lazy("history", "whether it may be recorded"),
    "minute": pgettext_lazy("history", "the minute of the recording"),
    "number": pgettext_lazy("history", "the channel number"),
    "photo": pgettext_lazy("history", "the photo"),
    "picture": pgettext_lazy("history", "the picture"),
    "plan": pgettext_lazy("history", "the plan"),
    "position": pgettext_lazy("history", "the position"),
    "registration_closes_at": pgettext_lazy("history", "the closing of registration"),
    "registration_note": pgettext_lazy("history", "the note on registration"),
    "registration_opens_at": pgettext_lazy("history", "the opening of registration"),
    "registration_url": pgettext_lazy("history", "the registration link"),
    "room": pgettext_lazy("history", "the room"),
    "section": pgettext_lazy("history", "the section"),
    "short_name": pgettext_lazy("history", "the short name"),
    "slug": pgettext_lazy("history", "the address of the page"),
    "starts_at": pgettext_lazy("history", "the start"),
    "status": pgettext_lazy("history", "the status"),
    "stream_url": pgettext_lazy("history", "the stream link"),
    "subtitle": pgettext_lazy("history", "the subtitle"),
    "summary": pgettext_lazy("history", "the text “In short”"),
    "tagline": pgettext_lazy("history", "the tagline"),
    "text": pgettext_lazy("history", "the text"),
    "time_zone": pgettext_lazy("history", "the time zone"),
    "title": pgettext_lazy("history", "the title"),
    "track": pgettext_lazy("history", "the theme"),
    "venue_name": pgettext_lazy("history", "the venue"),
    "website": pgettext_lazy("history", "the website"),
    "withdrawn_at": pgettext_lazy("history", "the withdrawal"),
}
