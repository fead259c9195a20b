"""What programs write into an open ledger: the case, readings, and what is joined of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from pourparler.case.commitments import CommitmentMention
from pourparler.case.events import EventMention
from pourparler.case.records import Coding, Report, Statement
from pourparler.ledger import (
    append,
    decide,
    tellings,
    utterances,
)
from pourparler.ledger.append import Recorded
from pourparler.ledger.checks import (
    LATER_MACHINE,
    MACHINE,
    check_machine,
    check_report,
    check_statements,
    check_texts,
)
from pourparler.ledger.log import (
    RECORD_READING,
    Command,
)
from pourparler.ledger.lookup import Lookup


class Recording(Lookup):
    """The writing that readers do. Each call is one transaction."""

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
