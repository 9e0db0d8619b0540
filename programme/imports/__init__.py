"""Programmes from files: read as plain values, compared with what is stored, written as one act."""
