"""Threats and promises: what was said to depend on what, until when, and what came of it."""

from pourparler.reader.commitments.joining import find_commitments

__all__ = ["find_commitments"]
