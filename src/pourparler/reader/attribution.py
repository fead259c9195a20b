"""Step: how a statement is reported: deed, anonymous, direct, mixed or indirect."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from pourparler.case.records import Attribution, Span
from pourparler.reader.lexicon import word_pattern
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.tagger import WORD

_CURLY = re.compile(r"[“«”»]")
_STRAIGHT = re.compile(r'"([^"]*)"')
_SINGLE = re.compile(
    r"(?<![\w’])‘(?=[^\s‘’])([^‘]*?)(?<=[^\s])’(?!\w)|(?<![\w'])'(?=[^\s'])([^']*)'(?!\w)"
)
"""Single quotation marks; an apostrophe stands within a word, or after it ("the farmers’")."""
_INDEFINITE = re.compile(
    r"(?:an?|one|another|others?|two|three|four|five|six|several|some|many|few|dozens|critics|"
    r"(?:his|her|its|their)\s+critics)\b",
    re.IGNORECASE,
)
_NO_PERSON = re.compile(
    r"\b(?:spokes\w+|delegations?|envoys|statement|report|letter|paper|document|declaration|memorandum|"
    r"invitation|text|draft|law|treaty|resolution|message|poll|survey|study|newspaper|translations?|transcripts?|group|members|"
    r"governments?|countr(?:y|ies)|states?|nations?|capitals?|part(?:y|ies)|allies|coalition)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:condition of anonymity|not authori[sz]ed to|"
    r"(?:declined|refused) to be (?:named|identified)|"
    r"(?:asked|wished|wanted|preferred) not to be (?:named|identified|quoted)|"
    r"(?:did|does) not (?:want|wish) to be (?:named|identified|quoted)|"
    r"(?:requested|insisted on|asked for) anonymity)\b",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    r"\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:thought|believed|said|reported|understood|"
    r"rumou?red|alleged|known)\b",
    re.IGNORECASE,
)
_WHOLLY: Final = 0.9


def grade_attribution(reading: Reading) -> None:
    """Fill ``attribution``: the first that fits of deed, anonymous, direct, mixed, indirect."""
    for draft in reading.drafts:
        draft.attribution, draft.rules["attribution"] = _grade(reading, draft)


def _grade(reading: Reading, draft: Draft) -> tuple[Attribution, str]:
    if draft.force == "deed":
        return "deed", "cue of a deed"
    if _is_anonymous(reading, draft):
        return "anonymous", "unnamed source"
    share = quoted_share(reading, draft)
    if share >= _WHOLLY:
        return "direct", "wholly in quotation marks"
    if share > 0:
        return "mixed", "partly in quotation marks"
    return "indirect", "no quotation marks"


def _is_anonymous(reading: Reading, draft: Draft) -> bool:
    if _HEARSAY.search(reading.text_of(draft.cue)):
        return True
    if draft.speaker in {person.name for person in reading.case.people}:
        return False
    source = reading.text_of(draft.source)
    sentence = reading.sentence_at(draft.anchor)
    words = reading.report.text[sentence.start : sentence.end] if sentence else ""
    if (
        _INDEFINITE.match(source)
        and not _NO_PERSON.search(source)
        and not _names_one(reading, draft)
    ):
        return True
    return bool(word_pattern("anonymous").search(source) or (source and _UNNAMED.search(words)))


def _names_one(reading: Reading, draft: Draft) -> bool:
    """Say whether the source holds a name of a person: "one of them, Petra Lunde"."""
    start, end = draft.source[0]
    return bool(re.search(r",\s*(?-i:[A-Z])\w+\s+(?-i:[A-Z])", reading.report.text[start:end]))


def quoted_share(reading: Reading, draft: Draft) -> float:
    """Return the share of the content's words that stand in quotation marks, 0 to 1."""
    text = reading.report.text
    total = quoted = 0
    for start, end in draft.content:
        regions = _quoted_regions(text, *_paragraph(reading, start))
        for word in WORD.finditer(text, start, end):
            if not word.group()[0].isalnum():
                continue
            total += 1
            number = bisect_right(regions, word.start(), key=lambda region: region[0]) - 1
            quoted += number >= 0 and word.start() < regions[number][1]
    return quoted / total if total else 0.0


def _paragraph(reading: Reading, offset: int) -> Span:
    sentence = reading.sentence_at(offset)
    if sentence is None:
        return offset, offset
    paragraph = reading.paragraphs[sentence.paragraph]
    return paragraph.start, paragraph.end


def _quoted_regions(text: str, start: int, end: int) -> list[Span]:
    """Return what stands in quotation marks, in order; a mark that is not closed opens nothing."""
    found, opened = [m.span(1) for m in _STRAIGHT.finditer(text, start, end)], -1
    for mark in _CURLY.finditer(text, start, end):
        if mark[0] in "“«":
            opened = mark.end() if opened < 0 else opened
        elif opened >= 0:
            found.append((opened, mark.start()))
            opened = -1
    for single in _SINGLE.finditer(text, start, end):
        if single[1] or len(single[2].split()) > 1:
            found.append(single.span(1) if single[1] else single.span(2))
    return _joined(sorted(found))


def _joined(spans: list[Span]) -> list[Span]:
    """Return spans, which are in order, with those that overlap made one."""
    joined: list[Span] = []
    for first, last in spans:
        if joined and first <= joined[-1][1]:
            first, last = joined[-1][0], max(last, joined.pop()[1])
        joined.append((first, last))
    return joined
