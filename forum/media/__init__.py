"""Uploaded files: where they are stored, and who may read them."""
