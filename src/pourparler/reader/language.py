"""In which language a text is, and whether the reader knows it. It knows English.

Scripts tell most languages of the world apart; those in Latin or Cyrillic letters are told
by their commonest short words. A text that is too short, or in a language that is not
listed, has no language here rather than a wrong one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from pourparler.case.records import Report
from pourparler.reader.lexicon import short_words
from pourparler.reader.reading import Reading

KNOWN: Final = "en"
"""The language that is machine-read."""

UNDETERMINED: Final = "und"
"""A language that cannot be told."""

_BLOCK: Final = re.compile(r"[^\r\n]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("fa", re.compile("[\u067e\u0686\u0698\u06af\u06cc]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("am", re.compile("[\u1200-\u137f]")),
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_UKRAINIAN: Final = re.compile("[іїєґІЇЄҐ]")
_ENOUGH_WORDS: Final = 30
_ENOUGH_IN_PARAGRAPH: Final = 8
_LEAST_SHARE: Final = 0.15  # English news runs at 0.35 to 0.45, other languages below 0.08
_FOREIGN_SHARE: Final = 0.06  # a list of names in English is not a text in another language
_SCRIPT_SHARE: Final = 0.4
_PERSIAN_SHARE: Final = 0.04  # of letters that Arabic has not
_SAMPLE: Final = 20_000


@dataclass(frozen=True, slots=True)
class LanguageNote:
    """What a report's language means for reading it.

    ``detected`` is None where the text does not tell. ``reason`` is empty where all of the
    report is machine-read; ``paragraphs`` counts those in other languages that are not.
    """

    declared: str
    detected: str | None
    is_read: bool
    reason: str
    paragraphs: int = 0


def detect_language(text: str) -> str | None:
    """Return the ISO 639 code of the language of a text, or None where it does not tell.

    Examples
    --------
    >>> detect_language("Переговори тривали, і сторони не дійшли згоди про припинення вогню.")
    'uk'
    >>> detect_language("Il a dit que les pourparlers ne sont pas finis et que la paix est loin.")
    'fr'
    >>> detect_language("Oslo 2024") is None
    True
    """
    sample = text[:_SAMPLE]
    if by_script := _by_script(sample):
        return by_script
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _ENOUGH_IN_PARAGRAPH:
        return None
    counts = Counter(words)
    shares = {
        code: sum(counts[word] for word in listed) / len(words)
        for code, listed in short_words().items()
    }
    best = max(shares, key=lambda code: (shares[code], code))
    if shares[best] < _LEAST_SHARE:
        return None
    if best in ("ru", "bg", "sr") and len(_UKRAINIAN.findall(sample)) > len(sample) / 100:
        return "uk"
    return best


def _by_script(sample: str) -> str | None:
    letters = max(len(_LETTER.findall(sample)), 1)
    for code, pattern in _SCRIPTS:
        least = _PERSIAN_SHARE if code == "fa" else 0.1 if code == "ja" else _SCRIPT_SHARE
        if len(pattern.findall(sample)) / letters >= least and letters >= 8:
            return code
    return None


def undeclared_language(text: str) -> str:
    """Return the language to keep for a report that declares none, an ISO 639 code.

    It is English unless the text is plainly something else; ``und`` where that is clear but
    not what it is.
    """
    if not _looks_foreign(text, _ENOUGH_WORDS, _LEAST_SHARE):
        return KNOWN
    found = detect_language(text)
    return found if found and found != KNOWN else UNDETERMINED


def is_english(report: Report) -> bool:
    """Say whether the report is declared to be English and, where long enough, looks so."""
    if not _is_known(report.language):
        return False
    return not _looks_foreign(report.text[report.body_start :], _ENOUGH_WORDS, _LEAST_SHARE)


def note_language(report: Report) -> LanguageNote:
    """Return whether a report is machine-read, and if not or not wholly, why.

    Examples of reasons: ``declared fr``, ``declared en, but looks like fr``.
    """
    detected = detect_language(report.text[report.body_start :])
    if not _is_known(report.language):
        return LanguageNote(report.language, detected, False, f"declared {report.language}")
    if not is_english(report):
        looks = f"looks like {detected}" if detected else "does not look like it"
        return LanguageNote(
            report.language, detected, False, f"declared {report.language}, but {looks}"
        )
    blocks = _BLOCK.finditer(report.text, report.body_start)
    count = sum(_is_foreign_paragraph(block.group()) for block in blocks)
    reason = f"{count} paragraphs in another language" if count else ""
    return LanguageNote(report.language, detected, True, reason, count)


def leave_out_foreign(reading: Reading) -> int:
    """Mark the paragraphs that are in another language, drop their sentences and count them.

    A paragraph has to be long enough to tell, and either in another script or nearly
    without English short words.
    """
    count = 0
    for paragraph in reading.paragraphs:
        text = reading.report.text[paragraph.start : paragraph.end]
        if not paragraph.is_heading and _is_foreign_paragraph(text):
            paragraph.is_foreign = True
            count += 1
    if count:
        reading.sentences = [
            s for s in reading.sentences if not reading.paragraphs[s.paragraph].is_foreign
        ]
    return count


def _is_foreign_paragraph(text: str) -> bool:
    if _is_in_another_script(text):
        return True
    if not _looks_foreign(text, _ENOUGH_IN_PARAGRAPH, _FOREIGN_SHARE):
        return False
    return detect_language(text) not in (None, KNOWN)


def _looks_foreign(text: str, enough: int, least: float) -> bool:
    sample = text[:_SAMPLE]
    if _is_in_another_script(sample):
        return True
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < enough:
        return False
    return sum(word in short_words()[KNOWN] for word in words) / len(words) < least


def _is_in_another_script(sample: str) -> bool:
    """Say whether most letters, of at least a few, are not Latin ones."""
    letters = len(_LETTER.findall(sample))
    return letters >= 8 and len(_LATIN.findall(sample)) / letters < 1 - _SCRIPT_SHARE


def _is_known(language: str) -> bool:
    return language.lower().partition("-")[0] == KNOWN
