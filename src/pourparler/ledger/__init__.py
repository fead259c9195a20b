"""The ledger keeps statements: appended or retracted, never overwritten."""

from pourparler.ledger.append import Recorded
from pourparler.ledger.checks import LATER_MACHINE, MACHINE, is_machine
from pourparler.ledger.find import Mark
from pourparler.ledger.ledger import Ledger
from pourparler.ledger.query import ReportQuery, StatementQuery

__all__ = [
    "LATER_MACHINE",
    "MACHINE",
    "Ledger",
    "Mark",
    "Recorded",
    "ReportQuery",
    "StatementQuery",
    "is_machine",
]
