"""Step: when it was said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pourparler.reader.reading import Draft, Reading
from pourparler.reader.when.anchored import RUN_UP
from pourparler.reader.when.candidates import Candidate, Times
from pourparler.reader.when.dating import choose, load_dating_weights
from pourparler.reader.when.document import describe
from pourparler.reader.when.edtf import EdtfDate
from pourparler.reader.when.letters import Letters
from pourparler.reader.when.occasion import Occasions, find_occasions, own_document
from pourparler.reader.when.scene import SceneSentence, build_scene
from pourparler.reader.when.scope import Pick, pick_date
from pourparler.reader.when.units import add_days, bounds

REPORT_DATE: Final = "report_date"
"""The rule where the text gives no date: about the report's, at most six days before it."""
_ABOUT_DAYS: Final = 3
_FAR: Final = 600  # characters between a cue and a date that can belong to it


@dataclass(frozen=True, slots=True)
class Undated:
    """A statement that its own sentence does not date: the times it may have been made at.

    ``ruled`` is what rules for minutes, timelines, documents and letters say; ``occasion`` what is
    known of it beside.
    """

    draft: Draft
    candidates: list[Candidate]
    occasion: frozenset[str]
    ruled: Pick | None


Chooser = Callable[[Undated], Pick | None]
"""Chooses when a statement was made; None is about the report's day."""


def date_statements(reading: Reading) -> None:
    """Fill ``said_on``, ``said_first`` and ``said_last`` of every draft, and name the rule.

    ``said_last`` is never after the report's date.
    """
    model = load_dating_weights()
    date_drafts(reading, lambda undated: choose(model, undated.candidates, undated.occasion))


def date_drafts(reading: Reading, chooser: Chooser) -> None:
    """Date every draft as ``date_statements`` does, choosing otherwise where no date stands by."""
    scene = build_scene(reading)
    by_sentence: dict[int, list[Draft]] = {}
    for draft in sorted(reading.drafts, key=lambda draft: draft.anchor):
        number = reading.sentence_number(draft.anchor)
        if number is None:
            _fill(reading, draft, None)
        else:
            by_sentence.setdefault(number, []).append(draft)
    letters, occasions = Letters(), find_occasions(reading, scene)
    times = Times(reading, scene, describe(reading, scene))
    for number in range(len(reading.sentences)):
        drafts = by_sentence.get(number, [])
        letters.add_written(reading, number, scene[number])
        for draft in drafts:
            pick = pick_date(reading, draft, *_near(scene[number], drafts, draft.anchor))
            if pick is None:
                ruled = _ruled(reading, draft, number, occasions, letters)
                found = times.candidates(draft, number, ruled)
                occasion = times.occasion(draft, ruled)
                pick = chooser(Undated(draft, found, occasion, ruled))
            letters.add_said(reading, draft, number, pick)
            times.add(draft, number, pick)
            _fill(reading, draft, pick)
        if all(draft.attribution == "deed" for draft in drafts):
            letters.add_happened(reading, number, scene[number])


def _ruled(
    reading: Reading, draft: Draft, number: int, occasions: Occasions, letters: Letters
) -> Pick | None:
    """Return what the rules say of a statement without a date in its sentence, or None."""
    paragraph = reading.sentences[number].paragraph
    return (
        occasions.find(reading, draft, paragraph)
        or own_document(reading, draft)
        or letters.find(reading, draft, number)
    )


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
    draft.said_first = add_days(first, -margin) if pick.value.first else None
    draft.said_last = min(add_days(last, margin), today)
