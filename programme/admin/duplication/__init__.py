"""Duplicating an event: what the copy is called and holds, and the page that shows it first."""
