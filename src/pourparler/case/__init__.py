"""The records and the case file: what every other layer speaks about."""
