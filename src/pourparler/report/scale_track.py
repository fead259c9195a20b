"""Where a coding stands on its issue's scale, for the small track under a cell."""

from __future__ import annotations

from dataclasses import dataclass

from pourparler.case.issues import Issue
from pourparler.case.records import Coding


@dataclass(frozen=True, slots=True)
class Track:
    """The points of the options and the coded range, all from 0 to 100."""

    options: tuple[float, ...]
    low: float
    high: float
    against: bool


def scale_track(issue: Issue, coding: Coding) -> Track | None:
    """Return the track of an informative coding, None where there is nothing to place.

    Options of an unordered issue stand nowhere, and neither does an option id that the
    case no longer has.
    """
    if issue.scale == "unordered" or coding.modality in ("ambiguous", "declined"):
        return None
    points = {option.id: option.at for option in issue.options if option.at is not None}
    ends = [points[o] for o in (coding.from_option, coding.to_option) if o in points]
    if not ends:
        return None
    return Track(tuple(points.values()), min(ends), max(ends), coding.modality == "opposes")
