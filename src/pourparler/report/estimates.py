"""Stated positions as a page draws them: records that are filled elsewhere, and their shapes.

Nothing here estimates. A strip is 100 units wide, whatever the issue: the points of the
scale, or the options of an unordered one side by side.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

STRIP_HEIGHT: Final = 14.0
_LEAST_SHOWN: Final = 0.004
_GAP: Final = 2.0
_STROKES: Final = 25
_NEAR: Final = 0.25
"""Less than what a line on a screen covers, in units of the strip's height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The stated position of one actor on one issue, ready to be drawn.

    Attributes
    ----------
    actor, issue : str
    density : tuple of float
        Mass of 101 points of the scale, or of each option.
    points : tuple of float
        Where the options stand; empty on an unordered scale.
    words : str
        The position in words and figures, for those who read.
    intervals : tuple of (low, high)
        Where 80 % lies.
    is_known : bool
        Whether anything was said that places it; if not it is drawn grey.
    is_stale : bool
        Whether that is too long ago to go by; it is then hatched.
    moved_from, moved_to : float or None
        Of the last shift, in units of the strip, and ``shift`` its number on the page.
    note, flag : str
        What reviewed readings alone, or one publisher less, would change, and in few words.
    crossed, crossed_flag : str
        What the latest words are, where they point elsewhere, and why the estimate stays; and
        the same for a cell that has them above it.
    """

    actor: str
    issue: str
    density: tuple[float, ...]
    points: tuple[float, ...]
    words: str
    intervals: tuple[tuple[float, float], ...]
    is_known: bool
    is_stale: bool
    moved_from: float | None = None
    moved_to: float | None = None
    shift: int | None = None
    note: str = ""
    flag: str = ""
    crossed: str = ""
    crossed_flag: str = ""

    @property
    def outline(self) -> str:
        """The SVG path of the density, 100 wide and `STRIP_HEIGHT` high, standing on its foot."""
        top = max(self.density)
        if not self.points:
            return _bars(self.density, top)
        step = 100.0 / (len(self.density) - 1)
        heights = [STRIP_HEIGHT * (1 - mass / top) for mass in self.density]
        curve = "L".join(f"{n * step:g},{y:.1f}" for n, y in enumerate(heights))
        return f"M0,{STRIP_HEIGHT:g}L{curve}L100,{STRIP_HEIGHT:g}Z"

    @property
    def sketch(self) -> str:
        """The outline with as few corners as the eye needs, for pages with a thousand strips."""
        return _sketch(self.density) if self.points else self.outline

    @property
    def hatching(self) -> str:
        """The SVG path of upright strokes under the density, for what was long unsaid."""
        top, count = max(self.density), len(self.density)
        places = [(n + 0.5) * 100.0 / _STROKES for n in range(_STROKES)]
        heights = [
            STRIP_HEIGHT * self.density[min(int(x * count / 100.0), count - 1)] / top
            for x in places
        ]
        return "".join(
            f"M{x:.1f},{STRIP_HEIGHT:g}v{-height:.1f}"
            for x, height in zip(places, heights, strict=True)
        )

    @property
    def arrow(self) -> str:
        """The SVG path of an arrow from where it stood to where it stands, or nothing."""
        if self.moved_from is None or self.moved_to is None:
            return ""
        head = 4.0 if self.moved_to < self.moved_from else -4.0
        end = self.moved_to
        return f"M{self.moved_from:.0f},-4H{end:.0f}m{head:g},-2.5L{end:.0f},-4l{head:g},2.5"


@lru_cache(maxsize=8192)
def _sketch(density: tuple[float, ...]) -> str:
    """Return the outline of a density without the points that lie on a line with others."""
    top, last = max(density), len(density) - 1
    heights = [STRIP_HEIGHT * (1 - mass / top) for mass in density]
    kept = [0]
    for place in range(1, last):
        if not _is_straight(heights, kept[-1], place + 1):
            kept.append(place)
    curve = "L".join(f"{100.0 * n / last:g},{heights[n]:.1f}" for n in (*kept, last))
    return f"M0,{STRIP_HEIGHT:g}L{curve}V{STRIP_HEIGHT:g}Z"


def _is_straight(heights: list[float], start: int, end: int) -> bool:
    slope = (heights[end] - heights[start]) / (end - start)
    return all(
        abs(heights[start] + slope * (n - start) - heights[n]) < _NEAR
        for n in range(start + 1, end)
    )


def _bars(shares: tuple[float, ...], top: float) -> str:
    """Return a bar for each option, side by side."""
    width = 100.0 / len(shares)
    return "".join(
        f"M{n * width + _GAP / 2:.1f},{STRIP_HEIGHT:g}v{-STRIP_HEIGHT * share / top:.1f}"
        f"h{width - _GAP:.1f}v{STRIP_HEIGHT * share / top:.1f}Z"
        for n, share in enumerate(shares)
        if share >= _LEAST_SHOWN
    )


SPARKS: Final = "▁▂▃▄▅▆▇█"


def spark_words(estimate: Estimate, *, width: int = 17) -> str:
    """Return the density as a line of blocks, for a terminal.

    Examples
    --------
    >>> spark_words(Estimate(
    ...     actor="north", issue="truce", density=(0.1, 0.8, 0.1), points=(), words="",
    ...     intervals=(), is_known=True, is_stale=False,
    ... ))
    '▂█▂'
    """
    masses = list(estimate.density)
    if estimate.points:
        share = len(masses) / width
        cuts = [round(n * share) for n in range(width + 1)]
        masses = [sum(masses[a:b]) for a, b in itertools.pairwise(cuts)]
    top = max(masses)
    return "".join(SPARKS[round(mass / top * (len(SPARKS) - 1))] for mass in masses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement that a figure rests on: its anchor in the page, its cue and its content."""

    target: str
    day: str
    speaker: str
    cue: str
    words: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A shift or a contradiction: who, on what, when, in words, and both sides' statements."""

    number: int
    actor: str
    issue: str
    label: str
    days: str
    words: str
    before: tuple[Said, ...]
    after: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An utterance on a line: where in the drawing, how far its options reach, what it opens."""

    x: float
    low: float
    high: float
    modality: str
    title: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The stated position of one actor on one issue through time, in pixels.

    ``band`` and ``median`` are SVG paths on an ordered scale; on an unordered one ``cells``
    are (x, y, width, height, share) of each option, darker where it is likelier.
    """

    name: str
    band: str
    median: str
    cells: tuple[tuple[float, float, float, float, float], ...]
    dots: tuple[Dot, ...]
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLines:
    """All lines of one issue, its options with their heights, and the dates on the axis.

    ``others`` are actors with too little said for a line.
    """

    issue: str
    label: str
    options: tuple[tuple[float, str], ...]
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[Line, ...]
    others: tuple[str, ...]
    width: float
    height: float
