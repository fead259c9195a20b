"""Decisions by hand: each one logged command, counted before and after, and undoable.

Every function takes the case folder and the name of who decides, and returns a `Decided`.
With ``dry_run`` nothing is written, and the counts say what it would come to. ``expected`` is
the version of the statement that the decision rests on (`versions`, or `Shown.version`):
when it has changed since, a `StaleDecisionError` is raised and nothing is written.
"""

from pourparler.workbench.review.adding import NewStatement, Note, add
from pourparler.workbench.review.log import Entry, History, history, redo, undo
from pourparler.workbench.review.looking import Shown, show, versions
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.review.readings import CodingChoice
from pourparler.workbench.review.single import accept, correct, recode, reject
from pourparler.workbench.review.sources import assign

__all__ = [
    "CodingChoice",
    "Decided",
    "Entry",
    "History",
    "NewStatement",
    "Note",
    "Shown",
    "accept",
    "add",
    "assign",
    "correct",
    "history",
    "recode",
    "redo",
    "reject",
    "show",
    "undo",
    "versions",
]
