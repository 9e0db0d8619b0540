"""All that belongs to an event, below /<language>/events/."""

import datetime as dt

from django.urls import path, register_converter

from programme.views import agenda, events, exports, sessions


class DayConverter:
    """A day as `2027-05-04`; one that no calendar has, or no forum, is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> dt.date:
        day = dt.date.fromisoformat(value)
        if not 1900 <= day.year <= 2200:
            raise ValueError("No forum is held in that year")
        return day

    to_url = staticmethod(dt.date.isoformat)


register_converter(DayConverter, "day")

urlpatterns = [
    path("", events.event_list, name="event-list"),
    path("<slug:event>/", events.event, name="event"),
    path("<slug:event>/agenda/", agenda.agenda, name="agenda"),
    path("<slug:event>/agenda/<day:day>/", agenda.agenda, name="agenda-day"),
    path("<slug:event>/changes/", agenda.changes, name="changes"),
    path("<slug:event>/agenda/<day:day>.ics", exports.event_calendar, name="day-calendar"),
    path("<slug:event>/sessions/<slug:session>/", sessions.session, name="session"),
    path("<slug:event>/agenda.ics", exports.event_calendar, name="event-calendar"),
    path(
        "<slug:event>/sessions/<slug:session>/calendar.ics",
        exports.session_calendar,
        name="session-calendar",
    ),
    path("<slug:event>/speakers/", events.speaker_list, name="speaker-list"),
    path("<slug:event>/organizations/", events.organization_list, name="organization-list"),
    path("<slug:event>/rooms/<slug:room>/", events.room, name="room"),
]
