"""Tables as files: what is given is written, whatever it is about."""
