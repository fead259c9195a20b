"""One case's ledger: a file that statements are appended to and never removed from.

Writers take turns and each call is one transaction; readers see what was last written
and wait for nobody. Instants come from one clock, given at `Ledger.open`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from pourparler.case.commitments import CommitmentMention
from pourparler.case.events import EventMention
from pourparler.case.records import Coding, Report, Statement
from pourparler.errors import BundleError
from pourparler.ledger import (
    append,
    decide,
    find,
    history,
    notes,
    outputs,
    tellings,
    utterances,
)
from pourparler.ledger import undo as undoing
from pourparler.ledger.append import Recorded
from pourparler.ledger.checks import (
    LATER_MACHINE,
    MACHINE,
    check_machine,
    check_person,
    check_report,
    check_statements,
    check_texts,
)
from pourparler.ledger.decide import Decision
from pourparler.ledger.entries import Entry
from pourparler.ledger.history import Counts
from pourparler.ledger.log import (
    RECORD_READING,
    Command,
    append_command,
)
from pourparler.ledger.lookup import Lookup
from pourparler.ledger.merging import Merged, Merging, merge
from pourparler.ledger.notes import Noted
from pourparler.ledger.outputs import Output
from pourparler.ledger.purge import Erased, Purging, erase
from pourparler.ledger.replay import replay
from pourparler.ledger.tombstones import lift
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


class Ledger(Lookup):
    """The open ledger of a case; close it, or use it in a ``with`` statement.

    Attributes
    ----------
    path : Path
        The file.
    is_read_only : bool
        The file or its folder cannot be written to; reading works, recording raises.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from pourparler.ledger import StatementQuery
    >>> with TemporaryDirectory() as folder, Ledger.open(Path(folder, "ledger.db")) as ledger:
    ...     digest = ledger.record_case("title: Talks")
    ...     print(ledger.case_version(digest), ledger.find_statements(StatementQuery()))
    title: Talks []
    """

    def record_case(self, text: str, *, coder: str = MACHINE) -> str:
        """Keep a version of ``case.yaml``, once, and return its digest (64 hex digits)."""
        check_texts("case", [("text", text)])
        with self._writing() as connection:
            return append.record_case(connection, self._now, text, coder=coder)

    def record_reading(
        self,
        report: Report,
        statements: Sequence[Statement],
        *,
        reader_version: str,
        coder: str = MACHINE,
    ) -> Recorded:
        """Make the ledger hold a report as it was just read, in one transaction.

        The report is appended if it is new or its metadata changed; of a text that is
        met again elsewhere, bytes, encoding, url, path and retrieved_at stay those of
        the first copy. New statements are appended. Where only fields or codings of a
        statement changed, the old rows are retracted and new ones appended. This
        coder's own statements that were not read again are retracted. Left alone are
        statements of other coders and those a person worked on or reviewed, and what a
        person took back stays so until a person records it again. The same reading by
        the same version twice writes nothing; by another version, a command at least.

        Parameters
        ----------
        report : Report
            With the id that its text gives.
        statements : sequence of Statement
            Of this report, with their codings; no id twice.
        reader_version : str
            Which reader it was, for the log.
        coder : str
            ``machine`` or ``machine:NAME``, as are the coders of the codings.

        Raises
        ------
        RecordError
            A record disagrees with itself or its report, or holds what is not text.
        LedgerError
            The file cannot be written; nothing of the reading is in it.
        """
        check_report(report)
        check_machine(coder, statements)
        check_statements(report, statements)
        command = Command(
            name=RECORD_READING,
            coder=coder,
            arguments={"report": report.id},
            reader_version=reader_version,
        )
        with self._writing() as connection:
            return append.record_reading(
                connection, self._now, report, statements=statements, command=command
            )

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

    def record_utterances(
        self, groups: Iterable[Collection[str]], *, coder: str = MACHINE
    ) -> str | None:
        """Make the statements of each group, and no others, report one utterance.

        Statements that a person joined or parted stay where they are; the rest of a
        group goes where a person joined some of it. Utterances keep their ids where
        they can.

        Parameters
        ----------
        groups : iterable of collection of str
            Ids of statements that hold, none in two groups. What is in no group is
            parted from what machines joined it with.

        Returns
        -------
        str or None
            Id of the command, or None when exactly this holds already.

        Raises
        ------
        RecordError
            The coder is a person.
        UnknownNameError
            One of the statements does not hold.
        """
        check_machine(coder, ())
        with self._writing() as connection:
            return utterances.record_utterances(connection, self._now, groups, coder=coder)

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

    def record_later_codings(
        self, issue: str, codings: Mapping[str, Sequence[Coding]], *, coder: str = LATER_MACHINE
    ) -> str | None:
        """Make a machine's codings on one issue of statements that people decided on be these.

        The statements stay as people left them.

        Returns
        -------
        str or None
            Id of the command, or None when exactly this holds already.

        Raises
        ------
        RecordError
            The coder is a person.
        """
        check_machine(coder, ())
        with self._writing() as connection:
            return decide.record_later_codings(connection, self._now, issue, codings, coder=coder)

    def record_commitments(
        self, groups: Iterable[Sequence[CommitmentMention]], *, coder: str = MACHINE
    ) -> str | None:
        """Make the ledger hold these commitments, and no others that machines found.

        Each group tells of one commitment, its mentions in order; a commitment keeps its
        id while some of its mentions stay where they were. The same commitments again
        write nothing.

        Returns
        -------
        str or None
            Id of the command, or None when exactly this holds already.

        Raises
        ------
        RecordError
            The coder is a person, or a group is empty.
        """
        check_machine(coder, ())
        with self._writing() as connection:
            return tellings.record(connection, self._now, tellings.COMMITMENTS, groups, coder=coder)

    def record_events(
        self, groups: Iterable[Sequence[EventMention]], *, coder: str = MACHINE
    ) -> str | None:
        """Make the ledger hold these events; as `record_commitments`."""
        check_machine(coder, ())
        with self._writing() as connection:
            return tellings.record(connection, self._now, tellings.EVENTS, groups, coder=coder)

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

    def merge(
        self, merging: Merging, *, dry_run: bool = False, also: Callable[[], None] | None = None
    ) -> tuple[Written, Merged]:
        """Take in all that another copy of this ledger has, as one command.

        Its commands come along, and all rows, also those that it took back. Where only one
        copy went on, that one stands; where both did, see `merge_plan`. The same copy twice
        changes nothing.

        Parameters
        ----------
        merging : Merging
            Rows of the other copy, checked by `entries.check_entries`.
        dry_run : bool
            Write nothing.
        also : callable, optional
            As in `record_decision`.

        Raises
        ------
        RecordError
            The coder is a machine.
        BundleError
            The other copy holds the same twice; nothing of it is kept.
        """
        check_person(merging.coder)
        with self._trying(dry_run, also) as (connection, written):
            try:
                merged = merge(connection, self._now, merging)
            except IntegrityError as error:
                raise BundleError(f"the other copy does not hold together: {error.orig}") from error
            written.command = merged.command
        return written, merged

    def replay(self, entries: Sequence[Entry]) -> None:
        """Write the rows of a bundle into this ledger, which has to be empty.

        Raises
        ------
        BundleError
            The ledger is not empty, or a row is wrong; nothing of the bundle is kept.
        """
        with self._writing() as connection:
            if find.find_mark(connection).command is not None:
                raise BundleError(
                    f"{self.path} is not empty", hint="Take the bundle into a new case."
                )
            replay(connection, entries, self._now())

    def purge(self, purging: Purging, *, dry_run: bool = False) -> Erased:
        """Erase reports for good, with all that hangs on them, and write the file anew.

        Rows are deleted, retracted ones too; the log keeps that something was purged, how
        much, by whom, and names under random ids what it named before. It cannot be undone.

        Parameters
        ----------
        purging : Purging
        dry_run : bool
            Write nothing; the command that is returned is empty.

        Raises
        ------
        RecordError
            The coder is a machine.
        UnknownNameError
            A report is not in the ledger, not even taken back.
        """
        check_person(purging.coder)
        with self._writing() as connection:
            erased = erase(connection, self._now, purging)
            if dry_run:
                connection.rollback()
                return Erased("", erased.rows)
        return erased

    def lift_purge(
        self, tombstones: Collection[str], *, coder: str, reason: str | None = None
    ) -> str:
        """Let reports in again that were purged under these ids; return the command's id.

        Nothing comes back by itself: who has a report can read it again, or merge a copy.

        Raises
        ------
        RecordError
            The coder is a machine.
        UnknownNameError
            Nothing is purged under an id, or it was lifted before.
        """
        check_person(coder)
        with self._writing() as connection:
            return lift(connection, self._now, tombstones, coder=coder, reason=reason)

    def record_output(self, output: Output, *, coder: str) -> str | None:
        """Note in the log what was written to a file; the ledger's mark stays as it is.

        Returns
        -------
        str or None
            Id of the command; None when the same was written to the same file last.

        Raises
        ------
        RecordError
            The coder is a machine.
        """
        check_person(coder)
        with self._writing() as connection:
            return outputs.record_output(connection, self._now, output, coder=coder)

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
