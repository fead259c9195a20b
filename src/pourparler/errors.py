"""Every deliberate error: a code, one sentence that says what and where, and the way out.

The sentence is written where the error is raised, because only that place knows the
value; the code and the default hint belong to the class. Only ``cli`` catches these.
"""

from __future__ import annotations

from datetime import date


class PourparlerError(Exception):
    """Base of all deliberate errors.

    Parameters
    ----------
    message : str
        What is wrong, with the value and the place.
    hint : str, optional
        What to do about it; the class's own hint when left out.
    """

    code = "PP000"
    hint = ""
    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        if hint is not None:
            self.hint = hint

    def __str__(self) -> str:
        """Return ``[code] message`` so that a pasted line can be searched for."""
        return f"[{self.code}] {super().__str__()}"


class ShapeError(PourparlerError, ValueError):
    """Arrays disagree with each other on a dimension."""

    code = "PP101"
    hint = "The docstring of the function gives each array's shape."


class RangeError(PourparlerError, ValueError):
    """A number is NaN, infinite or outside its documented range."""

    code = "PP102"
    hint = "The docstring of the function gives each argument's range."


class CaseError(PourparlerError, ValueError):
    """The case file says something that is not allowed."""

    code = "PP201"
    hint = "Correct the line and run `pourparler check CASE`."


class CaseNotFoundError(PourparlerError, FileNotFoundError):
    """There is no case at the place that was named."""

    code = "PP202"
    hint = "Name a folder that holds case.yaml, or make one with `pourparler new CASE`."


class CaseExistsError(PourparlerError, FileExistsError):
    """A new case would overwrite something."""

    code = "PP203"
    hint = "Choose another name, or remove the folder yourself."


class ReportError(PourparlerError, ValueError):
    """A report cannot be read as it was given."""

    code = "PP301"
    hint = "Start the file with ` date YYYY-MM-DD Title`."


