"""Tables of threats and promises, of meetings, and of the settlement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pourparler.case.folder import CaseFolder
from pourparler.errors import SettlementError
from pourparler.models.settlement.solution import DesignResult, SettlementSolution
from pourparler.report.driver_words import deciding_words
from pourparler.report.settlement_part import SettlementPart
from pourparler.report.tables.table import Cell, PaperColumn, Table
from pourparler.workbench.commitments import find_commitments
from pourparler.workbench.events import find_events
from pourparler.workbench.made_table import (
    CaseWords,
    Cells,
    Form,
    MadeTable,
    cited,
    columns,
    made,
    paper,
)
from pourparler.workbench.settle.run import settle_case
from pourparler.workbench.view import View


def make_commitments(folder: CaseFolder, view: View) -> MadeTable:
    """Make a row per threat or promise, with what became of it by the day of the view."""
    found = find_commitments(folder, view=view)
    words = CaseWords(folder.case)
    rows: list[Cells] = []
    for one in found.commitments:
        reports = [telling.mention.report for telling in one.tellings]
        fate = one.fate.replace("_", " ")
        rows.append(
            {
                "id": one.id,
                "kind": one.kind,
                "actors": ";".join(one.actors),
                "speaker": one.speaker,
                "issues": ";".join(one.issues),
                "what": one.what,
                "condition": one.condition or None,
                "deadline": one.deadline,
                "made_on": one.made_on,
                "fate": one.fate,
                "fate_on": one.fate_on,
                "fate_rule": one.fate_rule,
                "reports": ";".join(dict.fromkeys(reports)),
                "who": words.actors(one.actors),
                "became": f"{fate} ({one.fate_on})" if one.fate_on else fate,
                "cited": cited(reports),
            }
        )
    day = f"; what became of them by {found.as_of}" if found.as_of else ""
    return made(COMMITMENTS, f"Threats and promises{day}", rows, len(rows), found.stamp)


def make_events(folder: CaseFolder, view: View) -> MadeTable:
    """Make a row per meeting, call, summit, round of talks or visit."""
    found = find_events(folder, view=view)
    words = CaseWords(folder.case)
    rows: list[Cells] = []
    for one in found.events:
        reports = [telling.mention.report for telling in one.tellings]
        rows.append(
            {
                "id": one.id,
                "kind": one.kind,
                "status": one.status,
                "held_on": one.held_on,
                "place": one.place or None,
                "actors": ";".join(one.actors),
                "people": ";".join(one.people),
                "statements": ";".join(said.statement.id for said in one.said),
                "reports": ";".join(dict.fromkeys(reports)),
                "who": "; ".join(filter(None, (words.actors(one.actors), ", ".join(one.people)))),
                "said": len(one.said),
                "cited": cited(reports),
            }
        )
    return made(EVENTS, "Meetings, calls, talks and visits", rows, len(rows), found.stamp)


def make_settlement(folder: CaseFolder, view: View) -> MadeTable:
    """Make a row per design of the settlement: who signs, whether it holds, both.

    The inputs that the figures hang most on stand in every row and under the table.

    Raises
    ------
    SettlementError
        The case describes no settlement, or not enough of one.
    RangeError
        An input was not known at the date of the view.
    """
    settlement = folder.case.settlement
    if settlement is None or not settlement.designs:
        raise SettlementError(f"{folder.path} describes no settlement with designs")
    settled = settle_case(folder, view=view)
    solution = settled.solution
    hang = deciding_words(solution)
    part = SettlementPart(solution, "")
    rows: list[Cells] = [
        dict(_figures(found))
        | {"hangs_most_on": hang}
        | {f"head_{n}": cell for n, cell in enumerate(cells)}
        for found, (_, cells) in zip(solution.designs, part.rows, strict=True)
    ]
    title = (
        f"Designs of a settlement, in shares of {solution.draws} draws from the assumptions of the "
        f"case: horizon {solution.horizon_years:g} years, durable from {solution.bar:.0%} survival"
    )
    form = Form("settlement", columns(" ".join(_names(solution))), _on_paper(part.heads))
    found = made(form, title, rows, len(rows), settled.stamp)
    table = found.table
    notes = (hang, *solution.notes, f"{settled.stamp.as_text()} Seed {solution.seed}.")
    return MadeTable(
        Table(table.name, table.title, table.columns, table.rows, notes, table.paper),
        found.count,
        found.stamp,
    )


def _figures(found: DesignResult) -> Iterator[tuple[str, Cell]]:
    yield from (("design", found.design), ("name", found.name))
    for party, share in found.sign.items():
        yield f"sign_{party}", share.share
    shares = {
        "guarantors_join": found.complete if found.guarantors_join else None,
        "signable": found.signable,
        "durable": found.durable,
        "both": found.both,
    }
    for name, one in shares.items():
        yield name, one.share if one else None
    bands = {
        "survival": found.survival,
        "attack_success": found.attack_success,
        "hazard_per_year": found.hazard_per_year,
        "relief_asked": found.priced.relief if found.priced else None,
    }
    for name, band in bands.items():
        for end in ("low", "median", "high"):
            yield f"{name}_{end}", getattr(band, end) if band else None


def _names(solution: SettlementSolution) -> Iterator[str]:
    """Yield the columns of the first design, which every other one has, too."""
    texts = ("design", "name")
    for name, _ in _figures(solution.designs[0]) if solution.designs else ():
        yield name if name in texts else f"{name}:number"
    yield "hangs_most_on"


def _on_paper(heads: tuple[str, ...]) -> tuple[PaperColumn, ...]:
    each = max(1, 76 // max(1, len(heads)))
    figures = [(f"head_{n}", head, "figure", each) for n, head in enumerate(heads)]
    return paper(("name", "design", "text", 24), *figures)


COMMITMENTS: Final = Form(
    "commitments",
    columns(
        "id kind actors speaker issues what condition deadline made_on fate fate_on fate_rule "
        "reports"
    ),
    paper(
        ("made_on", "made on", "date", 17),
        ("who", "who", "text", 13),
        ("kind", "kind", "text", 12),
        ("what", "what", "text", 27),
        ("condition", "condition", "text", 18),
        ("deadline", "until", "date", 17),
        ("became", "what became of it", "text", 12),
        ("cited", "told by", "cite", 10),
    ),
)
EVENTS: Final = Form(
    "events",
    columns("id kind status held_on place actors people statements reports"),
    paper(
        ("held_on", "when", "date", 18),
        ("kind", "kind", "text", 12),
        ("who", "who", "text", 36),
        ("place", "where", "text", 14),
        ("status", "status", "text", 9),
        ("said", "statements", "figure", 12),
        ("cited", "told by", "cite", 10),
    ),
)
