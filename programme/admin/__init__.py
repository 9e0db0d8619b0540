"""The admin pages of the programme, of its people and of its organizations."""

from programme.admin import events, parts, people, sessions

__all__ = ["events", "parts", "people", "sessions"]
