"""Importing a programme in the admin: a file or a pasted table, its preview, and the import."""
