"""``pourparler reader score``: how good the reader is, against texts marked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pourparler.case.commitments import FATES
from pourparler.case.counting import count_words
from pourparler.cli.model_options import (
    BUILT_IN,
    Endpoint,
    ModelName,
    WhichReader,
    chosen_drafter,
    model_words,
)
from pourparler.cli.options import Json, one_of
from pourparler.cli.output import print_json, print_table, reading_progress

if TYPE_CHECKING:
    from pourparler.reader.scoring.scores import Score
    from pourparler.workbench.scoring import ReaderScores

_PRF = ("precision", "recall", "f1")
_PARTS = ("tune", "fresh", "wire", "test")

reader = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Measure the reader.")


@reader.command()
def score(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Folder of PolNeAR's form or of our own.")
    ],
    part: Annotated[
        str | None,
        typer.Option(
            parser=one_of(_PARTS),
            metavar="PART",
            help="Of our own gold: tune, fresh, wire or test; else all.",
        ),
    ] = None,
    tagger: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Other weights to measure.")
    ] = None,
    which: WhichReader = BUILT_IN,
    endpoint: Endpoint = None,
    model: ModelName = None,
    json: Json = False,
) -> None:
    """Score what the reader finds against statements marked by hand, with intervals."""
    from pourparler.workbench.scoring import score_reader

    with (
        chosen_drafter(which, endpoint, model) as drafter,
        reading_progress(quiet=json) as progress,
    ):
        scores = score_reader(
            gold, part=part, tagger_folder=tagger, progress=progress, drafter=drafter
        )
    if drafter and not json:
        typer.echo(model_words(drafter))
    if json:
        print_json(scores.as_json())
    else:
        _print_scores(scores)


def _print_scores(scores: ReaderScores) -> None:
    groups = [
        name.removesuffix(".f1")
        for name in scores.scores
        if name.endswith(".f1") and name.replace(".f1", ".recall") in scores.scores
    ]
    columns = ("in percent", "precision", "recall", "F1", "95 % of draws", "marked")
    print_table(columns, [_prf_row(group, scores.scores) for group in groups])
    rest = {
        name: value
        for name, value in scores.scores.items()
        if name.rpartition(".")[0] not in groups
    }
    if rest:
        rows = [(name, *_cells(value)) for name, value in rest.items()]
        print_table(("in percent", "value", "95 % of draws", "of"), rows)
    if scores.fates:
        _print_fates(scores.fates)
    steps = {"tagger": "Tagging and linking", "reader": "The whole reader"}[scores.steps]
    typer.echo(
        f"{steps} on {count_words(scores.texts, 'text')}: "
        f"{count_words(scores.marked, 'statement')} marked, {scores.found} "
        "found. Intervals: whole texts drawn again."
    )
    typer.echo(
        f"Gold {scores.gold}, reader {scores.reader}, seed {scores.seed}, "
        f"pourparler {scores.version}."
    )


def _print_fates(fates: dict[str, dict[str, int]]) -> None:
    counted = {name for row in fates.values() for name in row}
    found = [*(fate for fate in FATES if fate in counted), *sorted(counted - {*FATES})]
    rows = [(fate, *(str(row.get(name, 0)) for name in found)) for fate, row in fates.items()]
    print_table(("fate as marked", *(name.replace("_", " ") for name in found)), rows)


def _prf_row(group: str, scores: dict[str, Score]) -> tuple[str, ...]:
    three = [scores.get(f"{group}.{name}") for name in _PRF]
    values = [_percent(one.value) if one else "-" for one in three]
    return (group, *values, *_cells(scores[f"{group}.f1"])[1:])


def _cells(score: Score) -> tuple[str, str, str]:
    interval = f"{_percent(score.low)} to {_percent(score.high)}"
    return _percent(score.value), interval, f"{score.count:,}"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
