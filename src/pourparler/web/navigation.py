"""The pages that stand in the navigation, in order. A new group of pages adds its line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the navigation; ``below`` are the beginnings of the addresses under it.

    ``is_live`` is a page that only a server can answer.
    """

    label: str
    path: str
    below: tuple[str, ...] = ()
    is_live: bool = False

    def is_here(self, path: str) -> bool:
        """Say whether a page belongs to this entry."""
        return path == self.path or path.startswith(self.below)


def entries() -> tuple[Entry, ...]:
    """Return the entries in order."""
    return (
        Entry("Overview", "/"),
        Entry("Issues", "/issues", ("/issue/",)),
        Entry("Actors", "/actors", ("/actor/",)),
        Entry("Reports", "/reports", ("/report/", "/bring")),
        Entry("Review", "/queue", is_live=True),
        Entry("Speakers", "/speakers", is_live=True),
        Entry("Changes", "/changes"),
        Entry("Commitments", "/commitments"),
        Entry("Events", "/events"),
        Entry("Settlement", "/settlement"),
        Entry("Assumptions", "/assumptions"),
        Entry("Brief", "/brief", is_live=True),
        Entry("Search", "/search", is_live=True),
        Entry("History", "/history", is_live=True),
        Entry("Agreement", "/agreement", ("/second/",), is_live=True),
    )
