"""The admin site and the roles of its users."""
