"""Events to show: the first forum, the invented showcase, and the samples of the pattern page."""
