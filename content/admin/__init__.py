"""Building blocks of the site's admin pages."""
