"""A settlement in words: what came out in how many draws, and what that hangs on.

No figure without the inputs that drive it, their author and their range; "probability" is not
said of anything here, for nothing here has been scored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from pourparler.case.settlement import INPUTS
from pourparler.models.sensitivity.shares import Band, Share
from pourparler.models.settlement.solution import (
    Assumed,
    Delay,
    DesignResult,
    Held,
    SettlementSolution,
)

DECIDING: Final = 3
"""How many inputs are named wherever a figure is shown."""

EMPTY: Final = 0.1
"""A share of draws below which no package is said to be both signed and durable."""

_TOLD_CHANGE = 0.01
"""A share of draws from which it is told that another reading of silence changes an answer."""

OUTCOMES: Final = {
    "survival": "whether it holds",
    "gain_advancing": "whether {advancing} signs",
    "gain_other": "whether {other} signs",
}


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


def answer_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return the answer in sentences: signed, lasting, both, the price, and the order."""
    sentences = [sentence for found in solution.designs for sentence in _design(solution, found)]
    return (*sentences, *zone_words(solution))


def zone_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Say whether any design is both signed and lasting in more than a few draws."""
    boths = [found.both.share for found in solution.designs if found.both is not None]
    if boths and max(boths) < EMPTY:
        return (
            f"The zone is empty in nearly all draws: no design is both signed and holds in "
            f"{100 * EMPTY:.0f} of 100. What would turn an answer also says what would open "
            "it; other land or relief stands on the map of packages.",
        )
    return ()


def order_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return which design does better than which, in the same draw."""
    if not solution.order:
        return ()
    signed = "is signed at the price it has, and " if solution.advancing else ""
    return (
        f"A design does better in a draw when it {signed}holds longer"
        + ("; one that is not signed holds for nobody." if signed else "."),
        *(
            f"{solution.names[o.design]} does better than {solution.names[o.beats]} in "
            f"{in_draws(o.share)}."
            for o in solution.order
        ),
    )


def _design(solution: SettlementSolution, found: DesignResult) -> Iterator[str]:
    years = f"{solution.horizon_years:g} years"
    if found.signable is None or found.both is None:
        yield (
            f"{found.name}: holds for {years} with at least {solution.bar:.0%} in "
            f"{in_draws(found.durable)} from the assumptions listed."
        )
        return
    names = [f"{solution.names.get(p, p)} in {in_draws(s)}" for p, s in found.sign.items()]
    yield (
        f"{found.name}, with relief of {found.relief:g} u and {found.territory_km2:g} km2 handed "
        f"over: preferred to fighting on, in this model, by {' and by '.join(names)}; signed by "
        f"all that have to sign in {in_draws(found.signable)}; it holds for {years} with at least "
        f"{solution.bar:.0%} in {in_draws(found.durable)}; both in {in_draws(found.both)}."
    )
    if found.priced:
        cap = found.priced.within_cap
        granted = f", which could be granted in {in_draws(cap)}" if cap else ""
        yield (
            f"{found.name}: the relief at which {solution.names.get(solution.advancing or '', '')} "
            f"would stop fighting on is {band_words(found.priced.relief, 'u', digits=1)}{granted}; "
            f"at that price it is signed and holds in {in_draws(found.priced.both)}."
        )


def join_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return, for each design with guarantors, in how many draws each group wants to join."""
    return tuple(
        f"{found.name}: "
        + ", ".join(
            f"{solution.names.get(group, group)} in {in_draws(share)}"
            for group, share in found.guarantors_join.items()
        )
        + "."
        for found in solution.designs
        if found.guarantors_join
    )


def short_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return one line for each design: signed, holds, both, in so many of 100 draws."""
    lines = []
    for found in solution.designs:
        if found.signable is None or found.both is None:
            lines.append(f"{found.name}: holds in {in_draws(found.durable)}")
            continue
        lines.append(
            f"{found.name}: signed by all in {in_draws(found.signable)}, holds in "
            f"{in_draws(found.durable)}, both in {in_draws(found.both)}"
        )
    return tuple(lines)


