"""The numbers that no report gives, each with its reason, all in one place.

They were set on simulated talks and on judgement about reporting, never on a real case, and
before any was looked at. ``benchmarks/simulated_talks.py`` prints the simulation. Each can be
replaced for a case; ``walk`` and ``jump_rate`` can be fitted with ``fitting.fit_motion``.
"""

from __future__ import annotations

from typing import Final

GRID_POINTS: Final = 101
"""One point of the scale: finer than any worded option, coarse enough for an instant answer."""

WALK: Final = 0.1
"""Variance per day in squared points: 6 points in a year, so that wording drifts but a move
from one option to the next is left to jumps. In the simulation it costs, on average and at worst,
within 0.01 nats of the least where the truth may be anything from 0 to 3."""

JUMP_RATE: Final = 0.005
"""Per day: a jump every 200 days. In the simulation this costs least on average, within 0.01
nats, where the truth may be anything from one a month to one in five years."""

CONDITIONAL_SPREAD: Final = 2.0
"""A conditional statement is meant twice as loosely."""

CONDITIONAL_LEAST_ERROR: Final = 0.3
"""A condition that may never be met: at least three in ten say nothing of the position."""

LEAST_ERROR: Final = 1e-6
"""No statement is beyond doubt, so that two that exclude each other leave a distribution."""

TEMPERING_DAYS: Final = 7
UTTERANCES_A_WEEK: Final = 2.0
"""Repeating a line is how talks are conducted; a week of it is two witnesses, not ten."""

RANGE_POINTS: Final = 3
"""Days at which an utterance of uncertain date is tried: the middles of three equal parts."""

OPEN_RANGES: Final = 3
"""Ranges that may overlap before the shortest are put at their middle day. Each doubles the
work; three cover what reports of one meeting leave open."""

BLOCK_STEPS: Final = 65_536
"""Steps worked on at once: about 200 MB at 101 points."""

SHIFT_ODDS: Final = 3.0
"""Posterior over prior odds of a jump: what is called substantial evidence (Jeffreys 1961)."""

SHIFT_CHANCE: Final = 0.5
"""A change is reported when it is likelier than none."""

APART_OPTION_GAPS: Final = 0.5
"""In distances of the two closest options. Half of one is how far a position has to move from
an option to be nearer the next; asking for a whole one would, as statements are loose, never
report a move between neighbours."""

SHIFT_GAPS: Final = 8
"""How many gaps between utterances a shift may be spread over."""

CONTRADICTION_DAYS: Final = 3
"""Two utterances further apart may be a change of mind; within three days that is not what
listeners take it for."""

STALE_DAYS: Final = 180
"""After half a year without a word a position is marked: by then, at the default rate, three in
five have jumped."""

RESPACINGS: Final = 50
"""Enough to tell a share of nine in ten from one of seven in ten."""

LEAST_SPACING: Final = 0.25
"""Options of a re-spaced scale keep a quarter of their average distance: somebody worded them
as different answers."""

AGREE_DISTANCE: Final = 0.25
"""Two actors agree when they stand on average within a quarter of the scale: nearer to the same
one of three options than to different ones."""

ALIGNMENT_DRAWS: Final = 400
"""A share near one half is then known to 0.025."""
