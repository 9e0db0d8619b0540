"""What was done to the rows of content, by whom, and how it is undone."""
