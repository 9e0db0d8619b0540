"""The timetable of a day in the admin: where its sessions are, and moving them as one act."""
