"""Readers of the formats of other programmes, one each."""
