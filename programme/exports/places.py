"""The rooms and themes of sessions as values, of models and of a session's columns."""

from typing import Any

from content.translations import best_text
from programme.exports.values import ExportedRoom, ExportedTrack
from programme.models import Room, Track


def room_value(room: Room) -> ExportedRoom:
    order = (room.position, room.pk)
    return ExportedRoom(best_text(room, "name"), room.stream_url, room.guid, order)


def room_of(row: Any, reader: str) -> ExportedRoom:
    """The room in a row of a session's columns."""
    name, order = best_text(row, "room__name", reader), (row.room__position, row.room_id)
    return ExportedRoom(name, row.room__stream_url, row.room__guid, order)


def track_value(track: Track) -> ExportedTrack:
    name = best_text(track, "name")
    return ExportedTrack(track.slug, name, track.colour, (track.position, track.pk))


def track_of(row: Any, reader: str) -> ExportedTrack:
    name, order = best_text(row, "track__name", reader), (row.track__position, row.track_id)
    return ExportedTrack(row.track__slug, name, row.track__colour, order)
