"""Uploaded pictures and their renditions."""
