"""Shares, bands and assumed inputs of a settlement, in words."""

from __future__ import annotations

from pourparler.case.settlement import INPUTS
from pourparler.models.sensitivity.shares import Band, Share
from pourparler.models.settlement.solution import Assumed


def in_draws(share: Share) -> str:
    """Return how often something came out, never 0 and never all.

    Examples
    --------
    >>> in_draws(Share(102, 512)), in_draws(Share(0, 512)), in_draws(Share(512, 512))
    ('20 of 100 draws', 'fewer than 1 of 100 draws', 'more than 99 of 100 draws')
    """
    per_cent = round(100 * share.share)
    if 100 * share.share < 1:
        return "fewer than 1 of 100 draws"
    if 100 * share.share > 99:
        return "more than 99 of 100 draws"
    return f"{per_cent} of 100 draws"


def band_words(band: Band, unit: str = "", *, digits: int = 2) -> str:
    """Return a band, the median in the middle.

    Examples
    --------
    >>> band_words(Band(5117.7, 463.9, 33186.1), "km2", digits=0)
    '464 to 33,186 km2 (median 5,118)'
    """
    low, middle, high = (f"{value:,.{digits}f}" for value in (band.low, band.median, band.high))
    tail = f" {unit}" if unit else ""
    return f"{low} to {high}{tail} (median {middle})"


def number_words(number: float) -> str:
    """Return a number with three digits that count, written out.

    Examples
    --------
    >>> number_words(4352.4), number_words(0.00949), number_words(27.04)
    ('4,352', '0.00949', '27')
    """
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"


def input_words(name: str, names: dict[str, str]) -> str:
    """Return what an input is, in words.

    Examples
    --------
    >>> input_words("attack_gain", {}), input_words("us.reliability", {"us": "United States"})
    ('attack gain', 'United States: reliability')
    """
    if name in INPUTS:
        return name.removesuffix("_per_year").replace("_", " ").replace(" km2", "")
    owner, _, rest = name.partition(".")
    if owner in ("position", "red_line", "salience", "exchange"):
        parts = [names.get(part, part.replace("_", " ")) for part in rest.split(".")]
        kinds = {
            "position": "stated position",
            "red_line": "red line",
            "salience": "importance",
            "exchange": "worth of other issues",
        }
        return f"{parts[0]}: {kinds[owner]}" + (f" on {parts[1].lower()}" if parts[1:] else "")
    words = rest.replace(".", " ").replace("_", " ").removesuffix(" per year")
    return f"{names.get(owner, owner.replace('_', ' '))}: {words}"


def range_words(assumed: Assumed) -> str:
    """Return an input's range with its unit.

    Examples
    --------
    >>> range_words(Assumed(input="attack_gain", low=15, high=60, author="A", reason="R",
    ...                     cited="", known_on="2025-02-01"))
    '15 to 60 u'
    """
    unit = INPUTS.get(assumed.input, ("", ""))[0]
    unit = "" if unit in ("", "1", "share", "u/u") else f" {unit}"
    low, high = number_words(assumed.low), number_words(assumed.high)
    return f"{low}{unit}" if assumed.low >= assumed.high else f"{low} to {high}{unit}"


def pedigree_words(assumed: Assumed | None) -> str:
    """Return an input's range and who answers for it; reports do for what is no assumption."""
    if assumed is None:
        return "from the reports"
    source = assumed.cited or f"assumption of {assumed.author}"
    return f"{range_words(assumed)}, {source}"
