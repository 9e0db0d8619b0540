"""Signing in: a password, then whatever the account must do before it may work.

A half-filled form is carried through all of it.
"""
