"""Merging two records of one person or organization: the comparison, what moves, and the act."""
