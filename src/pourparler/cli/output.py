"""Printing: tables and text for people, JSON for programs, errors in two lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from pourparler.cli.naming import named
from pourparler.errors import OutputError

if TYPE_CHECKING:
    from pourparler.workbench.reading import Progress


def print_error(message: str, hint: str) -> None:
    """Print what is wrong and what to do, on the error stream."""
    typer.echo(f"error: {named(' '.join(message.split()))}", err=True)
    typer.echo(f"hint: {named(' '.join(hint.split()))}", err=True)


def print_json(data: Any) -> None:
    """Print JSON that any program can read, whatever the terminal's encoding."""
    sys.stdout.buffer.write((json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode())
    sys.stdout.flush()


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """Print a table that fits the terminal; colours only on a terminal and without NO_COLOR."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Piped into a file or another program, a table is not folded to a guessed width.
    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False)
    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_safe(cell)) for cell in row))
    console.print(table)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of text that may come from a report."""
    for line in lines:
        typer.echo(named(_safe(line)))


@contextmanager
def reading_progress(*, quiet: bool) -> Iterator[Progress | None]:
    """Show a progress bar on the error stream when that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}"),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=_safe(name)[-60:]
        )


@contextmanager
def working_progress(doing: str, *, quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Show how many parts of some work are done, on the error stream when it is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _safe(text: str) -> str:
    """Show control characters harmlessly: a report must not steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)


def write_text(text: str, path: Path | None) -> None:
    """Write a text as UTF-8 to a file, or to standard output when there is none.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    if path is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()
        return
    write_bytes(text.encode("utf-8", "replace"), path)


def write_bytes(content: bytes, path: Path) -> None:
    """Write a file.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
