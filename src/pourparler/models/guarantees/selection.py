"""Pledges are tested when they look weak: what a record of broken ones does not say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from pourparler.models.arguments import Floats, take


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """What is seen of pledges whose reliability r ~ Beta(a, b), attacked where r < r*.

    Attributes
    ----------
    reliability : array, average of all pledges
    when_tested : array, average of those that are attacked; what a record shows
    share_tested : array, how many are attacked
    """

    reliability: Floats
    when_tested: Floats
    share_tested: Floats


def select_tested(a: ArrayLike, b: ArrayLike, *, tested_below: ArrayLike) -> Tested:
    """Return the reliability of the pledges that are tested, beside that of all.

    Parameters
    ----------
    a, b : array, above 0
        Of the Beta distribution of reliabilities.
    tested_below : array, in (0, 1]
        r*: pledges that look weaker are attacked. It is not known: treat it as uncertain.

    Notes
    -----
    E[r | r < r*] = a/(a+b) I_{r*}(a+1, b) / I_{r*}(a, b). So 50 to 75 % of pledges honoured
    when tested agree with 75 to 90 % of all; neither figure is the other's correction.

    References
    ----------
    Smith (1995) and Leeds (2003), International Organization; Fearon (2002).

    Examples
    --------
    >>> found = select_tested(3.0, 1.0, tested_below=0.7)
    >>> float(found.reliability), float(found.when_tested.round(4))
    (0.75, 0.525)
    """
    first, second = take("a", a, "above 0"), take("b", b, "above 0")
    below = take("tested_below", take("tested_below", tested_below, "above 0"), "between 0 and 1")
    average = first / (first + second)
    share = special.betainc(first, second, below)
    tiny = share < np.finfo(np.float64).tiny  # so rare that r is all but b^(a-1) below r*
    held = special.betainc(first + 1.0, second, below) / np.where(tiny, 1.0, share)
    tested = np.where(tiny, below * first / (first + 1.0), average * held)
    return Tested(reliability=average, when_tested=tested, share_tested=share)
