"""All that belongs to an event, below /<language>/events/."""

from django.urls import path

from programme.views import agenda, events, exports, sessions

urlpatterns = [
    path("", events.event_list, name="event-list"),
    path("<slug:event>/", events.event, name="event"),
    path("<slug:event>/agenda/", agenda.agenda, name="agenda"),
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
