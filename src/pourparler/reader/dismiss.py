"""Step: what the tagger takes for a statement and is none.

A purpose ("To agree to a deal, X wants ..."), a definition ("a pact, which sees ...") and
the reporter's own judgement ("has little incentive") say nothing on anybody's behalf.
"""

from __future__ import annotations

import re
from typing import Final

from pourparler.reader.lexicon import word_pattern
from pourparler.reader.reading import Draft, Reading

_NAMED: Final = ("actor", "person", "title")
_INFINITIVE = re.compile(r"to\s", re.IGNORECASE)
_UNNAMED = re.compile(
    r"(?:has |have |had )?(?:asked|wished|wanted|preferred|requested|declined|refused)\s+"
    r"(?:not\s+)?to "
    r"(?:be (?:named|identified|quoted)|give (?:his|her|their) names?)\b",
    re.IGNORECASE,
)
_TEXT: Final = re.compile(
    r"(?:the|its|their|his|her|our|an?|that|this)\s+(?:[\w’'-]+\s+){0,2}?"
    r"(?:constitution|charter|treaty|law|statute|convention|penal code|lease)(?:\s+of\s+\S+)?",
    re.IGNORECASE,
)
_RULES: Final = re.compile(
    r"(?:does\s+not\s+|did\s+not\s+|would\s+not\s+|also\s+)?(?:forb[ia]ds?|forbade|allow(?:s|ed)?|permit(?:s|ted)?|"
    r"prohibit(?:s|ed)?|requir(?:es?|ed)|provid(?:es?|ed)|oblig(?:es?|ed)|bar(?:s|red)?|bans?|banned|"
    r"guarantee[sd]?)\b",
    re.IGNORECASE,
)
_ADJACENT = re.compile(r",?\s*")


def dismiss_non_statements(reading: Reading) -> None:
    """Take out the drafts that nobody in the report stands behind."""
    reading.drafts = [draft for draft in reading.drafts if not _is_none(reading, draft)]


def _is_none(reading: Reading, draft: Draft) -> bool:
    cue = reading.text_of(draft.cue)
    return (
        _is_purpose(reading, draft, cue)
        or bool(word_pattern("judgement").match(cue))
        or bool(_UNNAMED.match(f"{cue} {reading.text_of(draft.content)}"))
        or _is_definition(reading, draft)
        or _is_provision(reading, draft, cue)
    )


def _is_provision(reading: Reading, draft: Draft, cue: str) -> bool:
    # What a text rules: "because the constitution forbids it".
    source = reading.text_of(draft.source).strip(" ,")
    return bool(_TEXT.fullmatch(source) and _RULES.match(cue))


def _is_purpose(reading: Reading, draft: Draft, cue: str) -> bool:
    # An infinitive whose subject comes only later: "To agree to a deal, X wants".

    # Or of somebody else: "X gave Y a week to agree to".

    if not _INFINITIVE.match(cue):
        return False
    between = reading.report.text[draft.source[-1][1] : draft.cue[0][0]] if draft.source else ""
    return not draft.source or draft.source[0][0] > draft.cue[0][0] or bool(between.strip(" ,"))


def _is_definition(reading: Reading, draft: Draft) -> bool:
    # A relative clause about something that is nobody of the case.
    if not draft.source or reading.text_of(draft.source).strip(" ,").lower() != "which":
        return False
    start = draft.source[0][0]
    named = next((m for m in reading.mentions_before(start) if m.kind in _NAMED), None)
    return named is None or not _ADJACENT.fullmatch(reading.report.text, named.end, start)
