"""People who decide at random, and a plain memory of what was seen after each decision."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pourparler.case.folder import CaseFolder, open_case_folder
from pourparler.case.records import HANDLINGS, Statement
from pourparler.errors import PourparlerError
from pourparler.ledger import Ledger, StatementQuery
from pourparler.ledger.history import LogQuery
from pourparler.workbench import review
from pourparler.workbench.review import (
    By,
    CodingChoice,
    NewActor,
    NewIssue,
    NewOption,
    NewStatement,
)

Step = tuple[str, int, int, int]
"""A kind of command, and numbers that choose what it is about."""

State = tuple[list[Statement], bytes]
"""What holds, and the bytes of the case file."""

PEOPLE = ("boris", "carla")  # what anna did before is the start
FORCES = ("wish", "demand", "offer", "refusal")
_SHORTEST = 5


@dataclass
class Active:
    """A command that stands: who gave it and what was seen before, unless that is passed."""

    command: str
    coder: str
    before: State | None


class Decisions:
    """Decisions on one case, one after the other, each held against what was seen before."""

    def __init__(self, path: Path, *, read: bool = False) -> None:
        self.path = path
        self.read = read
        self.ledger = Ledger.open(path / "ledger.db")  # only looks
        self.opened = open_case_folder(path)
        self.start = self.now = self.look()
        self.active: list[Active] = []
        self.undone: list[Active] = []
        self.seen: list[tuple[str, list[Statement]]] = []
        self.fresh: str | None = None
        self.refused = 0
        self.done = 0
        self.made = 0

    @property
    def folder(self) -> CaseFolder:
        """The case as it is now, opened anew when its file has changed."""
        if self.opened.text.encode() != self.now[1]:
            self.opened = open_case_folder(self.path)
        return self.opened

    def look(self) -> State:
        held = self.ledger.find_statements(StatementQuery())
        return held, (self.path / "case.yaml").read_bytes()

    def run(self, step: Step) -> None:
        """Take one step; what is refused must leave everything as it was."""
        kind, a, b, c = step
        before, self.fresh = self.now, None
        try:
            getattr(self, kind)(a, b, c)
        except PourparlerError:
            self.refused += 1
            assert self.look() == self.now
            return
        self.done += 1
        if self.now is before:
            self.now = self.look()
        if self.fresh is not None:
            self.seen.append((self.fresh, self.now[0]))

    def finish(self) -> None:
        """Undo everything that stands, the last first: it must go, and give the start."""
        while self.active:
            self.undo_top()
        assert self.look() == self.start

    # Decisions

    def decide(self, coder: int, call: Callable[[CaseFolder, str], review.Decided]) -> None:
        name = PEOPLE[coder % 2]
        before = self.now
        decided = call(self.folder, name)
        if decided.command is not None:
            self.active.append(Active(decided.command, name, before))
            self.fresh = decided.command

    def statement(self, a: int) -> Statement:
        held = self.now[0]
        return held[a % len(held)] if held else _nothing()

    def accept(self, a: int, b: int, c: int) -> None:
        self.decide(b, lambda f, who: review.accept(f, self.statement(a).id, coder=who))

    def reject(self, a: int, b: int, c: int) -> None:
        if len(self.now[0]) > _SHORTEST:
            self.decide(b, lambda f, who: review.reject(f, self.statement(a).id, coder=who))

    def recode(self, a: int, b: int, c: int) -> None:
        issues = self.folder.case.issues
        issue = issues[c % len(issues)]
        option = issue.options[a % len(issue.options)].id
        choice = CodingChoice(issue=issue.id, from_option=option)
        self.decide(b, lambda f, who: review.recode(f, self.statement(a).id, [choice], coder=who))

    def correct(self, a: int, b: int, c: int) -> None:
        actors = [actor.id for actor in self.folder.case.actors]
        kinds: Sequence[dict[str, Any]] = (
            {"actors": [actors[b % len(actors)]]},
            {"force": FORCES[b % 4], "hedged": b % 2 == 0},
            {"said_on": f"2024-04-{1 + b % 28:02}"},
            {"content": [[b % 60, b % 60 + 5]]},
            {"actors": [], "speaker": None},
        )
        changes = kinds[c % len(kinds)]
        self.decide(b, lambda f, who: review.correct(f, self.statement(a).id, changes, coder=who))

    def add(self, a: int, b: int, c: int) -> None:
        actors = self.folder.case.actors
        place = (a * 7 + c) % 80
        new = NewStatement(content=((place, place + 6),), actors=(actors[b % len(actors)].id,))
        report = self.statement(a).report
        self.decide(b, lambda f, who: review.add(f, report, new, coder=who))

    def add_note(self, a: int, b: int, c: int) -> None:
        note = review.Note(text=f"What is known, {c % 5}.", written_on=date(2024, 5, 3))
        self.decide(b, lambda f, who: review.add(f, note, NewStatement(), coder=who))

    def handling(self, a: int, b: int, c: int) -> None:
        level = HANDLINGS[c % 3]
        target = self.statement(a).report if a % 2 else self.statement(a).id
        self.decide(b, lambda f, who: review.set_handling(f, level, [target], coder=who))

    def assign(self, a: int, b: int, c: int) -> None:
        actors = self.folder.case.actors
        unmatched = [s.source for s in self.now[0] if s.source and not s.actors]
        source = unmatched[a % len(unmatched)] if unmatched else "nobody"
        actor = actors[c % len(actors)].id
        self.decide(b, lambda f, who: review.assign(f, source, actor=actor, coder=who))

    # Changes of the case

    def change(
        self, coder: int, call: Callable[..., review.Decided], *what: Any, **how: Any
    ) -> None:
        self.decide(coder, lambda f, who: call(f, *what, by=By(coder=who), read=self.read, **how))

    def merge(self, a: int, b: int, c: int) -> None:
        actors = [actor.id for actor in self.folder.case.actors]
        if len(actors) > 2:
            self.change(b, review.merge, actors[a % len(actors)], actors[c % len(actors)])

    def split(self, a: int, b: int, c: int) -> None:
        actors = [actor.id for actor in self.folder.case.actors]
        if len(actors) < 8:
            id_ = self.name("actor")
            some = tuple(s.id for s in self.now[0][c % 3 :: 3])
            new = NewActor(id=id_, name=id_.upper(), kind="movement", statements=some)
            self.change(b, review.split, actors[a % len(actors)], new)

    def rename(self, a: int, b: int, c: int) -> None:
        actors = [actor.id for actor in self.folder.case.actors]
        id_ = self.name("actor")
        how = {"new_id": id_} if c % 2 else {"name": id_.upper(), "new_id": id_}
        self.change(b, review.rename, actors[a % len(actors)], **how)

    def reword(self, a: int, b: int, c: int) -> None:
        issues = self.folder.case.issues
        issue = issues[a % len(issues)]
        words = {issue.options[0].id: f"In other words: {c}"}
        self.change(b, review.reword, issue.id, question=f"When, {c}?", options=words)

    def issue_add(self, a: int, b: int, c: int) -> None:
        if len(self.folder.case.issues) < 6:
            options = (
                NewOption(id="yes", words="It does"),
                NewOption(id="no", words="It does not"),
            )
            new = NewIssue(
                id=self.name("issue"), question=f"Does it, {c}?", scale="unordered", options=options
            )
            self.change(b, review.add_issue, new)

    def issue_split(self, a: int, b: int, c: int) -> None:
        issues = [issue for issue in self.folder.case.issues if len(issue.options) > 3]
        issue = issues[a % len(issues)] if issues else self.folder.case.issues[0]
        new = NewIssue(id=self.name("issue"), question=f"And, {c}?", scale=issue.scale)
        moved = [option.id for option in issue.options[c % 2 : c % 2 + 2]]
        self.change(b, review.split_off, issue.id, new, moved)

    def issue_retire(self, a: int, b: int, c: int) -> None:
        issues = self.folder.case.issues
        self.change(b, review.retire, issues[a % len(issues)].id)

    def name(self, kind: str) -> str:
        self.made += 1
        return f"{kind}{self.made}"

    # Undo and redo

    def undo(self, a: int, b: int, c: int) -> None:
        """Undo one's own last decision; where it is everybody's last, it must go."""
        who = PEOPLE[b % 2]
        own = [one for one in self.active if one.coder == who]
        if self.active and own and own[-1] is self.active[-1]:
            self.undo_top()
            return
        decided = review.undo(self.folder, coder=who, read=self.read)
        self.forget(decided)

    def undo_any(self, a: int, b: int, c: int) -> None:
        if self.active:
            target = self.active[a % len(self.active)].command
            decided = review.undo(self.folder, target, coder=PEOPLE[b % 2], read=self.read)
            self.forget(decided)

    def undo_top(self) -> None:
        top = self.active.pop()
        review.undo(self.folder, top.command, coder=top.coder, read=self.read)
        self.now = self.look()
        if top.before is not None:
            assert self.now == top.before
        self.undone.append(Active(top.command, top.coder, None))

    def forget(self, decided: review.Decided) -> None:
        """Take an undone command from those that stand; what later ones saw before is passed."""
        assert decided.undone is not None
        place = [one.command for one in self.active].index(decided.undone[0])
        self.undone.append(self.active.pop(place))
        for later in self.active[place:]:
            later.before = None

    def redo(self, a: int, b: int, c: int) -> None:
        self.again(PEOPLE[b % 2], None)

    def redo_any(self, a: int, b: int, c: int) -> None:
        if self.undone:
            self.again(PEOPLE[b % 2], self.undone[a % len(self.undone)].command)

    def again(self, who: str, command: str | None) -> None:
        before = self.now
        decided = review.redo(self.folder, command, coder=who, read=self.read)
        assert decided.undone is not None
        place = [one.command for one in self.undone].index(decided.undone[0])
        one = self.undone.pop(place)
        self.active.append(Active(one.command, one.coder, before))

    # The log

    def check_log(self) -> None:
        """Replay the log row by row, and at instants at which something was seen."""
        with closing(sqlite3.connect(self.path / "ledger.db")) as file:
            file.row_factory = sqlite3.Row
            for table, key in (
                ("statement", "id"),
                ("coding", "id"),
                ("report", "id"),
                ("handling", "target"),
            ):
                assert replay(file, table, key) == living(file, table, key)
        log = {one.id: one.at for one in self.ledger.find_commands(LogQuery())}
        for command, held in self.seen[::4] if not self.read else ():
            query = StatementQuery(recorded_at=log[command])
            assert self.ledger.find_statements(query) == held

    def close(self) -> None:
        self.ledger.close()


def replay(file: sqlite3.Connection, table: str, key: str) -> dict[str, dict[str, Any]]:
    """Build what holds from the log alone: each command takes rows away, then puts rows in."""
    put: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    taken: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in map(dict, file.execute(f"SELECT * FROM {table}")):
        put[row["command"]].append(row)
        taken[row["retracted_by"]].append(row)
    held: dict[str, dict[str, Any]] = {}
    for (command,) in file.execute("SELECT id FROM command ORDER BY id"):
        for row in taken[command]:
            assert held.pop(row[key]) is row
        for row in put[command]:
            assert row[key] not in held
            held[row[key]] = row
    return held


def living(file: sqlite3.Connection, table: str, key: str) -> dict[str, dict[str, Any]]:
    found = file.execute(f"SELECT * FROM {table} WHERE retracted_at IS NULL")
    return {row[key]: dict(row) for row in found}


def _nothing() -> Statement:
    raise PourparlerError("there is no statement left")
