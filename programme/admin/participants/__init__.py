"""The people of an event, a section or a session in its form: one line each, added by name."""
