"""The programme in the forms that other programs read."""
