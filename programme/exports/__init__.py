"""The programme in the formats that other programs read."""
