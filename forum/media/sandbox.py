"""An uploaded file that is opened by itself can do nothing, whatever it contains."""

SANDBOX = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""A file that is opened by itself can do nothing, whatever is in it."""
