"""What the other pages of the programme show: pure, but for the search."""
