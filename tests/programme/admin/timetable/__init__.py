"""The timetable of a day in the admin."""
