"""``pourparler settle``: who would sign, whether it would hold, what delay costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.options import AsOf, CaseName, Json, KnownAt
from pourparler.cli.output import print_json, print_table, working_progress

if TYPE_CHECKING:
    from pourparler.models.settlement.solution import SettlementSolution


def settle(  # noqa: PLR0913  (a command line has as many parameters as it has options)
    case: CaseName,
    draws: Annotated[
        int | None, typer.Option(metavar="N", help="Base draws, a power of two; 1024 if left out.")
    ] = None,
    seed: Annotated[int | None, typer.Option(metavar="N", help="Of the draws.")] = None,
    design: Annotated[
        str | None, typer.Option(metavar="ID", help="Take this design apart.")
    ] = None,
    horizon: Annotated[
        float | None, typer.Option(metavar="YEARS", help="How long it has to hold.")
    ] = None,
    bar: Annotated[
        float | None, typer.Option(metavar="SHARE", help="Survival that is called durable.")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    json: Json = False,
) -> None:
    """Tell in how many draws each design is signed, holds, both, and what delay costs."""
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.settle.plan import DRAWS, SEED, SettleOptions
    from pourparler.workbench.settle.run import settle_case
    from pourparler.workbench.settle.shape import settle_json
    from pourparler.workbench.view import View

    folder = open_case(case)
    options = SettleOptions(
        draws=DRAWS if draws is None else draws,
        seed=SEED if seed is None else seed,
        design=design,
        horizon_years=horizon,
        bar=bar,
    )
    view = View(as_of=as_of, known_at=known_at)
    with working_progress("settling", quiet=json) as progress:
        settled = settle_case(folder, options=options, view=view, progress=progress)
    if json:
        print_json(settle_json(settled.solution) | settled.stamp.as_json())
        return
    print_solution(settled.solution)
    typer.echo(f"{settled.stamp.as_text()} Seed {settled.stamp.seed}.")


def print_solution(solution: SettlementSolution) -> None:
    """Print the answer: a table of the designs, then sentences, then who answers for what."""
    from pourparler.report import lever_words
    from pourparler.report import settlement_words as words

    columns = ("design", "signed by all", "holds", "both", "survival", "relief asked (u)")
    print_table(
        columns,
        [_row(solution, n) for n in range(len(solution.designs))],
        title=f"In how many of 100 draws ({solution.draws} draws, horizon "
        f"{solution.horizon_years:g} years, bar {solution.bar:.0%})",
    )
    typer.echo(words.deciding_words(solution))
    for title, sentences in (
        ("The answer, in this model and from the assumptions listed", words.answer_words(solution)),
        ("Who wants to join, of the guarantors", words.join_words(solution)),
        ("What delay costs", words.delay_words(solution)),
        ("What each component adds", words.attribution_words(solution)),
        ("Which design does better", words.order_words(solution)),
        ("What decides (total effects on the variance)", words.driver_words(solution)),
        ("What would turn an answer", words.turn_words(solution)),
        ("What would reverse the order", words.reversal_words(solution)),
        ("Levers in the model", lever_words.lever_words(solution)),
        ("Stated and private lines", words.private_words(solution)),
        ("What is left out", solution.notes),
    ):
        if sentences:
            typer.echo(f"\n{title}")
            for sentence in sentences:
                typer.echo(f"- {sentence}")
    typer.echo("")
    _print_levers(solution)
    print_table(
        ("input", "range", "author or source", "reason"),
        [
            (
                words.input_words(entry.input, solution.names),
                words.range_words(entry),
                entry.author or entry.cited,
                entry.reason,
            )
            for entry in solution.assumptions
        ],
        title="Assumptions",
    )


def _print_levers(solution: SettlementSolution) -> None:
    from pourparler.report.lever_words import LEVER_HEADS, lever_rows

    rows = lever_rows(solution)
    if not rows or solution.levers is None:
        return
    print_table(
        LEVER_HEADS,
        rows,
        title=f"Levers of {solution.names[solution.levers.design]}: points of 100 for one unit "
        "more, with 90 % interval (* two runs of the same draws)",
    )


def _row(solution: SettlementSolution, place: int) -> tuple[str, ...]:
    found = solution.designs[place]
    shares = (found.signable, found.durable, found.both)
    cells = ["" if share is None else f"{100 * share.share:.1f}" for share in shares]
    relief = found.priced.relief if found.priced else None
    return (
        found.name,
        *cells,
        f"{found.survival.low:.2f} to {found.survival.high:.2f}",
        f"{relief.low:.1f} to {relief.high:.1f}" if relief else "",
    )
