"""The project's own gold: a folder with a case, reports and ``gold.jsonl``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from pourparler.case.folder import CASE_FILE, REPORTS_FOLDER, CaseFolder, open_case_folder
from pourparler.case.records import Coding, Report, Span, Spans, Statement
from pourparler.errors import GoldError
from pourparler.reader.scoring.marked import MarkedStatement, MarkedText
from pourparler.reader.scoring.words import ROLES
from pourparler.reader.sources.text import read_text_report

GOLD_FILE: Final = "gold.jsonl"
LEARNED_FROM: Final = ("tune", "fresh", "wire")
"""The parts of our own gold that may be learned from; ``test`` is only scored."""

_LATEST: Final = date.max - timedelta(days=1)  # invented talks may lie in the future
_PLAIN: Final = ("speaker", "attribution", "force", "audience", "said_on")
_CODED: Final = ("issue", "modality", "about")
_YES_NO: Final = ("hedged", "negated", "conditional")


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A case with its reports, and the marked text of each in the same order."""

    folder: CaseFolder
    reports: tuple[Report, ...]
    texts: tuple[MarkedText, ...]


def find_gold_folders(place: Path) -> list[Path]:
    """Return the folders of own gold at a place: the place itself, or those just below it."""
    here = [place, *sorted(path for path in place.iterdir() if path.is_dir())]
    return [path for path in here if (path / GOLD_FILE).is_file() and (path / CASE_FILE).is_file()]


def read_own_gold(folder: Path, part: str | None = None) -> GoldCase:
    """Read one negotiation of the gold.

    Parameters
    ----------
    folder : Path
        Holds ``case.yaml``, ``reports/`` and ``gold.jsonl``.
    part : str, optional
        ``tune``, ``fresh``, ``wire`` or ``test``; all when left out. A report belongs to the part
        of its statements. Reports without any are of every part: nothing should be found there.

    Raises
    ------
    GoldError
        A line is not JSON, lacks a key, names no report or a span outside its text.
    """
    lines = list(read_lines(folder / GOLD_FILE))
    case_folder = open_case_folder(folder)
    by_report: dict[str, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
    for number, line in lines:
        by_report[str(_value(line, "report", folder, number))].append((number, line))
    reports, texts = [], []
    for path in sorted((folder / REPORTS_FOLDER).glob("*.txt")):
        marked = by_report.pop(path.name, [])
        if part and marked and not any(line.get("part") == part for _, line in marked):
            continue
        report = read_text_report(path.read_bytes(), name=path.name, today=_LATEST)
        statements = tuple(
            _statement(line, len(report.text), f"{folder / GOLD_FILE} line {number}")
            for number, line in marked
        )
        name = f"{folder.name}/{path.name}"
        texts.append(MarkedText(name=name, text=report.text, statements=statements))
        reports.append(report)
    if by_report:
        raise GoldError(f"{folder / GOLD_FILE} names {min(by_report)!r}, which is no report there")
    return GoldCase(case_folder, tuple(reports), tuple(texts))


def mark(name: str, report: Report, statements: Sequence[Statement]) -> MarkedText:
    """Return what the reader made of a report, in the form that is compared with gold."""
    marked = tuple(_found(statement) for statement in statements)
    return MarkedText(name=name, text=report.text, statements=marked)


def _found(statement: Statement) -> MarkedStatement:
    coded, probability = coded_fields(statement.codings)
    fields = {name: getattr(statement, name) or "" for name in _PLAIN} | coded
    fields |= {name: _yes_no(getattr(statement, name)) for name in _YES_NO}
    return MarkedStatement(
        spans=statement.spans,
        fields=fields | {"actors": _joined(statement.actors)},
        confidence=statement.confidence,
        probability=probability,
    )


def coded_fields(codings: Sequence[Coding]) -> tuple[dict[str, str], float | None]:
    """Return what is compared of the likeliest of the codings, and its probability."""
    coding = max(codings, key=lambda coding: coding.probability, default=None)
    return _coding_fields(coding), coding.probability if coding else None


def _coding_fields(coding: Coding | None) -> dict[str, str]:
    if coding is None:
        return dict.fromkeys((*_CODED, "options"), "")
    fields = {name: getattr(coding, name) or "" for name in _CODED}
    return fields | {"options": _options(coding.from_option, coding.to_option)}


def _statement(line: Mapping[str, Any], length: int, place: str) -> MarkedStatement:
    spans = {role: _read_spans(line, role, length, place) for role in ROLES}
    texts = {name: str(line[name] or "") for name in (*_PLAIN, *_CODED) if name in line}
    flags = {name: _yes_no(line[name]) for name in _YES_NO if name in line}
    fields = texts | flags
    if "actors" in line:
        fields["actors"] = _joined(line["actors"])
    if "from_option" in line or "to_option" in line:
        fields["options"] = _options(line.get("from_option"), line.get("to_option"))
    return MarkedStatement(spans=Spans(**spans), fields=fields)


def _read_spans(line: Mapping[str, Any], role: str, length: int, place: str) -> tuple[Span, ...]:
    try:
        spans = tuple((int(start), int(end)) for start, end in line["spans"].get(role, ()))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GoldError(f"{place}: spans of the {role} are not a list of [start, end]") from error
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise GoldError(f"{place}: {role} [{start}, {end}] is outside the {length} code points")
    return spans


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file of JSON lines, each with the number of its line.

    Raises
    ------
    GoldError
        A line is not JSON, or no object.
    """
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip():
            try:
                value = json.loads(line)
            except ValueError as error:
                raise GoldError(f"{path} line {number} is not JSON: {error}") from error
            if not isinstance(value, dict):
                raise GoldError(f"{path} line {number} is not an object with keys")
            yield number, value


def _value(line: Mapping[str, Any], key: str, folder: Path, number: int) -> object:
    if key not in line:
        raise GoldError(f"{folder / GOLD_FILE} line {number} has no key {key!r}")
    return line[key]


def _joined(actors: Sequence[str]) -> str:
    return " ".join(sorted(actors))


def _options(first: str | None, last: str | None) -> str:
    return f"{first or ''} to {last or ''}" if first or last else ""


def _yes_no(value: object) -> str:
    return "yes" if value else "no"
