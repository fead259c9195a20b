"""What an audit found, as it is kept in the log and told in a brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from pourparler.ledger.ledger import Ledger
from pourparler.workbench.view import View

COMMAND: Final = "audit"
"""The command that keeps the figures of an audit in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A share in (0, 1): its median and the central 95 % of what the sample allows."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditResult:
    """How good the reading of a case is, by what a person judged.

    ``recall`` is None where a stratum was not looked through for what was missed; ``actor``,
    ``said_on`` and ``reading`` are shares of what is a statement, None where fewer than
    four were judged.
    """

    sample: str
    statements: int
    paragraphs: int
    precision: Figure
    recall: Figure | None
    actor: Figure | None
    said_on: Figure | None
    reading: Figure | None
    unjudged: int
    coder: str = ""
    judged_on: date | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it under the names that other programs rely on."""
        return asdict(self) | {"judged_on": str(self.judged_on) if self.judged_on else None}


def record_audit(ledger: Ledger, result: AuditResult, *, coder: str) -> AuditResult:
    """Keep the figures in the log of the case, and return them with who judged and when.

    Raises
    ------
    RecordError
        The coder is a machine.
    """
    kept = {k: v for k, v in result.as_json().items() if k not in ("coder", "judged_on")}
    noted = ledger.record_note(COMMAND, kept, coder=coder)
    return replace(result, coder=coder, judged_on=noted.at.date())


def find_audit(ledger: Ledger, view: View | None = None) -> AuditResult | None:
    """Return the latest audit of a case that a view can know of, or None."""
    noted = ledger.find_note(COMMAND, recorded_at=view.recorded_at if view else None)
    if noted is None:
        return None
    return _read(noted.arguments, coder=noted.coder, day=noted.at.date())


def _read(kept: Mapping[str, Any], *, coder: str, day: date) -> AuditResult:
    recall, actor, said_on, reading = (
        Figure(**kept[name]) if kept.get(name) else None
        for name in ("recall", "actor", "said_on", "reading")
    )
    return AuditResult(
        sample=kept["sample"],
        statements=kept["statements"],
        paragraphs=kept["paragraphs"],
        precision=Figure(**kept["precision"]),
        recall=recall,
        actor=actor,
        said_on=said_on,
        reading=reading,
        unjudged=kept["unjudged"],
        coder=coder,
        judged_on=day,
    )


def audit_words(result: AuditResult) -> str:
    """Return the sentence of the method note."""
    words = (
        f"{result.coder} judged a sample of this case on {result.judged_on}: of what the program "
        f"took for statements, {_percent(result.precision)} are ({result.statements} judged)"
    )
    if result.recall:
        words += (
            f"; of the statements there are, it found {_percent(result.recall)} "
            f"({result.paragraphs} paragraphs without one looked through)"
        )
    for figure, name in (
        (result.actor, "the right actor"),
        (result.said_on, "the right date"),
        (result.reading, "the right reading"),
    ):
        if figure:
            words += f"; {_percent(figure)} have {name}"
    return f"{words}. Intervals are 95 %, from a sample drawn in strata and weighted by them."


def _percent(figure: Figure) -> str:
    return f"{figure.low:.0%} to {figure.high:.0%}".replace("%", " %")
