"""The agenda of an event: its sessions as days, as a timetable, and as a page."""
