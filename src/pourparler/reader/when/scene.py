"""The dates of a report in order, each resolved against those before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Final

from pourparler.case.records import Span
from pourparler.reader.reading import Reading
from pourparler.reader.when.anchored import EVENTS
from pourparler.reader.when.clauses import Clause, clause_at, split_clauses
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.expressions import Expression, find_expressions
from pourparler.reader.when.forms import Setting
from pourparler.reader.when.relation import Relation, find_relation
from pourparler.reader.when.tense import find_tense, has_marker, has_verb
from pourparler.reader.when.units import bounds

_QUOTED: Final = re.compile(r"[“«][^”»]*(?:[”»]|$)|\"[^\"]*\"")
_DATELINE: Final = re.compile(
    r"(?-i:[A-Z]{2})[^\n—–:;“\"]{1,60}?,?\s+(?:\([^)]{1,40}\)\s*)?[—–-]{1,2}\s+"
)
"""Where and when a report was filed ("SULMET, Sept 6 (AP) -"): no date of what it tells."""
_EVENT: Final = re.compile(rf"\b(?P<noun>{EVENTS}|met|spoke|called|visited)\b", re.IGNORECASE)
_ACTS: Final = {
    "met": ("meeting", "talk", "summit", "conference"),
    "spoke": ("call", "talk", "speech", "address"),
    "called": ("call",),
    "visited": ("visit", "trip"),
}
_JOIN: Final = re.compile(r"\s*(?:and|to|through|until|or|–|—|-)\s*(?:on\s+)?", re.IGNORECASE)
_BACKWARD: Final = re.compile(r"\b(?:earlier|before|previous|preceding)\b", re.IGNORECASE)
_SENTENCES_BACK: Final = 3
_CLAUSES_ON: Final = 3
_FAR: Final = 300  # characters from a date beyond which nothing is told about it


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text: what it means, in which clause it stands, and how."""

    expression: Expression
    value: EdtfDate
    clause: int
    relation: Relation


@dataclass(frozen=True, slots=True)
class SceneSentence:
    """The clauses of a sentence and the dates that its reporter, not a speaker, gives."""

    clauses: list[Clause]
    dates: list[Dated]


@dataclass(slots=True)
class _Memory:
    """What has been dated so far."""

    last: EdtfDate | None = None
    last_sentence: int = -1
    past: EdtfDate | None = None
    events: dict[str, EdtfDate] = field(default_factory=dict)


def build_scene(reading: Reading) -> list[SceneSentence]:
    """Return, sentence by sentence, the dates outside quotation marks.

    Cost grows with the length of the report.
    """
    memory = _Memory()
    quoted = [_quoted(reading, number) for number in range(len(reading.paragraphs))]
    scene = []
    for number, sentence in enumerate(reading.sentences):
        scene.append(_read(reading, number, quoted[sentence.paragraph], memory))
        _remember(reading.report.text, scene[-1], number, memory)
    return scene


def _quoted(reading: Reading, paragraph: int) -> list[Span]:
    block = reading.paragraphs[paragraph]
    return [m.span() for m in _QUOTED.finditer(reading.report.text, block.start, block.end)]


def _read(reading: Reading, number: int, quoted: list[Span], memory: _Memory) -> SceneSentence:
    text, sentence = reading.report.text, reading.sentences[number]
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    begin = dateline.end() if dateline else sentence.start
    found = [
        expression
        for expression in find_expressions(text, begin, sentence.end)
        if not _is_inside(quoted, expression.start)
    ]
    spans = [(expression.start, expression.end) for expression in found]
    clauses = split_clauses(text, sentence.start, sentence.end, spans)
    dates: list[Dated] = []
    taken = -1
    for index, expression in enumerate(found):
        if index == taken:
            continue
        value, included = _value(reading, number, clauses, found[index : index + 2], memory)
        taken = index + included if included else -1
        if value:
            clause = clause_at(clauses, expression.start)
            words = _around(text, clauses[clause], expression)
            dates.append(Dated(expression, value, clause, find_relation(*words)))
            memory.last, memory.last_sentence = value, number
            if bounds(value)[0] <= reading.report.reported_on:
                memory.past = value
    return SceneSentence(clauses, dates)


