"""What an answer hangs on and what would turn it, in words: inputs, private lines, silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pourparler.models.settlement.solution import DesignResult, Held, SettlementSolution
from pourparler.report.figure_words import in_draws, input_words, number_words, pedigree_words

DECIDING: Final = 3
"""How many inputs are named wherever a figure is shown."""

OUTCOMES: Final = {
    "survival": "whether it holds",
    "gain_advancing": "whether {advancing} signs",
    "gain_other": "whether {other} signs",
}

_TOLD_CHANGE = 0.01
"""A share of draws from which it is told that another reading of silence changes an answer."""


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