def delay_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return what delay costs under both sequences, in sentences."""
    delay: Delay | None = solution.delay
    if delay is None:
        return ()
    advancing = solution.names.get(solution.advancing or "", "the advancing side")
    first, second = delay.deal_first, delay.ceasefire_first
    allowed = delay.breakdown_allowed_per_year
    least = (
        "In the median draw no ceasefire, however firm, would come soon enough."
        if allowed.median <= 0
        else f"In the median draw it may break at most {allowed.median:.2f} times a year."
    )
    return (
        f"Deal first: {advancing} gains {band_words(first.land_at_signature_km2, 'km2', digits=0)} "
        "until a signature, if the front moves as it did.",
        f"Ceasefire first: {band_words(second.land_at_signature_km2, 'km2', digits=0)}.",
        *land_end_words(delay, solution.names.get(solution.other or "", "the other side")),
        f"Ceasefire first loses less land in {in_draws(delay.loses_less)}. For that a ceasefire "
        f"has to come at {band_words(delay.ceasefire_needed_per_year, 'a year', digits=1)}, or "
        f"break less often. {least}",
        *(f"{label}: {words}" for label, words in delay.backtest),
    )


def land_end_words(delay: Delay, other: str) -> tuple[str, ...]:
    """Say how much land there is to lose, and how often all of it goes; nothing if unknown."""
    ahead, first, second = (
        delay.land_ahead_km2,
        delay.deal_first.all_taken,
        delay.ceasefire_first.all_taken,
    )
    if ahead is None or first is None or second is None:
        return ()
    return (
        f"No more is lost than {other} holds, {band_words(ahead, 'km2', digits=0)}. All of it goes "
        f"in {in_draws(first)} with the deal first and in {in_draws(second)} with a ceasefire "
        "first, if the front moves for years as it did in the last one.",
    )


def attribution_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return what each component adds, and how often the guarantee collapses."""
    found = solution.attribution
    if found is None:
        return ()
    name, years = solution.names[found.design], f"{solution.horizon_years:g} years"
    parts = sorted(found.contributions, key=lambda part: -part.shapley)
    listed = ", ".join(f"{part.name} {100 * part.shapley:+.1f}" for part in parts)
    sentences = [
        f"{name}: survival over {years} goes from {found.without:.2f} without it to "
        f"{found.with_all:.2f} with all of it, on average over the draws and with every pledge "
        "made. Of each 100 histories the components save, on average over all orders of adding "
        f"them (Shapley values): {listed}."
    ]
    if found.collapse and found.collapse_independent:
        sentences.append(
            "At most a quarter of the pledged force comes with a chance of "
            f"{band_words(found.collapse)}; if nobody depended on the lead, "
            f"{band_words(found.collapse_independent, digits=3)}."
        )
    return tuple(sentences)


def driver_words(solution: SettlementSolution, *, most: int = 5) -> tuple[str, ...]:
    """Return, for each outcome, the inputs that drive it most, with author and range."""
    assumed = {entry.input: entry for entry in solution.assumptions}
    outputs = dict.fromkeys(driver.output for driver in solution.drivers)
    return tuple(
        f"What decides {outcome_words(solution, output)}: "
        + "; ".join(
            f"{input_words(d.input, solution.names)} ({d.total_effect:.2f}; "
            f"{pedigree_words(assumed.get(d.input))})"
            for d in [d for d in solution.drivers if d.output == output][:most]
        )
        + "."
        for output in outputs
    )


def deciding_words(solution: SettlementSolution) -> str:
    """Return the three inputs that drive the answer most, with author and range."""
    effects: dict[str, float] = {}
    for driver in solution.drivers:
        effects[driver.input] = max(effects.get(driver.input, 0.0), driver.total_effect)
    largest = sorted(effects, key=lambda name: -effects[name])[:DECIDING]
    assumed = {entry.input: entry for entry in solution.assumptions}
    listed = "; ".join(
        f"{input_words(name, solution.names)}, {pedigree_words(assumed.get(name))}"
        for name in largest
    )
    return f"These figures hang most on: {listed}."


