"""The dates of a report in order, each resolved against those before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
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
DATELINE: Final = re.compile(
    r"(?-i:[A-Z]{2})[^\n—–:;“\"]{1,60}?,?\s+(?:\([^)]{1,40}\)\s*)?[—–-]{1,2}\s+"
)
"""Where and when a report was filed ("SULMET, Sept 6 (AP) -"): no date of what it tells."""
_EVENT: Final = re.compile(
    rf"\b(?P<noun>{EVENTS}|met|sat\s+down|gathered|spoke|called|visited)\b", re.IGNORECASE
)
_ACTS: Final = {
    "met": ("meeting", "talk", "summit", "conference"),
    "sat down": ("meeting", "talk", "session", "round"),
    "gathered": ("meeting", "talk", "session", "round"),
    "spoke": ("call", "talk", "speech", "address"),
    "called": ("call",),
    "visited": ("visit", "trip"),
}
_JOIN: Final = re.compile(r"\s*(?:and|to|through|until|or|–|—|-)\s*(?:on\s+)?", re.IGNORECASE)
_VERB_NEXT: Final = re.compile(r"\s+(?:\w+ly\s+)?(?:[a-z]+ed|said|told|made|took|went)\b")
_BACKWARD: Final = re.compile(r"\b(?:earlier|before|previous|preceding)\b", re.IGNORECASE)
_LONG_UNIT: Final = re.compile(r"\b(?:week|month|year)$", re.IGNORECASE)
_NO_OCCASION: Final = frozenset("attack strike raid invasion ceasefire truce release".split())
_LONGEST_OCCASION: Final = 31
_SENTENCES_BACK: Final = 3
_SPANS_BACK: Final = 4
_FEW_DAYS: Final = 3
_CLAUSES_ON: Final = 3
_FAR: Final = 300  # characters from a date beyond which nothing is told about it


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in the text: what it means, in which clause it stands, and how.

    ``is_said``: it is part of what somebody says.
    """

    expression: Expression
    value: EdtfDate
    clause: int
    relation: Relation
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class SceneSentence:
    """The clauses of a sentence, and its dates outside quotation marks."""

    clauses: list[Clause]
    dates: list[Dated]


@dataclass(slots=True)
class _Memory:
    """What has been dated so far."""

    last: EdtfDate | None = None
    last_sentence: int = -1
    past: EdtfDate | None = None
    day: EdtfDate | None = None
    occasion: EdtfDate | None = None
    events: dict[str, EdtfDate] = field(default_factory=dict)


def build_scene(reading: Reading) -> list[SceneSentence]:
    """Return, sentence by sentence, the dates outside quotation marks.

    Cost grows with the length of the report.
    """
    memory = _Memory()
    quoted = [_quoted(reading, number) for number in range(len(reading.paragraphs))]
    contents = sorted(span for draft in reading.drafts for span in draft.content)
    scene = []
    for number, sentence in enumerate(reading.sentences):
        scene.append(_read(reading, number, quoted[sentence.paragraph], memory, contents))
        _remember(reading, number, scene[-1], memory)
    return scene


def _quoted(reading: Reading, paragraph: int) -> list[Span]:
    block = reading.paragraphs[paragraph]
    return [m.span() for m in _QUOTED.finditer(reading.report.text, block.start, block.end)]


def _read(
    reading: Reading, number: int, quoted: list[Span], memory: _Memory, contents: list[Span]
) -> SceneSentence:
    text, sentence = reading.report.text, reading.sentences[number]
    dateline = DATELINE.match(text, sentence.start, sentence.end)
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
            said = _is_said(contents, expression.start)
            dates.append(Dated(expression, value, clause, find_relation(*words), said))
            if not said:
                _keep(memory, value, number, reading.report.reported_on)
    return SceneSentence(clauses, dates)


def _is_said(contents: list[Span], offset: int) -> bool:
    """Say whether a date is part of what somebody says: nothing else counts from it."""
    number = bisect_right(contents, offset, key=lambda span: span[0])
    near = contents[max(0, number - _SPANS_BACK) : number]
    return any(start <= offset < end for start, end in near)


def _keep(memory: _Memory, value: EdtfDate, number: int, today: date) -> None:
    memory.last, memory.last_sentence = value, number
    first, last = bounds(value)
    if first <= today:
        memory.past = value
        if (last - first).days <= _FEW_DAYS:
            memory.day = value


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
    if _VERB_NEXT.match(text, found[1].end):
        return None  # "rejected it on Monday and on Tuesday accused them"
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
    if expression.rule == "event_day":
        return memory.occasion
    near = number - memory.last_sentence <= _SENTENCES_BACK
    if expression.rule in ("within_hours", "same_date"):  # of what has happened
        of_day = not _LONG_UNIT.search(expression.text)
        return (memory.day if of_day else memory.past) if near else None
    return memory.last if near else None


def _key(event: str) -> str:
    return event.lower().removesuffix("s")


def _remember(reading: Reading, number: int, sentence: SceneSentence, memory: _Memory) -> None:
    """Keep the dates of the events that a sentence names, those in what is said left out."""
    today = reading.report.reported_on
    for dated in sentence.dates:
        if dated.is_said or dated.expression.rule in ("after_event", "before_event"):
            continue
        for noun in _nouns(reading, number, sentence, dated):
            for name in _ACTS.get(noun, (_key(noun),)):
                memory.events[name] = dated.value
            short = (bounds(dated.value)[1] - bounds(dated.value)[0]).days < _LONGEST_OCCASION
            past = bounds(dated.value)[0] <= today and dated.relation in ("at", "after")
            if past and short and noun not in _NO_OCCASION:
                memory.occasion = dated.value


def _nouns(reading: Reading, number: int, sentence: SceneSentence, dated: Dated) -> list[str]:
    """Return the events in the clause of a date, else in all of its sentence."""
    clause, whole = sentence.clauses[dated.clause], reading.sentences[number]
    for begin, stop in ((clause.start, clause.end), (whole.start, whole.end)):
        start = max(begin, dated.expression.start - _FAR)
        end = min(stop, dated.expression.end + _FAR)
        found = [
            " ".join(m["noun"].lower().split())
            for m in _EVENT.finditer(reading.report.text, start, end)
        ]
        if found:
            return found
    return []
