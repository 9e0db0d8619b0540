"""The other pages of the programme: pure, but for the search."""
