"""Reports draw and render what they are given."""
