"""The pictures that other sites show beside a link to an event or session."""