def _is_inside(spans: list[Span], offset: int) -> bool:
    number = bisect_right(spans, offset, key=lambda span: span[1])
    return number < len(spans) and spans[number][0] < offset


def _around(text: str, clause: Clause, expression: Expression) -> tuple[str, Expression, str]:
    """Return the words of the clause before and after a date, as far as they can matter."""
    start, end = expression.start, expression.end
    before = text[max(clause.start, start - _FAR) : start]
    return before, expression, text[end : max(min(clause.end, end + _FAR), end)]


def _value(
    reading: Reading, number: int, clauses: list[Clause], found: list[Expression], memory: _Memory
) -> tuple[EdtfDate | None, int]:
    """Return the value of the first expression, and how many of the next ones it includes."""
    first, setting = found[0], _setting(reading, clauses, found[0])
    if not first.is_anchored:
        value = first.resolve(setting)
        joined = _joined(reading.report.text, value, found, setting)
        return (joined, 1) if joined else (value, 0)
    anchor, used = _date_of_event(reading, clauses, found), 1
    if anchor is None:
        anchor, used = _anchor(first, number, memory), 0
    if anchor is None and not first.event and _BACKWARD.search(first.text):
        anchor = EdtfDate.of_day(reading.report.reported_on, approximate=True)
    return first.resolve(replace(setting, anchor=anchor)), used


def _joined(
    text: str, value: EdtfDate | None, found: list[Expression], setting: Setting
) -> EdtfDate | None:
    """Read "on Monday and Tuesday" as one time."""
    if value is None or len(found) == 1 or {found[0].rule, found[1].rule} != {"weekday"}:
        return None
    if not _JOIN.fullmatch(text, found[0].end, found[1].start):
        return None
    end = found[1].resolve(setting)
    return EdtfDate(value.first, end.last) if end and bounds(value)[0] < bounds(end)[1] else None


def _date_of_event(
    reading: Reading, clauses: list[Clause], found: list[Expression]
) -> EdtfDate | None:
    """Return the date that an event is given right after it: "his meeting with them last week"."""
    if not found[0].event or len(found) == 1 or found[1].is_anchored:
        return None
    same = clause_at(clauses, found[0].start) == clause_at(clauses, found[1].start)
    if not same or has_verb(reading.report.text[found[0].end : found[1].start]):
        return None
    return found[1].resolve(_setting(reading, clauses, found[1]))


def _setting(reading: Reading, clauses: list[Clause], expression: Expression) -> Setting:
    """Return the tense of the clause, or of its neighbour where it has no verb."""
    text, number = reading.report.text, clause_at(clauses, expression.start)
    before, _, after = _around(text, clauses[number], expression)
    if not has_marker(f"{before} {after}"):
        if number and not clauses[number].opener:
            previous = clauses[number - 1]
            before = text[max(previous.start, previous.end - _FAR) : previous.end] + before
        else:
            for following in clauses[number + 1 : number + 1 + _CLAUSES_ON]:
                after += text[following.start : min(following.end, following.start + _FAR)]
                if has_marker(after):
                    break
    return Setting(reading.report.reported_on, find_tense(before, after))


def _anchor(expression: Expression, number: int, memory: _Memory) -> EdtfDate | None:
    if expression.event:
        return memory.events.get(_key(expression.event))
    near = number - memory.last_sentence <= _SENTENCES_BACK
    if expression.rule == "within_hours":  # of what has happened
        return memory.past if near else None
    return memory.last if near else None


def _key(event: str) -> str:
    return event.lower().removesuffix("s")


def _remember(text: str, sentence: SceneSentence, number: int, memory: _Memory) -> None:
    for dated in sentence.dates:
        if dated.expression.rule in ("after_event", "before_event"):
            continue
        clause = sentence.clauses[dated.clause]
        start = max(clause.start, dated.expression.start - _FAR)
        end = min(clause.end, dated.expression.end + _FAR)
        for found in _EVENT.finditer(text, start, end):
            noun = found["noun"].lower()
            for name in _ACTS.get(noun, (_key(noun),)):
                memory.events[name] = dated.value
