"""The rows of the sessions that a reader has saved, each with the button to save it."""

from programme.agenda.rows import Rows


class SavedRows(Rows):
    can_save = True
