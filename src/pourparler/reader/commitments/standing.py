"""How a commitment stands by what was told of it: the first end, until it is made again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pourparler.case.commitments import CommitmentMention


def told_end(told: Iterable[CommitmentMention]) -> CommitmentMention | None:
    """Return the telling that a commitment's fate rests on, or None while none is told.

    Parameters
    ----------
    told : iterable of CommitmentMention
        Of one commitment, in order of time.

    Notes
    -----
    The first end that is told stands, until the commitment is made again after that. What is
    on hold can still come to an end.
    """
    end: CommitmentMention | None = None
    for mention in told:
        if mention.telling == "made":
            later = end and (mention.told_first or date.min) > end.told_last
            end = None if later else end
        elif end is None or end.telling == "on_hold":
            end = mention
    return end
