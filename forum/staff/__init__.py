"""The staff's side of the site: the admin itself and the roles of those who use it."""
