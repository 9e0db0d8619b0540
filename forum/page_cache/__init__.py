"""Answers for public pages without rendering them: 304, or a copy."""
