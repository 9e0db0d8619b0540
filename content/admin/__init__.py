"""What every admin page of this site has in common."""
