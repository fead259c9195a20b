"""``pourparler settle``: who would sign, whether it would hold, what delay costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.cli.options import AsOf, CaseName, Json, KnownAt
from pourparler.cli.output import print_json, print_lines, print_table, working_progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pourparler.models.sensitivity.shares import Share
    from pourparler.models.settlement.solution import SettlementSolution


_DECIDES = "What decides: share of the differences between draws (total effect) behind an input"


def settle(
    case: CaseName,
    draws: Annotated[
        int | None, typer.Option(metavar="N", help="Base draws, a power of two; 1024 if left out.")
    ] = None,
    seed: Annotated[int | None, typer.Option(metavar="N", help="Of the draws.")] = None,
    design: Annotated[
        str | None, typer.Option(metavar="ID", help="Take this design apart.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Hold --design against this one, in the same draws."),
    ] = None,
    horizon: Annotated[
        float | None, typer.Option(metavar="YEARS", help="How long it has to hold.")
    ] = None,
    bar: Annotated[
        float | None, typer.Option(metavar="SHARE", help="Survival that is called durable.")
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    full: Annotated[
        bool, typer.Option("--full", help="Print every finding, and all assumptions.")
    ] = False,
    json: Json = False,
) -> None:
    """Tell in how many draws each design is signed, holds, both, and what delay costs."""
    from pourparler.cli.settle_against import print_comparison
    from pourparler.workbench.opening import open_case
    from pourparler.workbench.settle.comparing import compare_designs, comparison_json
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
    compared = compare_designs(folder, against, options=options, view=view) if against else None
    if compared and not json:
        print_comparison(compared.answer, full=full)
        typer.echo(f"{compared.stamp.as_text()} Seed {compared.stamp.seed}.")
        return
    with working_progress("settling", quiet=json) as progress:
        settled = settle_case(folder, options=options, view=view, progress=progress)
    if json:
        comparison = comparison_json(compared.answer) if compared else None
        found = settle_json(settled.solution) | {"comparison": comparison}
        print_json(found | settled.stamp.as_json())
        return
    (_print_full if full else _print_short)(settled.solution)
    typer.echo(f"{settled.stamp.as_text()} Seed {settled.stamp.seed}.")


def _print_short(solution: SettlementSolution) -> None:
    """Print who would sign, whether it holds, what delay costs and what decides."""
    from pourparler.report import delay_words, driver_words, settlement_words

    parties = list(dict.fromkeys(p for found in solution.designs for p in found.sign))
    named = [f"preferred by {solution.names.get(party, party)}" for party in parties]
    signed = ["signed by all"] if parties else []
    rows = []
    for found in solution.designs:
        by_party = [found.sign.get(party) for party in parties]
        by_all = [found.signable] if parties else []
        both = [found.both] if parties else []
        rows.append((found.name, *map(_share, (*by_party, *by_all, found.durable, *both))))
    columns = ("design", *named, *signed, "holds", *(["both"] if parties else []))
    print_table(columns, rows, title=_title(solution))
    typer.echo(driver_words.deciding_words(solution))
    _print_parts(
        ("Whether there is anything that is both", settlement_words.zone_words(solution)),
        ("What delay costs", delay_words.delay_words(solution)),
        (_DECIDES, driver_words.driver_words(solution, most=1)),
        (
            "Long unsaid",
            driver_words.silence_words(solution.held, solution.designs, solution.names),
        ),
        ("What is left out", solution.notes),
    )
    typer.echo(
        f"\nFrom {len(solution.assumptions)} assumptions and fitted inputs. --full lists them, "
        "and prints the price of each signature, who guarantees, what each component adds, what "
        "would turn the answer."
    )
    _print_unit()


def _print_unit() -> None:
    from pourparler.report.terms import TERMS

    typer.echo(f"{TERMS['unit'].meaning} Terms in brackets: docs/reference/glossary.md.")


def _print_parts(*parts: tuple[str, Sequence[str]]) -> None:
    """Print each part that has sentences, under its title."""
    for title, sentences in parts:
        if sentences:
            print_lines((f"\n{title}", *(f"- {sentence}" for sentence in sentences)))


def _title(solution: SettlementSolution) -> str:
    return (
        f"In how many of 100 draws ({solution.draws} draws, horizon "
        f"{solution.horizon_years:g} years, bar {solution.bar:.0%})"
    )


def _share(share: Share | None) -> str:
    return "" if share is None else f"{100 * share.share:.1f}"


def _print_full(solution: SettlementSolution) -> None:
    """Print the answer: a table of the designs, then sentences, then who answers for what."""
    from pourparler.report import (
        delay_words,
        driver_words,
        figure_words,
        lever_words,
        settlement_words,
    )

    columns = (
        "design",
        "signed by all",
        "holds",
        "both",
        "survival",
        "relief asked, in worth of 1,000 km2 (u)",
    )
    rows = [_row(solution, n) for n in range(len(solution.designs))]
    print_table(columns, rows, title=_title(solution))
    typer.echo(driver_words.deciding_words(solution))
    _print_parts(
        (
            "The answer, in this model and from the assumptions listed",
            settlement_words.answer_words(solution),
        ),
        ("Who wants to join, of the guarantors", settlement_words.join_words(solution)),
        ("What delay costs", delay_words.delay_words(solution)),
        ("What each component adds", settlement_words.attribution_words(solution)),
        ("Which design does better", settlement_words.order_words(solution)),
        (_DECIDES, driver_words.driver_words(solution)),
        ("What would turn an answer", driver_words.turn_words(solution)),
        ("What would reverse the order", driver_words.reversal_words(solution)),
        ("Levers in the model", lever_words.lever_words(solution)),
        ("Stated and private lines", driver_words.private_words(solution)),
        (
            "Long unsaid",
            driver_words.silence_words(solution.held, solution.designs, solution.names),
        ),
        ("What is left out", solution.notes),
    )
    typer.echo("")
    _print_levers(solution)
    print_table(
        ("input", "range", "author or source", "reason"),
        [
            (
                figure_words.input_words(entry.input, solution.names),
                figure_words.range_words(entry),
                entry.author or entry.cited,
                entry.reason,
            )
            for entry in solution.assumptions
        ],
        title="Assumptions",
    )
    _print_unit()


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
    cells = [_share(share) for share in shares]
    relief = found.priced.relief if found.priced else None
    return (
        found.name,
        *cells,
        f"{found.survival.low:.2f} to {found.survival.high:.2f}",
        f"{relief.low:.1f} to {relief.high:.1f}" if relief else "",
    )
