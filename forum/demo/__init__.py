"""Demo data: the first forum, the invented showcase, and the samples of the pattern page.

The running site imports none of it in production.
"""
