"""A table of a case with what it was made from, and the words that paper has for its ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from pourparler.case.case import Case
from pourparler.case.issues import Issue
from pourparler.case.records import Coding
from pourparler.report.citations import citation_key
from pourparler.report.tables.table import Cell, Column, Kind, PaperColumn, PaperKind, Table
from pourparler.report.words import actor_name, stance_words
from pourparler.workbench.view import Stamp

Cells = Mapping[str, Cell]

ISSUE: Final = "issue_words"
"""The cell of paper that says which issue."""


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A table with what it was made from, and how many things it lists."""

    table: Table
    count: int
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Form:
    """What a table is called, and what it has on a screen and on paper. Frozen."""

    name: str
    columns: tuple[Column, ...]
    paper: tuple[PaperColumn, ...]


def made(form: Form, title: str, rows: Sequence[Cells], count: int, stamp: Stamp) -> MadeTable:
    """Return a table of a form with its rows and what it was made from."""
    table = Table(form.name, title, form.columns, tuple(rows), (stamp.as_text(),), form.paper)
    return MadeTable(table, count, stamp)


def columns(words: str) -> tuple[Column, ...]:
    """Read columns from words: ``name``, or ``name:kind``."""
    read = []
    for word in words.split():
        name, _, kind = word.partition(":")
        read.append(Column(name, cast(Kind, kind or "text")))
    return tuple(read)


def paper(*lines: tuple[str, str, str, int]) -> tuple[PaperColumn, ...]:
    """Read columns for paper: name of the cell, heading, kind, parts of the width."""
    return tuple(
        PaperColumn(name, head, cast(PaperKind, kind), parts) for name, head, kind, parts in lines
    )


@dataclass(frozen=True, slots=True)
class CaseWords:
    """The words of a case for its ids; an id that the case no longer has stands for itself."""

    case: Case

    def actors(self, ids: Iterable[str]) -> str:
        """Return the names of actors."""
        return ", ".join(actor_name(self.case, id_) for id_ in ids)

    def issue(self, id_: str | None) -> str | None:
        """Return the short name of an issue, or its question."""
        issue = self._issue(id_)
        return (issue.name or issue.question) if issue else id_

    def option(self, issue_id: str, option_id: str | None) -> str | None:
        """Return the wording of an option."""
        issue = self._issue(issue_id)
        found = next((o.words for o in issue.options if o.id == option_id), None) if issue else None
        return found or option_id

    def stance(self, coding: Coding) -> str:
        """Return what a coding reads, in one phrase."""
        issue = self._issue(coding.issue)
        return stance_words(issue, coding) if issue else coding.modality

    def _issue(self, id_: str | None) -> Issue | None:
        return next((issue for issue in self.case.issues if issue.id == id_), None)


def cited(reports: Iterable[str]) -> str:
    """Return the keys of reports, by id, as the bibliography has them; each once."""
    return ",".join(dict.fromkeys(map(citation_key, reports)))


def place_words(place: Mapping[str, Any]) -> str:
    """Return a place on a scale with its 80 % interval; empty where there is none.

    Examples
    --------
    >>> place_words({"median": 12.0, "low": 3.0, "high": 40.0})
    '12 (3 to 40)'
    """
    if place["median"] is None:
        return ""
    return f"{place['median']:.0f} ({place['low']:.0f} to {place['high']:.0f})"
