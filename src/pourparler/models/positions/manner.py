"""How the manner of a statement bears on what it says: by attribution, force and hedge.

Every number here is a judgement about reporting in general, set on the fictional case and on
no other, and stands in one place so that it can be argued with. What the reader may have
got wrong is kept apart from what the speaker may not have meant: only the first goes away
when a person reviews the statement.
"""

from __future__ import annotations

from typing import Final

from pourparler.errors import RangeError

SPREAD_BY_ATTRIBUTION: Final = {
    "deed": 6.0,
    "direct": 8.0,
    "mixed": 9.0,
    "indirect": 10.0,
    "anonymous": 15.0,
}
"""Points of the scale: a deed shows where somebody stands better than words do, a speaker's
own words better than a reporter's, and both better than those of an unnamed official."""

SPREAD_BY_FORCE: Final = {
    "wish": 1.5,
    "demand": 1.0,
    "red_line": 1.0,
    "offer": 1.25,
    "acceptance": 1.0,
    "refusal": 1.0,
    "threat": 1.25,
    "promise": 1.0,
    "deed": 1.0,
    "description": 1.0,
}
"""Times the spread above: wishes, offers and threats are looser talk than demands. What is
simply said has no force of its own in the reader's eyes and counts as ``description``."""

HEDGED_SPREAD: Final = 1.5
"""Times the spread: "possibly", "in principle"."""

NOT_MEANT_BY_ATTRIBUTION: Final = {
    "deed": 0.0,
    "direct": 0.0,
    "mixed": 0.01,
    "indirect": 0.03,
    "anonymous": 0.2,
}
"""Chance that it is not the actor's line: an unnamed official may speak for nobody."""

NOT_MEANT_BY_FORCE: Final = {
    "wish": 0.08,
    "demand": 0.05,
    "red_line": 0.05,
    "offer": 0.05,
    "acceptance": 0.03,
    "refusal": 0.05,
    "threat": 0.1,
    "promise": 0.08,
    "deed": 0.02,
    "description": 0.05,
}
"""Chance of bluff or loose talk: threats and wishes cost least to make. A bluff that is kept up
is a stated position all the same, so that these are small; they were set on the fictional
case, whose one movement that every reader sees has to be found."""

NOT_MEANT_HEDGED: Final = 0.1
"""Chance that a hedge was the message."""

TOLD_BY_ANOTHER: Final = 0.3
"""Chance that an actor was misreported by another: who tells has a side, too."""

MISREAD_REVIEWED: Final = 0.02
"""Chance that a reading is wrong which a person made or confirmed; people slip."""

ASSESSED_SPREAD: Final = 10.0
"""Points beyond the range that an analyst gives as an own estimate, where it is mixed in: as loose
as what is told indirectly."""

ASSESSED_WRONG: Final = 0.3
"""Chance that an analyst is wrong about an actor: as often as another who tells of it."""


def spread_points(attribution: str, force: str, *, hedged: bool) -> float:
    """Return how loosely an option is meant, in points of a scale from 0 to 100.

    Examples
    --------
    >>> spread_points("direct", "demand", hedged=False)
    8.0
    >>> spread_points("anonymous", "wish", hedged=True)
    33.75
    """
    loose = SPREAD_BY_ATTRIBUTION[attribution] * SPREAD_BY_FORCE[force]
    return loose * HEDGED_SPREAD if hedged else loose


def not_meant_chance(attribution: str, force: str, *, hedged: bool) -> float:
    """Return the chance, in [0, 1), that the actor does not stand where it was heard to.

    The reasons are taken as independent of each other.

    Examples
    --------
    >>> round(not_meant_chance("indirect", "threat", hedged=True), 3)
    0.214
    """
    meant = (1 - NOT_MEANT_BY_ATTRIBUTION[attribution]) * (1 - NOT_MEANT_BY_FORCE[force])
    return 1 - (meant * (1 - NOT_MEANT_HEDGED) if hedged else meant)


def misread_chance(
    probability: float, confidence: float, *, is_reviewed: bool, is_told: bool
) -> float:
    """Return the chance, in [0, 1], that the reading is wrong.

    Parameters
    ----------
    probability : float, in [0, 1]
        That issue and options are right, given that it is a statement.
    confidence : float, in [0, 1]
        That it is a statement of this source.
    is_reviewed : bool
        A person made or confirmed the reading: almost nothing is left of the reader's
        doubt.
    is_told : bool
        The position is another actor's than the speaker's. This doubt stays.

    Raises
    ------
    RangeError
        A chance is outside [0, 1].

    Examples
    --------
    >>> misread_chance(0.9, 0.8, is_reviewed=False, is_told=False)
    0.28
    >>> misread_chance(0.9, 0.8, is_reviewed=True, is_told=False)
    0.02
    """
    for name, chance in (("probability", probability), ("confidence", confidence)):
        if not 0 <= chance <= 1:
            raise RangeError(f"{name} is {chance}; a chance from 0 to 1 is needed")
    right = 1 - MISREAD_REVIEWED if is_reviewed else probability * confidence
    return round(1 - (right * (1 - TOLD_BY_ANOTHER) if is_told else right), 12)
