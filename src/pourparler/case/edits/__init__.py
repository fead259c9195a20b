"""Edits of a case file's text that leave comments, order and layout of the rest alone."""
