"""Step: which quotations are translations, by the report or by the words around them."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import TRANSLATION
from pourparler.reader.reading import Draft, Reading

UNSTATED: Final = "unstated"
"""It was said in another language; by whom it was translated is not told."""

_QUOTED: Final = frozenset({"direct", "mixed"})
_NAMES: Final = (
    "Albanian Amharic Arabic Armenian Azerbaijani Belarusian Bengali Bosnian Bulgarian Burmese "
    "Cantonese Catalan Chechen Chinese Croatian Czech Danish Dari Dutch Farsi Finnish French "
    "Georgian German Greek Hausa Hebrew Hindi Hungarian Indonesian Italian Japanese Kazakh Khmer "
    "Korean Kurdish Macedonian Malay Mandarin Norwegian Pashto Persian Polish Portuguese Punjabi "
    "Romanian Russian Serbian Sinhala Somali Spanish Swahili Swedish Tamil Thai Tibetan Tigrinya "
    "Turkish Ukrainian Urdu Uzbek Vietnamese Yiddish"
).split()
_IN_OTHER_WORDS: Final = re.compile(
    r"\b(?i:through|via|with)\s+(?:an?|his|her|their|the)\s+(?:\w+\s+)?(?:interpreter|translator)s?\b|"
    rf"\bin\s+(?:his\s+|her\s+|their\s+)?(?:native\s+)?(?:{'|'.join(_NAMES)})"
    r"(?=\s*(?:[,.;:”\"]|$|\s(?:that|on|at|through|with|before|after|by|and)\b))|"
    r"\baccording\s+to\s+(?:an?|the)\s+(?:\w+\s+)?(?:translation|interpreter)\b|"
    r"\btranslated\s+(?:from|by|into)\b"
)


def mark_translations(reading: Reading) -> None:
    """Note in the ``rules`` of every quotation that is a translation who translated it."""
    stated = reading.report.translation
    for draft in reading.drafts:
        if draft.attribution not in _QUOTED:
            continue
        if stated != "none":
            draft.rules[TRANSLATION] = stated
        elif _is_said_to_be(reading, draft):
            draft.rules[TRANSLATION] = UNSTATED


def _is_said_to_be(reading: Reading, draft: Draft) -> bool:
    sentence = reading.sentence_at(draft.anchor)
    if sentence is None:
        return False
    text = reading.report.text
    outside = "".join(
        text[start:end] for start, end in _outside(draft, sentence.start, sentence.end)
    )
    return bool(_IN_OTHER_WORDS.search(outside))


def _outside(draft: Draft, start: int, end: int) -> list[tuple[int, int]]:
    """Return what of a sentence is not the content: what is said there is not said of it."""
    left = [(start, end)]
    for low, high in draft.content:
        left = [p for a, b in left for p in ((a, min(b, low)), (max(a, high), b)) if p[0] < p[1]]
    return left