def outcome_words(solution: SettlementSolution, output: str) -> str:
    """Return what an outcome is, in words: ``survival:design`` as "whether it holds (...)"."""
    outcome, _, design = output.partition(":")
    names = {
        "advancing": solution.names.get(solution.advancing or "", "the advancing side"),
        "other": solution.names.get(solution.other or "", "the other side"),
    }
    words = OUTCOMES.get(outcome, outcome).format(**names)
    return f"{words} ({solution.names.get(design, design)})"


def silence_words(
    held: Held | None, designs: Sequence[DesignResult], names: Mapping[str, str]
) -> tuple[str, ...]:
    """Say which positions are long unsaid, and whether it matters what that is taken for.

    Parameters
    ----------
    held : Held, optional
        The settlement run again with them as last stated; None where none is stale.
    designs : sequence of DesignResult
        As they come out with positions as drifted since.
    names : mapping of id to name
    """
    if held is None:
        return ()
    silent = ", ".join(f"{names.get(p, p)} on {names.get(i, i)}" for p, i in held.positions)
    first = f"Long unsaid, and used as drifted since: {silent}."
    drifted = {found.design: found for found in designs}
    changed = [
        f"{names[one.design]} is signed by all in {in_draws(one.signable)} ({in_draws(signable)} "
        f"as drifted), holds in {in_draws(one.durable)}, both in {in_draws(one.both)} "
        f"({in_draws(both)})"
        for one in held.designs
        if (found := drifted[one.design])
        and (signable := found.signable) is not None
        and (both := found.both) is not None
        and max(
            abs(one.signable.share - signable.share),
            abs(one.durable.share - found.durable.share),
            abs(one.both.share - both.share),
        )
        >= _TOLD_CHANGE
    ]
    if not changed:
        return (
            f"{first} Run again as last stated, in the same draws, no design is signed or holds "
            "in one of 100 draws more or less.",
        )
    return (f"{first} Run again as last stated, in the same draws: {'; '.join(changed)}.",)


def private_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return how far private lines would have to lie from stated ones to flip an answer."""
    sentences = []
    for found in solution.private:
        party = solution.names.get(found.party, found.party)
        if not found.issues:
            continue
        does = "signs" if found.signs else "does not sign"
        issues = " and ".join(solution.names.get(issue, issue) for issue in found.issues)
        how = (
            "no private line on the scale would change that by itself"
            if found.points is None
            else f"its private line on {issues} would have to lie {found.points:.0f} points of 100 "
            "from what it states to change that"
        )
        sentences.append(
            f"With all inputs at their medians {party} {does} "
            f"({solution.names[found.design]}); {how}."
        )
    return tuple(sentences)


def turn_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return what alone would turn each answer, all other inputs at their medians."""
    answers = dict.fromkeys((turn.answer, turn.design) for turn in solution.turns)
    sentences = []
    for answer, design in answers:
        turns = [
            f"{input_words(turn.input, solution.names)} at {number_words(turn.at)} "
            f"(median {number_words(turn.median)})"
            for turn in solution.turns
            if (turn.answer, turn.design) == (answer, design) and turn.at is not None
        ]
        outcome = outcome_words(solution, f"{answer}:{design}")
        sentences.append(
            f"{outcome[:1].upper()}{outcome[1:]} would be turned by "
            + (", or by ".join(turns) if turns else "none of the largest drivers within its range")
            + ", all else at its median."
        )
    return tuple(sentences)


def number_words(number: float) -> str:
    """Return a number with three digits that count, written out.

    Examples
    --------
    >>> number_words(4352.4), number_words(0.00949), number_words(27.04)
    ('4,352', '0.00949', '27')
    """
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"


def reversal_words(solution: SettlementSolution) -> tuple[str, ...]:
    """Return which inputs alone would reverse the order of two designs."""
    return tuple(
        f"{solution.names[order.design]} before {solution.names[order.beats]} would be reversed by "
        + ", or by ".join(
            f"{input_words(name, solution.names)} at {number_words(at)}"
            for name, at in order.reversed_by
        )
        + "."
        for order in solution.order
        if order.reversed_by
    )


def pedigree_words(assumed: Assumed | None) -> str:
    """Return an input's range and who answers for it; reports do for what is no assumption."""
    if assumed is None:
        return "from the reports"
    source = assumed.cited or f"assumption of {assumed.author}"
    return f"{range_words(assumed)}, {source}"
