"""What was just decided, told on the page that follows, with the way to undo it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from pourparler.case.folder import CaseFolder
from pourparler.case.records import Handling, Statement
from pourparler.ledger import Ledger
from pourparler.ledger.history import LogQuery
from pourparler.ledger.query import StatementQuery
from pourparler.workbench.review.log import Entry, make_entry
from pourparler.workbench.view import open_ledger

WORDS: Final = {
    "accept": "Accepted",
    "reject": "Rejected",
    "recode": "Read by hand",
    "correct": "Corrected",
    "add": "Added",
    "assign": "Matched",
    "ignore": "Put aside",
    "second_mark": "Second coding begun or ended",
    "second_code": "Coded apart",
    "source_alias": "A further name",
    "person_add": "A new person",
    "actor_add": "A new actor",
    "handling": "Who may see it",
    "undo": "Undone",
    "redo": "Done again",
    "record_statement": "Recorded",
    "retract_statement": "Taken back",
    "join_statements": "Joined",
    "part_statement": "Parted",
    "actor_merge": "Actors merged",
    "actor_rename": "Actor renamed",
    "actor_split": "Actor split",
    "issue_add": "Issue added",
    "issue_split": "Issue split",
    "issue_retire": "Issue retired",
    "issue_reword": "Issue reworded",
    "number_change": "Number changed",
    "scenario_keep": "Scenario saved",
    "scenario_remove": "Scenario taken out",
    "record_output": "Written to a file",
}
_ALL: Final = LogQuery(people_only=True)
_A_MOMENT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A command of the log in words, with one of the statements it was about.

    ``statement`` is as it held last, None where it may not be shown or there is none;
    ``holds`` says whether it still does.
    """

    entry: Entry
    words: str
    statement: Statement | None = None
    holds: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the log: its commands, how many there are in all, and by whom."""

    told: tuple[Told, ...]
    total: int
    coders: tuple[str, ...]


def tell(folder: CaseFolder, command: str | None, *, ceiling: Handling) -> Told | None:
    """Return a command by its id, None where the log has none of that id."""
    if not command:
        return None
    told = tell_all(folder, LogQuery(id=command), ceiling=ceiling).told
    return told[0] if told else None


def tell_all(
    folder: CaseFolder, query: LogQuery, *, ceiling: Handling, page: int = 1, size: int = 1
) -> Page:
    """Return a page of the log in words, the latest command first."""
    with open_ledger(folder) as ledger:
        found = ledger.find_commands(query)
        everybody = found if query.coder is None else ledger.find_commands(_ALL)
        shown = found[(page - 1) * size : page * size]
        told = tuple(_tell(ledger, make_entry(one), ceiling) for one in shown)
        return Page(told, len(found), tuple(sorted({one.coder for one in everybody})))


def _tell(ledger: Ledger, entry: Entry, ceiling: Handling) -> Told:
    for id_ in _likely(entry.touched):
        query = StatementQuery(id=id_, ceiling=ceiling)
        now = ledger.find_statements(query)
        before = now or ledger.find_statements(replace(query, recorded_at=entry.at - _A_MOMENT))
        if before:
            return Told(entry, words_of(entry), before[0], holds=bool(now))
    return Told(entry, words_of(entry))


def words_of(entry: Entry) -> str:
    """Return what a command did, in a word or two."""
    words = WORDS.get(entry.name, entry.name.replace("_", " ").capitalize())
    return f"{words}: {', '.join(entry.fields)}" if entry.fields else words


def _likely(touched: Iterable[str]) -> tuple[str, ...]:
    """Return a few of the statements of a command: the last are those that hold now."""
    return tuple(touched)[::-1][:4]
