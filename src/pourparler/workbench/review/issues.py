"""Issues added, reworded, split and retired: in the case file and in every coding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pourparler.case.case import Case
from pourparler.case.edits.actors import add_entry
from pourparler.case.edits.issues import retire_issue, reword_issue, split_issue
from pourparler.case.folder import CaseFolder
from pourparler.case.issues import Scale
from pourparler.case.nearest import unknown
from pourparler.errors import UnknownNameError
from pourparler.workbench.review.case_change import CaseChange, change_case
from pourparler.workbench.review.deciding import By
from pourparler.workbench.review.moving import with_split_issue, without_issue
from pourparler.workbench.review.outcome import Decided


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOption:
    """An option as the case file has it; ``at`` is a point from 0 to 100, or None."""

    id: str
    words: str
    at: float | None = None
    examples: tuple[str, ...] = ()

    def entry(self) -> dict[str, Any]:
        """Return it as an entry of the case file."""
        point = {} if self.at is None else {"at": int(self.at) if self.at % 1 == 0 else self.at}
        examples = {"examples": list(self.examples)} if self.examples else {}
        return {"id": self.id, **point, "words": self.words, **examples}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewIssue:
    """An issue as the case file has it; of a split, the options come from the other issue."""

    id: str
    question: str
    scale: Scale
    options: tuple[NewOption, ...] = ()
    name: str | None = None
    examples: tuple[str, ...] = ()

    def entry(self) -> dict[str, Any]:
        """Return it as an entry of the case file."""
        return {
            "id": self.id,
            **({"name": self.name} if self.name else {}),
            "question": self.question,
            "scale": self.scale,
            **({"options": [o.entry() for o in self.options]} if self.options else {}),
            **({"examples": list(self.examples)} if self.examples else {}),
        }


def add_issue(folder: CaseFolder, new: NewIssue, *, by: By, read: bool = True) -> Decided:
    """Add an issue and code the old reports on it; what people decided stays.

    Raises
    ------
    CaseError
        The id is taken, or the issue is not as one has to be.
    """
    change = CaseChange(
        name="issue_add",
        text=add_entry(folder.text, "issues", new.entry()),
        move=lambda _, statement: statement,
        arguments={"issue": new.id},
        made={"issues": [new.id]},
        coded=new.id,
    )
    return change_case(folder, by, change, read=read)


def retire(folder: CaseFolder, issue: str, *, by: By, read: bool = True) -> Decided:
    """Take an issue out of the case, and all codings on it.

    Raises
    ------
    UnknownNameError
        The case has no such issue.
    CaseError
        The settlement rests on it, or it is the only one.
    """
    require_issue(folder.case, issue)
    change = CaseChange(
        name="issue_retire",
        text=retire_issue(folder.text, issue),
        move=lambda _, statement: without_issue(statement, issue),
        arguments={"issue": issue},
        gone={"issues": [issue]},
    )
    return change_case(folder, by, change, read=read)


def reword(
    folder: CaseFolder,
    issue: str,
    *,
    question: str | None = None,
    options: Mapping[str, str] | None = None,
    by: By,
    read: bool = True,
) -> Decided:
    """Word an issue anew: machines code it again, and `check` lists what people coded.

    Parameters
    ----------
    question : str, optional
    options : mapping of str to str, optional
        Words of options, by id.

    Raises
    ------
    UnknownNameError
        The case has no such issue or option, or no words are given.
    """
    require_issue(folder.case, issue)
    ids = [option.id for option in folder.case.issue(issue).options]
    for option in options or {}:
        if option not in ids:
            raise UnknownNameError(f"option of '{issue}' {unknown(option, ids)}")
    if question is None and not options:
        raise UnknownNameError(
            "no new words are given", hint="Use --question WORDS or --option ID=WORDS."
        )
    change = CaseChange(
        name="issue_reword",
        text=reword_issue(folder.text, issue, question=question, options=options),
        move=lambda _, statement: statement,
        arguments={"issue": issue},
    )
    return change_case(folder, by, change, read=read)


def split_off(
    folder: CaseFolder,
    issue: str,
    new: NewIssue,
    options: Sequence[str],
    *,
    by: By,
    read: bool = True,
) -> Decided:
    """Let a new issue take options from another, with the codings on them.

    A coding between options of both becomes one on each.

    Raises
    ------
    UnknownNameError
        The case has no such issue or option.
    CaseError
        Either would have fewer than two options, the settlement rests on one that moves,
        or the new id is taken.
    """
    require_issue(folder.case, issue)
    ids = [option.id for option in folder.case.issue(issue).options]
    for option in options:
        if option not in ids:
            raise UnknownNameError(f"option of '{issue}' {unknown(option, ids)}")
    change = CaseChange(
        name="issue_split",
        text=split_issue(folder.text, issue, new.entry(), options),
        move=lambda _, statement: with_split_issue(statement, issue, new.id, options),
        arguments={"issue": issue, "new": new.id},
        made={"issues": [new.id]},
        coded=new.id,
    )
    return change_case(folder, by, change, read=read)


def require_issue(case: Case, name: str) -> None:
    """Refuse the id of an issue that the case does not have.

    Raises
    ------
    UnknownNameError
        There is none with that id.
    """
    ids = [issue.id for issue in case.issues]
    if name not in ids:
        raise UnknownNameError(f"issue {unknown(name, ids)}")
