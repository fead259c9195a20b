"""Two designs or scenarios held against each other in the same draws, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pourparler.models.sensitivity.shares import Share
from pourparler.models.settlement.comparison import Comparison, Decider, Thirds
from pourparler.report.figure_words import in_draws, number_words


@dataclass(frozen=True, slots=True)
class Row:
    """In how many draws something is so of the one, of the other, and of neither."""

    words: str
    one: Share
    other: Share
    neither: Share | None


def per_hundred(share: Share) -> str:
    """Return a share of 100 draws with the interval that chance alone gives it, rounded outwards.

    Examples
    --------
    >>> per_hundred(Share(102, 512)), per_hundred(Share(0, 512))
    ('20 (16 to 24)', 'under 1 (0 to 1)')
    """
    low, high = share.interval
    middle = in_draws(share).removesuffix(" of 100 draws")
    middle = middle.replace("fewer than", "under").replace("more than", "over")
    return f"{middle} ({math.floor(100 * low)} to {math.ceil(100 * high)})"


def comparison_rows(found: Comparison, names: Mapping[str, str]) -> tuple[Row, ...]:
    """Return what is told of two that are held against each other, draw by draw.

    Parameters
    ----------
    found : Comparison
        Where no party is in it, nobody has to sign.
    names : mapping of party to str
        What parties are called.
    """
    does = "Signed by all, and holds" if found.prefer else "Holds"
    return (
        Row(does, found.both, found.both_other, found.neither),
        Row("… and the other is not", found.only, found.only_other, None),
        Row("Does better", found.better, found.worse, found.alike),
        *(
            Row(
                f"Better for {names.get(prefer.party, prefer.party)}",
                prefer.one,
                prefer.other,
                prefer.alike,
            )
            for prefer in found.prefer
        ),
    )


def better_words(*, sided: bool) -> str:
    """Say what it is to do better."""
    if not sided:
        return "To do better is to hold longer."
    return (
        "To do better is to be signed at the relief it needs, up to the cap, and to hold longer; "
        "what is not signed holds for nobody."
    )


def turning_words(decider: Decider) -> str:
    """Say where an input turns the order of the two; nothing where it does not.

    Examples
    --------
    >>> even = Thirds(low=Share(40, 170), high=Share(40, 170))
    >>> turning_words(Decider(input="attack_gain", signed=even, holds=even, both=even,
    ...     better=Thirds(low=Share(60, 170), high=Share(10, 170)),
    ...     worse=Thirds(low=Share(5, 170), high=Share(50, 170)), turns_at=(21.5, 24.0)))
    'by itself between 21.5 and 24; in the third of draws where it is highest'
    """
    return "; ".join(_turning(decider))


def _turning(decider: Decider) -> Iterator[str]:
    if decider.turns_at:
        low, high = (number_words(end) for end in decider.turns_at)
        yield f"by itself between {low} and {high}"
    if decider.reverses:
        end = "lowest" if decider.reverses == "low" else "highest"
        where = f"in the third of draws where it is {end}"
        yield where if decider.is_reversal_clear else f"perhaps {where} (no more than chance)"


def thirds_words(both: Thirds) -> str:
    """Return how often of 100 draws where an input is lowest, and where it is highest.

    Examples
    --------
    >>> thirds_words(Thirds(low=Share(60, 170), high=Share(10, 170)))
    '35 to 6'
    """
    low, high = (per_hundred(share).partition(" (")[0] for share in (both.low, both.high))
    return f"{low} to {high}" + ("" if both.is_clear else " ~")
