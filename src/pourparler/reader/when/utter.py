"""Step: when it was said."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from pourparler.reader.reading import Draft, Reading
from pourparler.reader.when.anchored import RUN_UP
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.scene import SceneSentence, build_scene
from pourparler.reader.when.scope import Pick, pick_date
from pourparler.reader.when.tense import has_verb, is_simple_past
from pourparler.reader.when.units import add_days, bounds

REPORT_DATE: Final = "report_date"
"""The rule where the text gives no date: about the report's, at most six days before it."""
CARRIED: Final = "carried "
_ABOUT_DAYS: Final = 3
_LONGEST_CARRIED: Final = 7
_FAR: Final = 600  # characters between a cue and a date that can belong to it


@dataclass(slots=True)
class _Carry:
    """The dates that a sentence hands on: what happened, and what was said by whom."""

    paragraph: int = -1
    narrated: Pick | None = None
    said: list[tuple[Draft, Pick]] = field(default_factory=list)


def date_statements(reading: Reading) -> None:
    """Fill ``said_on``, ``said_first`` and ``said_last`` of every draft, and name the rule.

    ``said_last`` is never after the report's date.
    """
    scene = build_scene(reading)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in sorted(reading.drafts, key=lambda draft: draft.anchor):
        number = reading.sentence_number(draft.anchor)
        if number is None:
            _fill(reading, draft, None)
        else:
            by_sentence.setdefault(number, []).append(draft)
    before = _Carry()
    for number, sentence in enumerate(reading.sentences):
        carry = _Carry(sentence.paragraph)
        drafts = by_sentence.get(number, [])
        handed = before if before.paragraph == sentence.paragraph else _Carry()
        for draft in drafts:
            pick = pick_date(reading, draft, *_near(scene[number], drafts, draft.anchor))
            pick = pick or _carried(reading, draft, handed)
            _fill(reading, draft, pick)
            if pick:
                carry.said.append((draft, pick))
        if not drafts:
            carry.narrated = _narrated(reading, scene[number])
        before = carry


def _near(
    sentence: SceneSentence, drafts: list[Draft], anchor: int
) -> tuple[SceneSentence, list[Draft]]:
    """Return the dates and drafts near a cue, so that no sentence takes its length squared."""
    low, high = anchor - _FAR, anchor + _FAR
    first = bisect_left(drafts, low, key=lambda draft: draft.anchor)
    last = bisect_left(drafts, high, key=lambda draft: draft.anchor)
    begin = bisect_left(sentence.dates, low, key=lambda dated: dated.expression.start)
    end = bisect_left(sentence.dates, high, key=lambda dated: dated.expression.start)
    return SceneSentence(sentence.clauses, sentence.dates[begin:end]), drafts[first:last]


def _carried(reading: Reading, draft: Draft, handed: _Carry) -> Pick | None:
    """Return the date of the sentence before: of what happened, or of the same speaker."""
    if not is_simple_past(reading.text_of(draft.cue)):
        return None
    picks = [pick for other, pick in handed.said if _same_speaker(draft, other)]
    pick = picks[-1] if picks else handed.narrated
    return pick and Pick(pick.value, CARRIED + pick.rule.removeprefix(CARRIED))


def _same_speaker(draft: Draft, other: Draft) -> bool:
    if draft.speaker and other.speaker:
        return draft.speaker == other.speaker
    return bool(set(draft.actors) & set(other.actors))


def _narrated(reading: Reading, sentence: SceneSentence) -> Pick | None:
    """Return the one past date, of a week at most, of a sentence in which nobody speaks."""
    text, today = reading.report.text, reading.report.reported_on
    for dated in sentence.dates:
        clause = sentence.clauses[dated.clause]
        first, last = bounds(dated.value)
        fits = first <= today and (last - first).days < _LONGEST_CARRIED
        own = dated.relation == "at" and not clause.stands_apart
        start = dated.expression.start
        words = text[max(clause.start, start - _FAR) : min(clause.end, start + _FAR)]
        if fits and own and has_verb(words):
            value = dated.value.until(today) or dated.value
            return Pick(value, dated.expression.rule)
    return None


def _fill(reading: Reading, draft: Draft, pick: Pick | None) -> None:
    today = reading.report.reported_on
    if pick is None:
        about = EdtfDate.of_day(today, approximate=True)
        draft.said_on, draft.rules["said_on"] = str(about), REPORT_DATE
        draft.said_first, draft.said_last = add_days(today, -RUN_UP), today
        return
    margin = _ABOUT_DAYS if pick.value.approximate else 0
    first, last = bounds(pick.value)
    draft.said_on, draft.rules["said_on"] = str(pick.value), pick.rule
    draft.said_first = add_days(first, -margin)
    draft.said_last = min(add_days(last, margin), today)
