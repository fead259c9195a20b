"""pourparler: an open workbench for peace negotiations.

Dated reports become sourced statements, statements become stated positions, and
positions with signed assumptions become settlements somebody could sign. Importing
this package loads nothing heavy; each layer is imported where it is used.
"""

__version__ = "0.1.0.dev0"

__all__ = ["__version__"]
