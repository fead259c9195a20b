"""Make the reports and `gold.jsonl` of every negotiation from its marked-up reports.

`NEGOTIATION/marked/*.txt` is what people write: a report with its statements marked in place,
as docs/explanation/gold.md explains. From it come the report as a reader gets it, in
`NEGOTIATION/reports/`, and one JSON object a statement, in `NEGOTIATION/gold.jsonl`. Where reports
are of the parts `fresh` or `wire`, their meetings are in `events.jsonl` and what became of their
threats and promises is in `commitments.jsonl`. Offsets follow from the marks and are never typed.

Run `python tests/gold/build.py` after every change of a marked-up report.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent
PARTS = ("tune", "fresh", "wire", "test")
WITH_MEETINGS = ("fresh", "wire")
ROLES = {"s": "source", "c": "cue", "x": "content"}
EVENT, FATE = "event", "fate"
LABELS = {**ROLES, "e": EVENT, "f": FATE}
EVENT_KINDS = ("meeting", "call", "summit", "talks", "visit")
STATUSES = ("held", "planned")
FATES = ("open", "carried_out", "dropped", "on_hold", "lapsed")
WHEN = ("at", "after", "before")
COMMITMENTS = ("threat", "promise")
FLAGS = ("hedged", "negated", "conditional")

_MARK = re.compile(r"\{(?P<labels>[scxef]\d+(?:,[scxef]\d+)*) |(?P<close>\})|(?P<stray>\{)")
_RECORD = re.compile(r"([=@!]) (\d+) \| (.+)")
_FIELDS = {"=": (5, 6), "@": (5, 6), "!": (3,)}

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
    places: dict[str, dict[int, list[int]]] = field(default_factory=lambda: {EVENT: {}, FATE: {}})
    records: dict[int, list[str]] = field(default_factory=dict)
    events: dict[int, list[str]] = field(default_factory=dict)
    fates: dict[int, list[str]] = field(default_factory=dict)


def read_marked(name: str, marked: str) -> Marked:
    """Take a marked-up report apart.

    The first line names the part, lines that begin with `= ` describe statements, with `@ `
    meetings, with `! ` fates of commitments; all others are the report. `{s1,s2 He}` is the
    source of statements 1 and 2, `c` marks a cue, `x` a content, `e` an event and `f` a fate;
    marks may stand inside each other.
    """
    first, _, rest = marked.partition("\n")
    report = Marked(name, part=first.removeprefix("part: "))
    if report.part not in PARTS:
        allowed = ", ".join(PARTS)
        raise MarkError(f"{name}: the first line is {first!r}; expected 'part: ' and of {allowed}")
    lines = rest.split("\n")
    for line in lines:
        if line.startswith(tuple(_FIELDS)):
            _read_record(report, line)
    _read_marks(report, "\n".join(line for line in lines if not line.startswith(tuple(_FIELDS))))
    for number in report.spans.keys() ^ report.records.keys():
        raise MarkError(f"{name}: statement {number} has no marks or no '= {number} |' line")
    for kind, records in ((EVENT, report.events), (FATE, report.fates)):
        for number in report.places[kind].keys() ^ records.keys():
            raise MarkError(f"{name}: {kind} {number} has no mark or no line that describes it")
    return report


def _read_record(report: Marked, line: str) -> None:
    match = _RECORD.fullmatch(line)
    fields = [part.strip() for part in match[3].split("|")] if match else []
    if match is None or len(fields) not in _FIELDS[match[1]]:
        raise MarkError(f"{report.name}: cannot read the line {line!r}")
    number = int(match[2])
    records = {"=": report.records, "@": report.events, "!": report.fates}[match[1]]
    if number in records:
        raise MarkError(f"{report.name}: {match[1]} {number} is described twice")
    records[number] = fields


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
                _keep(report, found, label, [start, length])
        else:
            raise MarkError(f"{report.name}: a stray bracket after {marked[:position][-40:]!r}")
    if open_marks:
        raise MarkError(f"{report.name}: mark {open_marks[-1][0]!r} is never closed")
    report.text = "".join(pieces) + marked[position:]
    report.spans = dict(found)
    for number, spans in report.spans.items():
        _check_spans(report, number, spans)


def _keep(report: Marked, found: dict[int, Spans], label: str, span: list[int]) -> None:
    role, number = LABELS[label[0]], int(label[1:])
    if role in ROLES.values():
        found[number][role].append(span)
    elif report.places[role].setdefault(number, span) is not span:
        raise MarkError(f"{report.name}: {role} {number} is marked twice")


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


def events(report: Marked) -> list[dict[str, Any]]:
    """Return the meetings that a marked-up report tells of, in the order of the text."""
    made = [_event(report, number) for number in report.events]
    return sorted(made, key=lambda one: one["span"])


def _event(report: Marked, number: int) -> dict[str, Any]:
    what, actors, people, place, held_on, *rest = report.events[number]
    kind, _, status = what.partition(" ")
    said = _more(rest[0] if rest else "")
    if kind not in EVENT_KINDS or status not in STATUSES or said.keys() - {*WHEN}:
        raise MarkError(f"{report.name}: event {number} cannot be read")
    return {
        "report": report.name,
        "part": report.part,
        "span": report.places[EVENT][number],
        "kind": kind,
        "status": status,
        "held_on": _or_none(held_on),
        "place": _or_none(place),
        "actors": [] if actors == "-" else actors.split(),
        "people": [] if people == "-" else [name.strip() for name in people.split(",")],
        "said": [
            {"cue": _cue(report, int(one)), "when": when}
            for when, numbers in said.items()
            for one in numbers.split()
        ],
    }


def _cue(report: Marked, number: int) -> list[int]:
    if number not in report.spans:
        raise MarkError(f"{report.name}: there is no statement {number}")
    return report.spans[number]["cue"][0]


def commitments(reports: list[Marked]) -> list[dict[str, Any]]:
    """Return the threats and promises of the parts with meetings, with their last fate.

    A statement that says the same commitment again is an entry of its own; a fate is told of
    the entry that its line names.
    """
    made: dict[tuple[str, int], dict[str, Any]] = {}
    for report in reports:
        for number in report.spans if report.part in WITH_MEETINGS else ():
            one = _statement(report, number)
            if one["commitment"]:
                made[report.name, number] = _commitment(report, number, one)
    for report in reports:
        for number, fields in report.fates.items():
            _add_fate(made, report, number, fields)
    return list(made.values())


def _commitment(report: Marked, number: int, one: dict[str, Any]) -> dict[str, Any]:
    return {
        "report": report.name,
        "part": report.part,
        "cue": _cue(report, number),
        "actors": one["actors"],
        **one["commitment"],
        "made_on": one["said_on"],
        "fate": "open",
        "fate_on": None,
        "told": None,
    }


def _add_fate(
    made: dict[tuple[str, int], dict[str, Any]], report: Marked, number: int, fields: list[str]
) -> None:
    of, fate, fate_on = fields
    name, _, statement = of.rpartition(" ")
    one = made.get((name or report.name, int(statement)))
    if one is None or fate not in FATES:
        raise MarkError(f"{report.name}: fate {number} is {fate!r} of {of!r}, which is none")
    told = {"report": report.name, "span": report.places[FATE][number]}
    one |= {"fate": fate, "fate_on": _or_none(fate_on), "told": told}


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
    return _lines(one for report in marked_reports(folder) for one in statements(report))


def more_jsonl(folder: Path) -> dict[str, str]:
    """Return what `events.jsonl` and `commitments.jsonl` hold: nothing for most parts."""
    reports = marked_reports(folder)
    if not any(report.part in WITH_MEETINGS for report in reports):
        return {}
    met = _lines(one for report in reports for one in events(report))
    return {"events.jsonl": met, "commitments.jsonl": _lines(commitments(reports))}


def _lines(found: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)


def main() -> None:
    """Write `reports/` and the JSON lines of every negotiation anew."""
    for folder in negotiations():
        (folder / "reports").mkdir(exist_ok=True)
        for report in marked_reports(folder):
            (folder / "reports" / report.name).write_text(report.text, "utf-8")
        (folder / "gold.jsonl").write_text(jsonl(folder), "utf-8")
        for name, lines in more_jsonl(folder).items():
            (folder / name).write_text(lines, "utf-8")


if __name__ == "__main__":
    main()
