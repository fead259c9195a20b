"""Sentences of a report that tell what became of a threat or promise, said by nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from pourparler.case.commitments import CommitmentMention, Telling
from pourparler.reader.commitments.followed import Followed, generic_stems
from pourparler.reader.commitments.suffered import PASSIVE, UNREAL, what_happened, what_was_done
from pourparler.reader.commitments.word_kept import told_word
from pourparler.reader.lexicon import is_negated, word_pattern
from pourparler.reader.outline import Outline
from pourparler.reader.reading import Sentence
from pourparler.reader.similarity import stems
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.scene import SceneSentence
from pourparler.reader.when.units import add_days, bounds

_PASSED: Final = re.compile(
    r"\bdeadlines?\b[^.;]{0,80}?\b(?:passed|expired|ran\s+out|lapsed|came\s+and\s+went)\b|"
    r"\bultimatum\b[^.;]{0,40}?\b(?:expired|ran\s+out|lapsed)\b",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"\b(?:until|till)\s+(?=[A-Z\d]|the\b|next\b)")
"""When an act that was put off is to follow, which is no condition."""
_TURNS: Final = re.compile(r"[;:“”\"]")
_ENDS: Final = re.compile(
    r"[;:“\"]|,\s|\b(?:because|that|which|who|after|before|as|while|although|but)\b"
)
_BY: Final[tuple[tuple[Telling, str], ...]] = (
    ("dropped", "retreated"),
    ("on_hold", "put_off"),
    ("carried_out", "harm_done"),
    ("carried_out", "help_done"),
    ("carried_out", "word_kept"),
    ("carried_out", "harm_suffered"),
    ("carried_out", "help_suffered"),
    ("on_hold", "delay_suffered"),
)
_SUFFERED: Final = {"harm_suffered": "threat", "help_suffered": "promise"}
"""Lists of what is done to something, and which commitments that carries out."""
_RULES: Final[dict[Telling, str]] = {
    "lapsed": "the deadline is said to have passed",
    "on_hold": "the act is said to be put off",
    "dropped": "the act is said to be given up",
    "carried_out": "the act is said to be done",
}
_SLACK: Final = 4  # days by which a deadline and the day it is said to have passed may differ
_ABOUT: Final = 6


def told_fate(
    outline: Outline, number: int, followed: Sequence[Followed]
) -> tuple[int, CommitmentMention] | None:
    """Return the fate that a sentence tells, with the number of the commitment it is of."""
    sentence = outline.reading.sentences[number]
    today = outline.report.reported_on
    passed = _PASSED.search(outline.text, sentence.start, sentence.end)
    if passed:
        value = _dated(outline.scene[number], today, passed.start())
        index = _whose_deadline(outline, sentence, value, followed)
        if index is not None:
            return index, _mention(outline, sentence, "lapsed", value, followed[index])
    told = told_word(outline, number, followed)
    if told:
        value = told.value or _dated(outline.scene[number], today, sentence.start + told.offset)
        first, last = bounds(value)
        entry = followed[told.index]
        made = min(mention.told_last for mention in entry.mentions)
        if told.value or (made <= last and entry.is_open_on(first)):
            return told.index, _mention(outline, sentence, told.telling, value, entry, told.rule)
    return _told_deed(outline, number, followed)


def _told_deed(
    outline: Outline, number: int, followed: Sequence[Followed]
) -> tuple[int, CommitmentMention] | None:
    """Return the fate that a verb of the sentence tells, of what its maker did or what was done."""
    sentence, today = outline.reading.sentences[number], outline.report.reported_on
    for telling, name in _BY:
        for verb in word_pattern(name).finditer(outline.text, sentence.start, sentence.end):
            value = _dated(outline.scene[number], today, verb.start())
            fitting = [(i, entry) for i, entry in enumerate(followed) if _suits(name, entry, value)]
            find = what_was_done if name.endswith("_suffered") else _whose_act
            index = find(outline, sentence, verb, fitting)
            if index is not None:
                make = _mention if name == "word_kept" else _done
                return index, make(outline, sentence, telling, value, followed[index])
    for index, offset in what_happened(outline, sentence, followed):
        value = _dated(outline.scene[number], today, offset)
        if _suits("", followed[index], value):
            return index, _done(outline, sentence, "carried_out", value, followed[index])
    return None


def _done(
    outline: Outline, sentence: Sentence, telling: Telling, value: EdtfDate, entry: Followed
) -> CommitmentMention:
    """Return the mention of a deed; to do what was not to be done breaks the promise."""
    broken = telling == "carried_out" and entry.negated
    return _mention(outline, sentence, "dropped" if broken else telling, value, entry)


def _dated(scene: SceneSentence, today: date, offset: int) -> EdtfDate:
    """Return the date nearest to a verb, or the week up to the report where there is none."""
    dates = [
        d for d in scene.dates if d.relation in ("at", "named") and bounds(d.value)[0] <= today
    ]
    if not dates:
        return EdtfDate(add_days(today, -_ABOUT), today)
    nearest = min(dates, key=lambda d: abs(d.expression.start - offset))
    return nearest.value.until(today) or nearest.value


def _whose_deadline(
    outline: Outline, sentence: Sentence, passed: EdtfDate, followed: Sequence[Followed]
) -> int | None:
    named = {a for m in outline.reading.mentions_in(sentence.start, sentence.end) for a in m.actors}
    low, high = (
        add_days(day, by) for day, by in zip(bounds(passed), (-_SLACK, _SLACK), strict=True)
    )
    fitting = [
        (entry.latest, index)
        for index, entry in enumerate(followed)
        for mention in entry.mentions
        if entry.is_of(named) and mention.deadline_last and low <= mention.deadline_last <= high
    ]
    return max(fitting)[1] if fitting else None


def _suits(name: str, entry: Followed, done: EdtfDate) -> bool:
    """Say whether a verb of this list can tell the fate of a commitment, and on that day."""
    first, last = bounds(done)
    made = min(mention.told_last for mention in entry.mentions)
    kinds = {"harm_done": "threat", "help_done": "promise"} | _SUFFERED
    kind = kinds.get(name, entry.mentions[0].kind)
    if entry.negated and name.startswith("harm"):
        kind = "promise"
    return kind == entry.mentions[0].kind and made <= last and entry.is_open_on(first)


def _whose_act(
    outline: Outline,
    sentence: Sentence,
    verb: re.Match[str],
    fitting: Sequence[tuple[int, Followed]],
) -> int | None:
    """Return the commitment whose maker is the subject of the verb, and whose words follow it."""
    text = outline.text
    before, after = text[sentence.start : verb.start()], text[verb.end() : sentence.end]
    after = _UNTIL.split(_ENDS.split(after, maxsplit=1)[0], maxsplit=1)[0]
    subjects = outline.reading.mentions_in(sentence.start, verb.start())
    if not subjects or UNREAL.search(before) or word_pattern("condition").search(after):
        return None
    between = text[subjects[-1].end : verb.start()]
    if PASSIVE.search(between) or word_pattern("condition").search(between):
        return None
    if _TURNS.search(between) or is_negated(between):
        return None
    names = {stem for actor in outline.reading.case.actors for stem in stems(actor.name)}
    objects = set(stems(after)) - names - generic_stems()
    by_word = word_pattern("fate_word").search(after)
    own = [
        (entry.latest, index)
        for index, entry in fitting
        if entry.is_of(subjects[-1].actors) and (by_word or objects & entry.what)
    ]
    return max(own)[1] if own else None


def _mention(
    outline: Outline,
    sentence: Sentence,
    telling: Telling,
    value: EdtfDate,
    entry: Followed,
    rule: str = "",
) -> CommitmentMention:
    first, last = bounds(value)
    return CommitmentMention(
        report=outline.report.id,
        statement=None,
        start=sentence.start,
        end=sentence.end,
        telling=telling,
        kind=entry.mentions[0].kind,
        actors=entry.mentions[0].actors,
        what=((sentence.start, sentence.end),),
        told_on=str(value),
        told_first=first,
        told_last=last,
        rule=rule or _RULES[telling],
    )
