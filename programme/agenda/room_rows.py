"""The rows of a room's page, which names the room once."""

from programme.agenda.rows import Rows
from programme.agenda.sessions import ListedRoom


class RoomRows(Rows):
    def _room(self, room: ListedRoom) -> str:
        return ""
