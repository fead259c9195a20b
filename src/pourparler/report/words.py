"""The plain words for codes: one table each, used by every renderer alike."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.case import Case
from pourparler.case.counting import count_words as count_words
from pourparler.case.issues import Issue
from pourparler.case.records import BY_HAND, Coding, Statement
from pourparler.report.plain import shorten

ATTRIBUTION_WORDS: Final = {
    "deed": "deed",
    "anonymous": "anonymous",
    "direct": "direct quote",
    "mixed": "partly quoted",
    "indirect": "indirect",
}
MODALITY_WORDS: Final = {
    "supports": "supports",
    "opposes": "opposes",
    "conditional": "on a condition",
    "ambiguous": "unclear",
    "declined": "declined to say",
}
FORCE_WORDS: Final = {"red_line": "red line"}
KIND_NAMES: Final = {"news": ("news report",), "communique": ("communiqué",)}
KIND_WORDS: Final = {"news": "", "communique": "communiqué"}
TRANSLATION_WORDS: Final = {
    "none": "",
    "official": "official translation",
    "agency": "agency translation",
    "machine": "machine translation",
    "own": "own translation",
}
SCALE_WORDS: Final = {
    "interval": "options on a measured scale",
    "ordered": "options in order",
    "unordered": "options without an order",
}
_LEADS: Final = {
    "supports": "",
    "opposes": "Against: ",
    "conditional": "On a condition: ",
    "ambiguous": "Unclear",
    "declined": "Declined to say",
}
_CONFIDENCE: Final = ((0.9, "high"), (0.7, "fair"), (0.0, "low"))
OPEN_QUESTION: Final = "open question"
"""The rule of a statement that a report itself calls unclear."""
LOW_CONFIDENCE: Final = 0.7
_ADDED: Final = re.compile(r",\s+(?=(?:who|which|whose|speaking|briefed|citing)\b)")
_PRONOUNS: Final = frozenset("he she it they who which that both".split())


def confidence_words(confidence: float) -> str:
    """Return a confidence in words, with its number.

    Examples
    --------
    >>> confidence_words(0.934)
    'with high confidence (0.93)'
    """
    word = next(word for least, word in _CONFIDENCE if confidence >= least)
    return f"with {word} confidence ({confidence:.2f})"


def found_words(statement: Statement) -> str:
    """Return how a statement was found: how sure the reader is, unless a person marked it."""
    if dict(statement.rules).get("content") == BY_HAND:
        return "marked by hand"
    return f"found {confidence_words(statement.confidence)}"


def read_words(coding: Coding) -> str:
    """Return how a coding came about: how sure the reader is, unless a person made it."""
    if is_by_machine(coding):
        return f"read {confidence_words(coding.probability)}"
    return "read by a person"


def is_by_machine(coding: Coding) -> bool:
    """Say whether a program made a coding, and no person confirmed it."""
    return coding.coder.partition(":")[0] == "machine"


def actor_name(case: Case, actor: str) -> str:
    """Return the actor's name; an id that the case no longer has stands for itself."""
    return next((a.name for a in case.actors if a.id == actor), actor)


def speaker_words(case: Case, statement: Statement) -> str:
    """Return who speaks, the actor in brackets where the name does not say it already.

    A source that is nobody in the case is given as the report names it.
    """
    if dict(statement.rules).get("statement") == OPEN_QUESTION:
        return "The report"
    who = statement.speaker or statement.source or "Somebody not named"
    who = _ADDED.split(who, maxsplit=1)[0]
    who = who[:1].upper() + who[1:]
    names = ", ".join(actor_name(case, actor) for actor in statement.actors)
    if not names:
        return who
    if not statement.speaker or who.casefold() in _PRONOUNS:
        return names
    return who if names.casefold() in who.casefold() else f"{who} ({names})"


def told_words(case: Case, statement: Statement) -> tuple[str, str]:
    """Return who says it and the words that lead to what is said, to be followed by it.

    The cue of an open question, and one that is no verb ("according to"), give a colon; a
    cue that needs an addressee ("told") has it.
    """
    if dict(statement.rules).get("statement") == OPEN_QUESTION:
        return "Left unclear", ":"
    who, cue = speaker_words(case, statement), statement.cue.strip()
    if not cue or cue.casefold().startswith("according"):
        return who, ":"
    told = cue.casefold().split()[-1] in ("told", "tells", "telling")
    return who, f"{cue} {statement.audience}" if told and statement.audience else cue


def option_words(issue: Issue, coding: Coding) -> str:
    """Return the wording of the option, or of both ends of a range of options."""
    wording = {option.id: option.words for option in issue.options}
    ends = [o for o in (coding.from_option, coding.to_option) if o is not None]
    return " to ".join(wording.get(end, end) for end in dict.fromkeys(ends))


def stance_words(issue: Issue, coding: Coding, limit: int = 400) -> str:
    """Return the position in one phrase, such as "Against: A full ceasefire".

    ``limit`` is the most characters that the option's wording may take.
    """
    lead = _LEADS[coding.modality]
    words = shorten(option_words(issue, coding), limit)
    if coding.modality in ("ambiguous", "declined"):
        return f"{lead}: {words}" if words else lead
    return (
        lead + words if words else f"{MODALITY_WORDS[coding.modality].capitalize()}, no option read"
    )


def rule_words(rule: str) -> str:
    """Return a rule's name as words.

    Examples
    --------
    >>> rule_words("weekday-past")
    'weekday past'
    """
    return rule.replace("_", " ").replace("-", " ").strip()


def movement_words(shifts: int, contradictions: int, *, taken_back: int | None = None) -> str:
    """Return how much moved, as every output says it.

    Parameters
    ----------
    shifts : int
        Changes of a stated position that all that is known bears out.
    contradictions : int
        Pairs of statements within days that do not go together.
    taken_back : int, optional
        Movements that looked like shifts at the time and that later words took back; left
        out where they were not looked for.

    Examples
    --------
    >>> movement_words(0, 4, taken_back=1)
    '0 shifts, 4 contradictions, 1 seen as a shift at the time and taken back'
    """
    words = [count_words(shifts, "shift"), count_words(contradictions, "contradiction")]
    if taken_back is not None:
        words.append(f"{taken_back:,} seen as a shift at the time and taken back")
    return ", ".join(words)


def flag_words(statement: Statement) -> tuple[str, ...]:
    """Return what qualifies a statement: its force, hedged, negated, conditional, to whom.

    A quotation that is a translation is marked as one, with whose it is.
    """
    flags = []
    if statement.translated_by:
        flags.append(TRANSLATION_WORDS.get(statement.translated_by) or "quoted in translation")
    if statement.force not in ("description", "deed"):
        flags.append(FORCE_WORDS.get(statement.force, statement.force))
    flags += [flag for flag in ("hedged", "negated", "conditional") if getattr(statement, flag)]
    if statement.audience:
        flags.append(f"to {statement.audience}")
    return tuple(flags)
