"""Train the attribution tagger that comes with the package; see README.md here."""
