"""Printing what a decision came to: what changed, and how much held before and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from pourparler.case.counting import count_words
from pourparler.cli.naming import named
from pourparler.cli.output import print_json, print_lines, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pourparler.ledger.history import Counts
    from pourparler.workbench.review import Decided

_SHOWN = 5


def print_decided(decided: Decided, *, json: bool) -> None:
    """Print a decision for people, or as JSON."""
    if json:
        print_json(decided.as_json())
        return
    rows = list(_rows(decided.before, decided.after))
    if rows and (decided.command or decided.dry_run):
        print_table(("", "before", "after"), rows)
    typer.echo(f"{named(_what(decided))} {decided.stamp.as_text()}")
    if decided.cautions:
        print_lines(f"But: {caution}" for caution in decided.cautions)


def _what(decided: Decided) -> str:
    name = decided.name.replace("_", " ")
    of = f" of {decided.undone[1].replace('_', ' ')} {decided.undone[0]}" if decided.undone else ""
    if decided.dry_run:
        return f"Not written: this is what {name}{of} would come to."
    if decided.command is None:
        return "Nothing to change: exactly this holds already."
    back = "redo" if decided.name == "undo" else "undo"
    target = decided.undone[0] if decided.undone else decided.command
    return (
        f"{name}{of} by {decided.coder}: {_ids(decided)}. "
        f"To take it back: `pourparler {back} CASE {target}`."
    )


def _ids(decided: Decided) -> str:
    """Say which statements were touched; many are only counted."""
    if decided.words:
        return decided.words
    if decided.undone and decided.undone[1] == "handling":
        return "who may see what is as it was"
    if len(decided.changed) > _SHOWN:
        return count_words(len(decided.changed), "statement")
    said = []
    for old, new in decided.changed:
        if old and new:
            said.append(f"statement {old}" + (f", now {new}" if new != old else ""))
        else:
            said.append(f"statement {old} is gone" if old else f"statement {new} holds")
    return "; ".join(said) or "no statement touched"


def _rows(before: Counts, after: Counts) -> Iterator[tuple[str, str, str]]:
    """Yield the counts; of actors and issues those that change."""
    names = {
        "statements": "statements",
        "reviewed": "of them reviewed",
        "unmatched": "of them by nobody in the case",
        "codings": "codings",
        "by_hand": "of them by hand",
    }
    for name, words in names.items():
        yield words, str(getattr(before, name)), str(getattr(after, name))
    yield from _changed("statements of", before.actors, after.actors)
    yield from _changed("codings on", before.issues, after.issues)
    yield from _changed("", before.handling, after.handling)


def _changed(
    what: str, before: Mapping[str, int], after: Mapping[str, int]
) -> Iterator[tuple[str, str, str]]:
    for name in sorted({*before, *after}):
        old, new = before.get(name, 0), after.get(name, 0)
        if old != new:
            yield f"{what} {name}".strip(), str(old), str(new)
