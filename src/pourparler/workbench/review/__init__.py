"""Decisions by hand: each one logged command, counted before and after, and undoable.

Every function takes the case folder and the name of who decides, and returns a `Decided`.
With ``dry_run`` nothing is written, and the counts say what it would come to. ``expected`` is
the version of the statement that the decision rests on (`versions`, or `Shown.version`):
when it has changed since, a `StaleDecisionError` is raised and nothing is written.

`merge`, `rename`, `split` (actors) and `add_issue`, `reword`, `split_off`, `retire` (issues) change
case.yaml too and take who decides as a `By`. Afterwards the case has to be opened again.
"""

from pourparler.workbench.review.actors import NewActor, merge, rename, split
from pourparler.workbench.review.adding import NewStatement, Note, add
from pourparler.workbench.review.deciding import By
from pourparler.workbench.review.handling import set_handling
from pourparler.workbench.review.issues import (
    NewIssue,
    NewOption,
    add_issue,
    require_issue,
    retire,
    reword,
    split_off,
)
from pourparler.workbench.review.log import Entry, History, history, redo, undo
from pourparler.workbench.review.looking import Shown, show, versions
from pourparler.workbench.review.outcome import Decided
from pourparler.workbench.review.readings import CodingChoice
from pourparler.workbench.review.room import Room, open_room, report_of
from pourparler.workbench.review.single import accept, correct, recode, reject
from pourparler.workbench.review.sources import assign
from pourparler.workbench.review.things import Thing, find_kind, show_thing

__all__ = [
    "By",
    "CodingChoice",
    "Decided",
    "Entry",
    "History",
    "NewActor",
    "NewIssue",
    "NewOption",
    "NewStatement",
    "Note",
    "Room",
    "Shown",
    "Thing",
    "accept",
    "add",
    "add_issue",
    "assign",
    "correct",
    "find_kind",
    "history",
    "merge",
    "open_room",
    "recode",
    "redo",
    "reject",
    "rename",
    "report_of",
    "require_issue",
    "retire",
    "reword",
    "set_handling",
    "show",
    "show_thing",
    "split",
    "split_off",
    "undo",
    "versions",
]
