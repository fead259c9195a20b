"""Make the reports and `gold.jsonl` of every negotiation from its marked-up reports.

`NEGOTIATION/marked/*.txt` is what people write: a report with its statements marked in place,
as docs/explanation/gold.md explains. From it come the report as a reader gets it, in
`NEGOTIATION/reports/`, and one JSON object a statement, in `NEGOTIATION/gold.jsonl`. Offsets
follow from the marks and are never typed.

Run `python tests/gold/build.py` after every change of a marked-up report.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent
ROLES = {"s": "source", "c": "cue", "x": "content"}
COMMITMENTS = ("threat", "promise")
FLAGS = ("hedged", "negated", "conditional")

_MARK = re.compile(r"\{(?P<labels>[scx]\d+(?:,[scx]\d+)*) |(?P<close>\})|(?P<stray>\{)")
_RECORD = re.compile(r"= (\d+) \| (.+)")

Spans = dict[str, list[list[int]]]


class MarkError(ValueError):
    """A marked-up report that cannot be understood; says where and why."""


@dataclass
class Marked:
    """A marked-up report taken apart: its part, its plain text, spans and records by number."""

    name: str
    part: str = ""
    text: str = ""
    spans: dict[int, Spans] = field(default_factory=dict)
    records: dict[int, list[str]] = field(default_factory=dict)


def read_marked(name: str, marked: str) -> Marked:
    """Take a marked-up report apart.

    The first line names the part, lines that begin with `= ` describe statements, all others
    are the report. `{s1,s2 He}` is the source of statements 1 and 2, `c` marks a cue, `x` a
    content; marks may stand inside each other.
    """
    first, _, rest = marked.partition("\n")
    report = Marked(name, part=first.removeprefix("part: "))
    if report.part not in ("tune", "test"):
        raise MarkError(f"{name}: the first line is {first!r}; expected 'part: tune' or 'test'")
    lines = rest.split("\n")
    for line in lines:
        if line.startswith("="):
            _read_record(report, line)
    _read_marks(report, "\n".join(line for line in lines if not line.startswith("=")))
    for number in report.spans.keys() ^ report.records.keys():
        raise MarkError(f"{name}: statement {number} has no marks or no '= {number} |' line")
    return report


def _read_record(report: Marked, line: str) -> None:
    match = _RECORD.fullmatch(line)
    fields = [part.strip() for part in match[2].split("|")] if match else []
    if match is None or len(fields) not in (5, 6):
        raise MarkError(f"{report.name}: cannot read the line {line!r}")
    number = int(match[1])
    if number in report.records:
        raise MarkError(f"{report.name}: statement {number} is described twice")
    report.records[number] = fields


def _read_marks(report: Marked, marked: str) -> None:
    found: dict[int, Spans] = defaultdict(lambda: {role: [] for role in ROLES.values()})
    open_marks: list[tuple[str, int]] = []
    pieces, length, position = [], 0, 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[position : mark.start()])
        length += len(pieces[-1])
        position = mark.end()
        if mark["labels"]:
            open_marks.append((mark["labels"], length))
        elif mark["close"] and open_marks:
            labels, start = open_marks.pop()
            for label in labels.split(","):
                found[int(label[1:])][ROLES[label[0]]].append([start, length])
        else:
            raise MarkError(f"{report.name}: a stray bracket after {marked[:position][-40:]!r}")
    if open_marks:
        raise MarkError(f"{report.name}: mark {open_marks[-1][0]!r} is never closed")
    report.text = "".join(pieces) + marked[position:]
    report.spans = dict(found)
    for number, spans in report.spans.items():
        _check_spans(report, number, spans)


def _check_spans(report: Marked, number: int, spans: Spans) -> None:
    for pieces in spans.values():
        pieces.sort()
    if len(spans["cue"]) != 1 or not spans["content"]:
        raise MarkError(f"{report.name}: statement {number} needs one cue and a content")
    for start, end in (piece for pieces in spans.values() for piece in pieces):
        words = report.text[start:end]
        if not words or words != words.strip() or "\n" in words:
            raise MarkError(f"{report.name}: statement {number} has the span {words!r}")


def statements(report: Marked) -> list[dict[str, Any]]:
    """Return the statements of a marked-up report, in the order of the text."""
    made = [_statement(report, number) for number in report.spans]
    return sorted(made, key=lambda one: (one["spans"]["cue"], one["spans"]["content"]))


def _statement(report: Marked, number: int) -> dict[str, Any]:
    actors, speaker, manner, said_on, coding, *rest = report.records[number]
    attribution, force = manner.split()
    more = _more(rest[0] if rest else "")
    unknown = more.keys() - {"to", "if", "by", *FLAGS}
    if unknown:
        raise MarkError(f"{report.name}: statement {number} has the unknown words {unknown}")
    if ("if" in more or "by" in more) and force not in COMMITMENTS:
        raise MarkError(f"{report.name}: statement {number} is no threat or promise")
    commitment = {"kind": force, "condition": more.get("if"), "deadline": more.get("by")}
    return {
        "report": report.name,
        "part": report.part,
        "spans": report.spans[number],
        "actors": [] if actors == "-" else actors.split(),
        "speaker": _or_none(speaker),
        "attribution": attribution,
        "force": force,
        "audience": more.get("to"),
        "said_on": said_on,
        **_coding(report, number, coding),
        "hedged": "hedged" in more,
        "negated": "negated" in more,
        "conditional": "conditional" in more or "if" in more,
        "commitment": commitment if force in COMMITMENTS else None,
    }


def _more(text: str) -> dict[str, str]:
    """Read `to: reporters; hedged` as a mapping; a flag is mapped to an empty string."""
    pairs = [part.partition(":") for part in text.split(";") if part.strip()]
    return {key.strip(): value.strip() for key, _, value in pairs}


def _coding(report: Marked, number: int, text: str) -> dict[str, str | None]:
    """Read `issue option..option modality about=actor`; a dash alone is no coding."""
    keys = ("issue", "from_option", "to_option", "modality", "about")
    if text == "-":
        return dict.fromkeys(keys)
    words = text.split()
    about = words.pop().removeprefix("about=") if words[-1].startswith("about=") else None
    if len(words) != 3:
        raise MarkError(f"{report.name}: statement {number} has the coding {text!r}")
    issue, options, modality = words
    low, _, high = options.partition("..")
    values = (issue, _or_none(low), _or_none(high or low), modality, about)
    return dict(zip(keys, values, strict=True))


def _or_none(word: str) -> str | None:
    return None if word == "-" else word


def negotiations() -> list[Path]:
    """Return the folders of the gold, in the order of their names."""
    return sorted(file.parent for file in GOLD.glob("*/case.yaml"))


def marked_reports(folder: Path) -> list[Marked]:
    """Read the marked-up reports of one negotiation, in the order of their names."""
    files = sorted((folder / "marked").glob("*.txt"))
    return [read_marked(file.name, file.read_text("utf-8")) for file in files]


def jsonl(folder: Path) -> str:
    """Return what `gold.jsonl` of a negotiation holds."""
    found = [one for report in marked_reports(folder) for one in statements(report)]
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)


def main() -> None:
    """Write `reports/` and `gold.jsonl` of every negotiation anew."""
    for folder in negotiations():
        (folder / "reports").mkdir(exist_ok=True)
        for report in marked_reports(folder):
            (folder / "reports" / report.name).write_text(report.text, "utf-8")
        (folder / "gold.jsonl").write_text(jsonl(folder), "utf-8")


if __name__ == "__main__":
    main()
