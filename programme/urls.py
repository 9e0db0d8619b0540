"""The pages and files of events, below /<language>/events/."""

import datetime as dt

from django.urls import path, register_converter

from content.spreadsheets import CONTENT_TYPES
from programme.views import agenda, events, exports, people, rooms, sections, sessions


class DayConverter:
    """A day as `2027-05-04`; only days that exist, in years that a forum can have."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> dt.date:
        day = dt.date.fromisoformat(value)
        if not 1900 <= day.year <= 2200:
            raise ValueError("No forum is held in this year")
        return day

    to_url = staticmethod(dt.date.isoformat)


register_converter(DayConverter, "day")

urlpatterns = [
    path("", events.event_list, name="event-list"),
    path("<slug:event_slug>/", events.event, name="event"),
    path("<slug:event_slug>/agenda/", agenda.agenda, name="agenda"),
    path("<slug:event_slug>/agenda/<day:day>/", agenda.agenda, name="agenda-day"),
    path("<slug:event_slug>/changes/", agenda.changes, name="changes"),
    path("<slug:event_slug>/my-sessions/", agenda.my_sessions, name="my-sessions"),
    path("<slug:event_slug>/agenda/<day:day>.ics", exports.event_calendar, name="day-calendar"),
    path("<slug:event_slug>/sessions/<slug:session_slug>/", sessions.session, name="session"),
    path("<slug:event_slug>/sections/<slug:section_slug>/", sections.section, name="section"),
    path("<slug:event_slug>/schedule.xml", exports.schedule_as_xml, name="schedule-xml"),
    path("<slug:event_slug>/schedule.json", exports.schedule_as_json, name="schedule-json"),
    path("<slug:event_slug>/news.atom", exports.news, name="news"),
    path("<slug:event_slug>/agenda.txt", exports.agenda_as_text, name="agenda-text"),
    *(
        path(f"<slug:event_slug>/{sheet}.{form}", view, {"form": form}, name=f"{sheet}-{form}")
        for form in CONTENT_TYPES
        for sheet, view in (
            ("programme", exports.programme_as_sheet),
            ("people", exports.people_as_sheet),
            ("organizations", exports.organizations_as_sheet),
        )
    ),
    path("<slug:event_slug>/agenda.ics", exports.event_calendar, name="event-calendar"),
    path(
        "<slug:event_slug>/sessions/<slug:session_slug>/calendar.ics",
        exports.session_calendar,
        name="session-calendar",
    ),
    path("<slug:event_slug>/speakers/", people.speaker_list, name="speaker-list"),
    path("<slug:event_slug>/organizations/", events.organization_list, name="organization-list"),
    path("<slug:event_slug>/rooms/<slug:room_slug>/", rooms.room, name="room"),
    path("<slug:event_slug>/rooms/<slug:room_slug>/<day:day>/", rooms.room, name="room-day"),
]
