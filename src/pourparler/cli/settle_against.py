"""Two designs held against each other, as the terminal prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pourparler.cli.output import print_lines, print_table

if TYPE_CHECKING:
    from pourparler.models.sensitivity.shares import Share
    from pourparler.workbench.settle.surface import Answer


def print_comparison(answer: Answer, *, full: bool) -> None:
    """Print how often each of the two does better, and what reverses that.

    Parameters
    ----------
    answer : Answer
    full : bool
        Also every input that the answer hangs on, in the thirds of draws.
    """
    from pourparler.report.comparison_words import better_words, comparison_rows, per_hundred

    names = dict(answer.names)
    one, other = names[answer.scenario.design], names[answer.scenario.against]
    rows = [
        (row.words, per_hundred(row.one), per_hundred(row.other), _neither(row.neither))
        for row in comparison_rows(answer.comparison, names)
    ]
    print_table(("in the same draw", one, other, "neither"), rows, title=_title(answer))
    sided = bool(answer.comparison.prefer)
    print_lines((better_words(sided=sided), *_reversals(answer)))
    if full:
        _print_deciders(answer)
    else:
        typer.echo("\n--full adds how often each came out where an input is low, and where high.")


def _neither(share: Share | None) -> str:
    from pourparler.report.comparison_words import per_hundred

    return "" if share is None else per_hundred(share)


def _title(answer: Answer) -> str:
    return (
        f"In how many of 100 draws ({answer.draws} draws, horizon {answer.horizon_years:g} years, "
        f"bar {answer.bar:.0%});\nin brackets, what chance makes of so many draws"
    )


def _reversals(answer: Answer) -> tuple[str, ...]:
    """Return the inputs that turn the order, with range and author; or that none does."""
    from pourparler.report.comparison_words import turning_words

    told = [(decider, turning_words(decider)) for decider in answer.deciders]
    turning = [f"- {_input(answer, d.input)}: {words}" for d, words in told if words]
    if not turning:
        turning = [f"- None of the {len(told)} inputs that matter most, within its range."]
    return ("\nWhat reverses which does better", *turning)


def _input(answer: Answer, name: str) -> str:
    from pourparler.report.figure_words import input_words, pedigree_words

    entry = next((e for e in answer.assumptions if e.input == name), None)
    return f"{input_words(name, dict(answer.names))} ({pedigree_words(entry)})"


def _print_deciders(answer: Answer) -> None:
    from pourparler.report.comparison_words import thirds_words
    from pourparler.report.figure_words import input_words

    outcomes = {"both": "both", "better": "does better", "worse": "does worse"}
    if answer.comparison.prefer:
        outcomes = {"signed": "signed by all", "holds": "holds"} | outcomes
    names = dict(answer.names)
    typer.echo("")
    print_table(
        ("input", *outcomes.values()),
        [
            (
                input_words(decider.input, names),
                *(thirds_words(getattr(decider, outcome)) for outcome in outcomes),
            )
            for decider in answer.deciders
        ],
        title="Of 100 draws: where the input is in its lowest third to where it is in its highest\n"
        "(~ no more than chance makes)",
    )