class UndatedReportError(ReportError):
    """A report has no date, and a report without a date is not evidence."""

    code = "PP302"
    hint = (
        "Give the date in one of three ways: a first line ` date YYYY-MM-DD Title`, "
        "a file name that starts with YYYY-MM-DD, or --date YYYY-MM-DD."
    )

    def __init__(
        self, message: str, *, hint: str | None = None, suggested_on: date | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.suggested_on = suggested_on


class TaggerError(PourparlerError, RuntimeError):
    """The attribution tagger cannot be loaded."""

    code = "PP303"
    hint = "Unset POURPARLER_TAGGER to use the tagger that comes with the package."


class GoldError(PourparlerError, ValueError):
    """A gold annotation to score against cannot be read."""

    code = "PP305"
    hint = "docs/reference/scores.md describes the two forms of gold that are read."


class FetchError(ReportError):
    """An address is not one that is fetched, or what lies there cannot be had."""

    code = "PP306"
    hint = "Only public http(s) addresses are fetched; save the page and give the file."


class ModelError(PourparlerError, RuntimeError):
    """A language model that was asked to read cannot be used, or gave no sound answer."""

    code = "PP307"
    hint = "Read without --reader llm: the reader that comes with the package needs no network."
    exit_code = 1


class ModelRefusedError(ModelError):
    """A report may not be sent to a language model, or is too long to be."""

    code = "PP308"
    hint = "Read it without --reader llm."
    exit_code = 2


class DateFormError(PourparlerError, ValueError):
    """A date is not in a form of EDTF that is taken here."""

    code = "PP304"
    hint = "Write 2025, 2025-08 or 2025-08-19, with ~ for about, or two of them with / between."


class LedgerError(PourparlerError, RuntimeError):
    """The ledger file cannot be opened, read or written."""

    code = "PP401"
    hint = "Check that the case folder is writable and the disk is not full."
    exit_code = 1


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer version of this program."""

    code = "PP402"
    hint = "Install the newer pourparler, or work on a copy made with the older one."


class RecordError(LedgerError, ValueError):
    """A record is not fit to be kept: its fields disagree, or hold what cannot be stored."""

    code = "PP403"
    hint = "The reader that made the record is at fault; other reports are not affected."
    exit_code = 2


class StaleDecisionError(PourparlerError, RuntimeError):
    """A decision rests on a statement as it no longer is."""

    code = "PP404"
    hint = "Look at it again with `pourparler show CASE ID`, then decide."


class UndoError(PourparlerError, RuntimeError):
    """There is nothing to undo or do again, or later decisions rest on it."""

    code = "PP405"
    hint = "`pourparler history CASE` lists what was decided since; undo that first."


class PurgeError(PourparlerError, ValueError):
    """A report cannot be purged as it was asked for; nothing has gone from the ledger."""

    code = "PP406"
    hint = "`pourparler purge CASE REPORT --dry-run` says what would go."


class PurgedError(ReportError):
    """A report was purged from the case and is refused when it comes again."""

    code = "PP407"
    hint = "To have it back on purpose: `pourparler purge CASE TOMBSTONE --lift`, then this again."


class BundleError(PourparlerError, ValueError):
    """A bundle cannot be taken in as it is."""

    code = "PP410"
    hint = "Export it again with `pourparler export CASE bundle`; nothing of it was taken in."


class ExportError(PourparlerError, ValueError):
    """A format cannot hold what it is asked to."""

    code = "PP411"
    hint = "docs/how-to/take-results-out.md says what each format holds."


class UnknownNameError(PourparlerError, LookupError):
    """A name on the command line is not in the case."""

    code = "PP501"
    hint = "`pourparler check CASE` lists the names of a case."


class DateOrderError(PourparlerError, ValueError):
    """A span of days begins after it ends."""

    code = "PP506"
    hint = "Give the earlier day first."


class OutputError(PourparlerError, OSError):
    """A result cannot be written where it was asked for."""

    code = "PP502"
    hint = "Choose a folder that exists and is writable with -o."
    exit_code = 1


class BriefError(PourparlerError, ValueError):
    """A brief was given pieces that do not belong together."""

    code = "PP503"
    hint = "Give every report that the statements come from, each report and statement once."


class SealError(PourparlerError, ValueError):
    """A sealed forecast is not as it was sealed, or cannot be read."""

    code = "PP504"
    hint = "Restore the file from where it was published; what was changed cannot be scored."


class ExchangeError(PourparlerError, ValueError):
    """A file of another program cannot be read, or a space not be written as one."""

    code = "PP603"
    hint = "docs/reference/exchange.md says which files are read and written."


class AuditError(PourparlerError, ValueError):
    """An audit cannot be drawn, or its judged file cannot be read."""

    code = "PP505"
    hint = (
        "`pourparler audit CASE` writes the file to judge; docs/how-to/audit-a-case.md tells how."
    )


class SettlementError(PourparlerError, ValueError):
    """A case lacks what a settlement cannot be computed without."""

    code = "PP601"
    hint = "docs/how-to/settle-a-case.md shows what `settlement:` needs."


class SweepError(PourparlerError, RuntimeError):
    """A cluster did not finish its share of the draws."""

    code = "PP602"
    hint = "Look at the workers' logs; memory is the usual reason: ask for fewer draws."
    exit_code = 1


class ServeError(PourparlerError, RuntimeError):
    """The workbench cannot be served as it was asked for."""

    code = "PP701"
    hint = "`pourparler serve --help` lists the options."


class AddressError(PourparlerError, ValueError):
    """An address of the workbench asks for something that cannot be shown."""

    code = "PP702"
    hint = "Follow the links of the pages; docs/reference/web.md lists every address."


class RefusedError(PourparlerError, PermissionError):
    """A request was not let in."""

    code = "PP703"
    hint = "Open the workbench under the address that `pourparler serve` printed."


class TooLargeError(PourparlerError, ValueError):
    """More was sent than is taken at once."""

    code = "PP704"
    hint = "Send it in smaller parts, or use `pourparler read`."
