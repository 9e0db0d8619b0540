"""The admin of the programme: events with their rooms and partners, sections, sessions."""

from programme.admin import events, parts, sessions

__all__ = ["events", "parts", "sessions"]
