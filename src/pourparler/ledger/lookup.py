"""What an open ledger can be asked. Nothing here writes, and readers wait for nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pourparler.case.commitments import CommitmentMention
from pourparler.case.events import EventMention
from pourparler.case.records import Handling, Report, Statement
from pourparler.ledger import (
    append,
    bundle,
    decide,
    find,
    history,
    judged,
    notes,
    outputs,
    remarks,
    tellings,
    utterances,
)
from pourparler.ledger.admit import Rows
from pourparler.ledger.checks import (
    MACHINE,
    check_instant,
)
from pourparler.ledger.decide import Version
from pourparler.ledger.find import Mark
from pourparler.ledger.history import Counts, Logged, LogQuery
from pourparler.ledger.judged import JudgedReading
from pourparler.ledger.log import (
    find_readings,
)
from pourparler.ledger.merging import RefusedReport, find_still_held
from pourparler.ledger.notes import Noted
from pourparler.ledger.opened import OpenLedger
from pourparler.ledger.outputs import WrittenOutput
from pourparler.ledger.query import ReportQuery, StatementQuery
from pourparler.ledger.remarks import Remark
from pourparler.ledger.tombstones import Tombstones, find_tombstones


class Lookup(OpenLedger):
    """The questions to an open ledger, as of now or of an instant of the past."""

    def machines_own(self, statement_ids: Iterable[str]) -> set[str]:
        """Return which of the statements are a machine's that no person has worked on."""
        with self._reading() as connection:
            living = decide.living_of(connection, list(statement_ids))
        return {id_ for id_, one in living.items() if one.is_machines}

    def find_tombstones(self) -> Tombstones:
        """Return what was purged and not let in again since then."""
        with self._reading() as connection:
            return find_tombstones(connection)

    def find_still_held(self) -> tuple[RefusedReport, ...]:
        """Return the reports that hold here and were purged in another copy of the case."""
        with self._reading() as connection:
            return find_still_held(connection)

    def find_commands(self, query: LogQuery) -> list[Logged]:
        """Return commands of the log, the latest first."""
        with self._reading() as connection:
            return history.find_commands(connection, query)

    def versions(self, statement_ids: Iterable[str]) -> dict[str, Version]:
        """Return what last changed each statement that holds, or a coding of it, by id."""
        with self._reading() as connection:
            return decide.find_versions(connection, statement_ids)

    def counts(self) -> Counts:
        """Return how much holds; the cost grows with the ledger."""
        with self._reading() as connection:
            return history.find_counts(connection)

    def find_utterances(self, *, recorded_at: datetime | None = None) -> dict[str, str]:
        """Return the utterance id of each statement that shares one with another.

        A statement that is not there stands for an utterance of its own.

        Raises
        ------
        RecordError
            ``recorded_at`` has no offset from UTC.
        """
        if recorded_at is not None:
            check_instant(recorded_at, "recorded_at")
        with self._reading() as connection:
            return utterances.find_utterances(connection, recorded_at)

    def find_note(self, name: str, *, recorded_at: datetime | None = None) -> Noted | None:
        """Return the last note of that name, as of an instant if one is given, or None."""
        with self._reading() as connection:
            return notes.find_note(connection, name, recorded_at)

    def find_commitments(
        self, *, recorded_at: datetime | None = None, ceiling: Handling | None = None
    ) -> dict[str, tuple[CommitmentMention, ...]]:
        """Return the mentions of each commitment by its id, in the order they were given.

        Mentions in reports that do not hold, or above a ceiling, are left out.
        """
        with self._reading() as connection:
            return tellings.find(connection, tellings.COMMITMENTS, recorded_at, ceiling)

    def find_events(
        self, *, recorded_at: datetime | None = None, ceiling: Handling | None = None
    ) -> dict[str, tuple[EventMention, ...]]:
        """Return the mentions of each event by its id; as `find_commitments`."""
        with self._reading() as connection:
            return tellings.find(connection, tellings.EVENTS, recorded_at, ceiling)

    def find_statements(self, query: StatementQuery) -> list[Statement]:
        """Return the statements asked for, with their codings in order.

        They come by reported_on, report, and place in the report. The cost grows with
        the statements of the actor or report asked for, else with the ledger.

        Raises
        ------
        RecordError
            ``recorded_at`` has no offset from UTC.
        """
        if query.recorded_at is not None:
            check_instant(query.recorded_at, "recorded_at")
        with self._reading() as connection:
            return find.find_statements(connection, query)

    def find_judged(
        self, *, recorded_at: datetime | None = None, ceiling: Handling | None = None
    ) -> list[JudgedReading]:
        """Return the machine's readings that people decided on, in the order of decisions."""
        with self._reading() as connection:
            return judged.find_judged(connection, at=recorded_at, ceiling=ceiling)

    def find_reports(self, query: ReportQuery) -> list[Report]:
        """Return the reports asked for, texts and bytes included, by reported_on and id.

        Raises
        ------
        RecordError
            ``recorded_at`` has no offset from UTC.
        """
        if query.recorded_at is not None:
            check_instant(query.recorded_at, "recorded_at")
        with self._reading() as connection:
            return find.find_reports(connection, query)

    def statement(self, statement_id: str, *, recorded_at: datetime | None = None) -> Statement:
        """Return the statement with that id, as it holds or held at an instant.

        Raises
        ------
        UnknownNameError
            No such statement holds, or held then.
        """
        query = StatementQuery(id=statement_id, recorded_at=recorded_at)
        for statement in self.find_statements(query):
            return statement
        raise append.unknown("statement", statement_id)

    def report(self, report_id: str, *, recorded_at: datetime | None = None) -> Report:
        """Return the report with that id, as it holds or held at an instant.

        Raises
        ------
        UnknownNameError
            No such report holds, or held then.
        """
        query = ReportQuery(id=report_id, recorded_at=recorded_at)
        for report in self.find_reports(query):
            return report
        raise append.unknown("report", report_id)

    def case_version(self, digest: str) -> str:
        """Return the text of the case file with that digest, or whose digest begins so.

        Raises
        ------
        UnknownNameError
            No version with that digest was kept, or several that begin so.
        """
        with self._reading() as connection:
            text = find.find_case_version(connection, digest)
        if text is None:
            raise append.unknown("case version", digest)
        return text

    def has_case_version(self, digest: str) -> bool:
        """Say whether the version of the case file with that digest was kept."""
        with self._reading() as connection:
            return find.find_case_version(connection, digest) is not None

    def known_versions(
        self, *, coder: str = MACHINE, recorded_at: datetime | None = None
    ) -> dict[str, str]:
        """Return which reader version read each report last, by report id.

        Reports are left out that do not hold, or that another machine read last. A
        report whose version is the present reader's need not be read again: nothing
        would change. The cost grows with the log.
        """
        with self._reading() as connection:
            return find_readings(connection, coder, at=recorded_at)

    def find_rejected(self, *, recorded_at: datetime | None = None) -> dict[str, str]:
        """Return the reports of the statements that people took back, by statement id."""
        with self._reading() as connection:
            return judged.find_rejected(connection, recorded_at)

    def mark(self, *, ceiling: Handling | None = None) -> Mark:
        """Return the state of the ledger: its last command, and how much holds.

        With a ``ceiling`` what is above it is not counted.
        """
        with self._reading() as connection:
            return find.find_mark(connection, ceiling)

    def find_report_ids(self, *, ceiling: Handling | None = None) -> list[str]:
        """Return the ids of the reports that a ceiling admits, by reported_on and id."""
        with self._reading() as connection:
            return find.find_report_ids(connection, ceiling)

    def last_command(self) -> str | None:
        """Return the id of the last command that changed the ledger, None while there is none.

        It is that of `mark`, whose counts it does without.
        """
        with self._reading() as connection:
            return find.find_last_command(connection)

    def count_waiting(self, *, ceiling: Handling | None = None) -> int:
        """Return how many statements nobody has reviewed yet; of those a ceiling admits."""
        with self._reading() as connection:
            return find.count_waiting(connection, ceiling)

    def dump(self, *, ceiling: Handling = "public") -> Rows:
        """Return every row below the ceiling, those taken back too, by table.

        `replay` makes the same ledger from them.
        """
        with self._reading() as connection:
            return bundle.dump(connection, ceiling)

    def find_outputs(self) -> list[WrittenOutput]:
        """Return what was written to files, in the order of the log."""
        with self._reading() as connection:
            return outputs.find_outputs(connection)

    def find_remarks(
        self, *, recorded_at: datetime | None = None, ceiling: Handling | None = None
    ) -> list[Remark]:
        """Return people's notes and estimates that are not undone, in the order of the log."""
        with self._reading() as connection:
            return remarks.find_remarks(connection, at=recorded_at, ceiling=ceiling)

    def report_texts(self) -> dict[str, tuple[str, ...]]:
        """Return the texts and titles of every report by id, of those taken back too."""
        with self._reading() as connection:
            return find.find_texts(connection)
