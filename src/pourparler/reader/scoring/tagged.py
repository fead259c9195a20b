"""What the tagger and the linking find in a text, without the steps behind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from pourparler.case.case import Case
from pourparler.case.records import Report, Span, Spans, report_id
from pourparler.reader.calibration import calibrate_confidence
from pourparler.reader.reading import Paragraph, Reading, Sentence
from pourparler.reader.relations import link_relations
from pourparler.reader.scoring.marked import MarkedStatement, MarkedText
from pourparler.reader.sentences import find_sentences
from pourparler.reader.tagger import LABELS, Tagger, Unit, tag

_LINE = re.compile(r"[^\r\n]+")
_ANY_DAY: Final = date(2000, 1, 1)  # nothing in tagging or linking looks at the date


def tag_text(name: str, text: str, tagger: Tagger) -> MarkedText:
    """Tag and link every line of a text, headings too, as PolNeAR's annotators did."""
    reading = _lines_of(name, text)
    units = tag(reading, tagger)
    link_relations(reading, units)
    calibrate_confidence(reading, tagger.calibration)
    return _marked(name, reading, _labelled(units))


def draft_text(name: str, text: str, draft: Callable[[Reading], None]) -> MarkedText:
    """Let another reader than the tagger mark every line of a text."""
    reading = _lines_of(name, text)
    draft(reading)
    return _marked(name, reading, Spans())


def _lines_of(name: str, text: str) -> Reading:
    report = Report(
        id=report_id(text), text=text, raw=b"", encoding="utf-8", reported_on=_ANY_DAY, title=name
    )
    reading = Reading(report, Case.model_construct(title=name, actors=[], issues=[]))
    for number, line in enumerate(_LINE.finditer(text)):
        reading.paragraphs.append(Paragraph(*line.span()))
        reading.sentences += [Sentence(a, b, number) for a, b in find_sentences(text, *line.span())]
    return reading


def _marked(name: str, reading: Reading, loose: Spans) -> MarkedText:
    statements = tuple(
        MarkedStatement(spans=draft.spans, confidence=draft.confidence) for draft in reading.drafts
    )
    return MarkedText(name=name, text=reading.report.text, statements=statements, loose=loose)


def _labelled(units: list[Unit]) -> Spans:
    """Return every run of one label, linked or not."""
    runs: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for unit in units:
        for number, label in enumerate(unit.labels):
            if LABELS[label].startswith("B-"):
                last = number
                while last + 1 < len(unit.labels) and unit.labels[last + 1] == label + 1:
                    last += 1
                runs[LABELS[label][2:].lower()].append((unit.starts[number], unit.ends[last]))
    return Spans(**{role: tuple(spans) for role, spans in runs.items()})
