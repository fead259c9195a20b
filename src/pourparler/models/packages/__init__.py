"""Packages: one option per issue, and what each party makes of them together."""
