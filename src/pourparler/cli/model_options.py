"""Options of commands that can let a language model read; none does unless it is asked to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from pourparler.case.counting import count_words
from pourparler.cli.options import one_of

if TYPE_CHECKING:
    from pourparler.workbench.model_reader import ModelDrafter

BUILT_IN: Final = "built-in"
LLM: Final = "llm"
KEY_VARIABLE: Final = "POURPARLER_LLM_KEY"

WhichReader = Annotated[
    str,
    typer.Option(
        "--reader",
        parser=one_of((BUILT_IN, LLM)),
        metavar="WHICH",
        help=f"{BUILT_IN}, or {LLM}: a language model you name; public reports are sent to it.",
    ),
]
Endpoint = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        envvar="POURPARLER_LLM_ENDPOINT",
        help="For --reader llm: an address in OpenAI's form, up to its /v1.",
    ),
]
ModelName = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", envvar="POURPARLER_LLM_MODEL", help="For --reader llm: the model there."
    ),
]


@contextmanager
def chosen_drafter(
    reader: str, endpoint: str | None, model: str | None, *, folder: Path | None = None
) -> Iterator[ModelDrafter | None]:
    """Open the line to the language model that was asked for, or give None for the built-in one.

    ``folder`` is that of the case, where answers are kept. The key is read from the
    environment alone, so that no history of commands holds it.
    """
    if reader == BUILT_IN:
        yield None
        return
    if not endpoint or not model:
        raise typer.BadParameter("--reader llm needs --endpoint URL and --model NAME")
    from pourparler.workbench.model_reader import open_model

    key = os.environ.get(KEY_VARIABLE, "")
    with open_model(endpoint, model, key=key, folder=folder) as drafter:
        yield drafter


def model_words(drafter: ModelDrafter) -> str:
    """Say what the language model was asked and what came of it."""
    counts = drafter.counts
    return (
        f"Language model: {count_words(counts.requests, 'request')}, "
        f"{count_words(counts.from_cache, 'report')} known before; "
        f"{count_words(counts.kept, 'statement')} marked, {counts.dropped} dropped because "
        f"their words are not "
        "in the report."
    )
