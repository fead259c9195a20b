"""What people write into an open ledger: decisions, remarks, and taking them back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from pourparler.case.records import Statement
from pourparler.ledger import (
    append,
    classify,
    decide,
    history,
    notes,
    utterances,
)
from pourparler.ledger import undo as undoing
from pourparler.ledger.checks import (
    check_person,
)
from pourparler.ledger.classify import Classifying
from pourparler.ledger.decide import Decision
from pourparler.ledger.history import Counts
from pourparler.ledger.log import (
    Command,
    append_command,
)
from pourparler.ledger.lookup import Lookup
from pourparler.ledger.notes import Noted
from pourparler.ledger.undo import Undone


@dataclass(slots=True)
class Written:
    """What a decision came to: its command, and how much held before and after.

    ``command`` is None when nothing changed, or nothing was to be written; ``undone`` says
    what was undone or done again.
    """

    before: Counts
    after: Counts = field(init=False)
    command: str | None = None
    undone: Undone | None = None


class Deciding(Lookup):
    """The writing that people do. Each call is one transaction, and a machine may not."""

    def record_statement(self, statement: Statement, *, coder: str) -> str | None:
        """Append a person's version of a statement, with the codings as they shall hold.

        It takes the place of the living statement with the same id, if there is one,
        and readings leave it alone from then on.

        Returns
        -------
        str or None
            Id of the command, or None when exactly this holds already.

        Raises
        ------
        RecordError
            The coder is a machine, or the statement disagrees with its report.
        UnknownNameError
            Its report is not in the ledger.
        """
        check_person(coder)
        with self._writing() as connection:
            return append.record_statement(connection, self._now, statement, coder=coder)

    def retract_statement(self, statement_id: str, *, coder: str) -> str:
        """Retract a statement with its codings and return the id of the command.

        When the coder is a person, readings do not bring it back.

        Raises
        ------
        UnknownNameError
            No such statement holds.
        """
        with self._writing() as connection:
            return append.retract_statement(connection, self._now, statement_id, coder=coder)

    def retract_report(self, report_id: str, *, coder: str) -> str:
        """Retract a report with its statements and codings; return the id of the command.

        Reading the report again brings back what is read then, not what people did.

        Raises
        ------
        UnknownNameError
            No such report holds.
        """
        with self._writing() as connection:
            return append.retract_report(connection, self._now, report_id, coder=coder)

    def join_statements(self, statement_ids: Collection[str], *, coder: str) -> str:
        """Say as a person that statements report one utterance, and return its id.

        What each of them was joined with comes along.

        Raises
        ------
        RecordError
            The coder is a machine, or fewer than two statements are named.
        UnknownNameError
            One of the statements does not hold.
        """
        check_person(coder)
        with self._writing() as connection:
            return utterances.join_statements(connection, self._now, statement_ids, coder=coder)

    def part_statement(self, statement_id: str, *, coder: str) -> str:
        """Say as a person that a statement reports an utterance of its own.

        Returns the id of the command.

        Raises
        ------
        RecordError
            The coder is a machine.
        UnknownNameError
            No such statement holds.
        """
        check_person(coder)
        with self._writing() as connection:
            return utterances.part_statement(connection, self._now, statement_id, coder=coder)

    def record_decision(
        self, decision: Decision, *, dry_run: bool = False, also: Callable[[], None] | None = None
    ) -> Written:
        """Write what a person decides as one command, or only say what it would come to.

        Readings leave alone what a person decided on, from then on.

        Parameters
        ----------
        decision : Decision
        dry_run : bool
            Write nothing.
        also : callable, optional
            Called last, before anything is final; what it raises leaves the ledger as it was.

        Raises
        ------
        RecordError
            The coder is a machine, or a statement disagrees with its report.
        StaleDecisionError
            A statement no longer has the version that was expected.
        UnknownNameError
            A statement or its report does not hold.
        """
        check_person(decision.coder)
        with self._trying(dry_run, also) as (connection, written):
            written.command = decide.record_decision(connection, self._now, decision)
        return written

    def set_handling(self, asked: Classifying, *, dry_run: bool = False) -> Written:
        """Set who may see reports, statements, notes or estimates, as one command.

        What was set on a statement counts for all that is said in its span; a statement is
        never less strict than its report.

        Parameters
        ----------
        asked : Classifying
        dry_run : bool
            Write nothing.

        Raises
        ------
        RecordError
            The coder is a machine, or a statement would be less strict than its report.
        UnknownNameError
            Something is not in the ledger, or was retracted.
        """
        check_person(asked.coder)
        with self._trying(dry_run, None) as (connection, written):
            written.command = classify.set_levels(connection, self._now, asked)
        return written

    def undo(
        self,
        command_id: str | None = None,
        *,
        coder: str,
        again: bool = False,
        reason: str | None = None,
        dry_run: bool = False,
        also: Callable[[Undone], None] | None = None,
    ) -> Written:
        """Undo a command of a person, or do it again, by a further command.

        Parameters
        ----------
        command_id : str, optional
            The command; the last one of this coder that is not undone if left out, or
            with ``again`` the one that this coder undid last.
        coder : str
        again : bool
            Do again what was undone.
        reason : str, optional
            Why, for the log.
        dry_run : bool
            Write nothing.
        also : callable, optional
            As in `record_decision`; told what is undone.

        Raises
        ------
        UndoError
            There is nothing to undo, or later decisions rest on it.
        RecordError
            The coder is a machine.
        """
        check_person(coder)
        with self._trying(dry_run, None) as (connection, written):
            find_next = undoing.next_to_redo if again else undoing.next_to_undo
            target = command_id or find_next(connection, coder)
            done = undoing.undo(
                connection, self._now, target, coder=coder, again=again, reason=reason
            )
            written.command, written.undone = done.command, done
            if also is not None and not dry_run:
                also(done)
        return written

    def record_note(self, name: str, figures: Mapping[str, Any], *, coder: str) -> Noted:
        """Leave figures about the case in its log, under the name of a command.

        ``figures`` are ids and numbers, never text of a report.

        Raises
        ------
        RecordError
            The coder is a machine.
        """
        check_person(coder)
        with self._writing() as connection:
            return notes.record_note(connection, self._now, name, figures, coder=coder)

    def record_remark(self, name: str, *, coder: str, arguments: Mapping[str, Any]) -> str:
        """Log something that changes no row, such as a coding that only counts for comparison.

        Parameters
        ----------
        name : str
            Name of the command.
        coder : str
        arguments : mapping
            Ids and numbers, no text of reports.

        Raises
        ------
        RecordError
            The coder is a machine.
        """
        check_person(coder)
        with self._writing() as connection:
            command = Command(name=name, coder=coder, arguments=arguments)
            return append_command(connection, self._now, command).command

    @contextmanager
    def _trying(
        self, dry_run: bool, also: Callable[[], None] | None
    ) -> Iterator[tuple[Connection, Written]]:
        """Count before and after what is written; take it back when it was only a trial."""
        with self._writing() as connection:
            written = Written(before=history.find_counts(connection))
            savepoint = connection.begin_nested()
            yield connection, written
            written.after = history.find_counts(connection)
            if dry_run:
                savepoint.rollback()
                written.command = None
            elif also is not None:
                also()
