"""Backups of the whole site, and the way back: one archive with its rows and its files.

`making.py` makes an archive and `restoring.py` restores one, with a module for each database.
"""
