"""Meetings, calls, summits, talks and visits: who, where and when, and what was said there."""

from pourparler.reader.events.joining import find_events

__all__ = ["find_events"]
