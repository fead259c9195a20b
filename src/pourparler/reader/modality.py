"""How a content bears on a phrase it resembles: for, against, under a condition, or not at all.

Rules over closed word lists. What counts is the clause that holds the resemblance, and on
which side of an "unless" or a "without" it stands.
"""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Modality
from pourparler.reader.force import NOT_REFUSED, count_turns, cue_force, is_against
from pourparler.reader.lexicon import is_negated, is_negative, word_pattern
from pourparler.reader.reading import Draft
from pourparler.reader.similarity import stems
from pourparler.reader.unclear import is_open_question

_CLAUSE_END = re.compile(
    r"\s*;\s*|\s…\s(?=[\"“'‘]?(?:(?-i:[A-Z])|and\b|but\b))|[.!?][\"”’]*\s+|"
    r"(?:,?\s+and|(?<=assurances)|(?<=guarantees)|(?<=pledges)|(?<=promises))\s+(?=that\b)|"
    r",?\s+(?=[\"“'‘]?(?:but|although|though|while|whereas|yet|rather than|instead of|and not)\b)",
    re.IGNORECASE,
)
_REQUIRES: Final = re.compile(
    r"\b(?:unless|only (?:if|after|once)|provid(?:ed|ing)(?: that)?|on (?:the )?condition that|"
    r"(?:as|so) long as|in (?:return|exchange) for)\b",
    re.IGNORECASE,
)
_NOT_BEFORE: Final = re.compile(r"\b(?:until|before|without)\b", re.IGNORECASE)
_NOTHING_BUT: Final = re.compile(
    r"\b(?:anything|nothing|nobody|no one|none) (?:less than|short of|but|other than|except)\b",
    re.IGNORECASE,
)
_ASKS: Final = re.compile(
    r"\bwhether\b|\b(?:ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?)\s+(?:[\w’']+\s+){0,3}"
    r"(?:what|who|how|when|why|which|if)\b",
    re.IGNORECASE,
)
_IF: Final = re.compile(
    r"\b(?:if|once|(?:as|so) long as|provided(?: that)?|on (?:the )?condition that)\b",
    re.IGNORECASE,
)
_CONTRAST: Final = re.compile(
    r",?\s*[\"“]?\bnot\s+(?:an?|the|on|in|at|by|before|after)\s[^,;.]*$|\band not\b[^,;.]*$",
    re.IGNORECASE,
)
_NOT_SO: Final = re.compile(
    r"\bnot\s+(?:think|believe|agree|say|see)\b|\b(?:no|not any)\s+more\b", re.IGNORECASE
)
_OPPOSITE: Final = re.compile(r"\bthe (?:opposite|contrary)\b", re.IGNORECASE)
_WITHOUT: Final = re.compile(r"\bwithout\b.*$", re.IGNORECASE)
_IF_END: Final = re.compile(r",\s|\s…\s|\bthen\b", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
_COPULA = re.compile(r"\b(?:is|are|was|were|be|been|remain(?:s|ed)?)\s+", re.IGNORECASE)
_CALLED = re.compile(r"[\"“'‘]?an?\s", re.IGNORECASE)


def read_modality(draft: Draft, cue: str, content: str, phrase: str) -> tuple[Modality, str]:
    """Return how the content bears on the phrase it resembles, and why.

    A refusal or a negation turns support into opposition, unless the phrase carries the
    negation itself ("no foreign troops"). What a threat or an offer makes its condition
    ("unless ...", "provided that ...") is supported.

    Examples
    --------
    >>> draft = Draft((), (), (), 0.9)
    >>> read_modality(draft, "said", "there will be no deal without a truce", "a truce")
    ('supports', 'not without it')
    """
    if taken := _takes_no_side(draft, cue, content, phrase):
        return taken
    if why := _requirement(content, phrase):
        return "supports", why
    clause = _without_if(_clause(content, phrase), phrase)
    if verdict := _verdict(clause, phrase):
        return _turn(verdict, is_against(cue))
    if draft.force == "threat" and _is_condition(content, phrase):
        negative = is_negative(content) != is_negative(phrase)
        return ("supports", "threat unless") if negative else ("opposes", "threat if")
    if not _shared(content, phrase):
        # What is denied has another name than the phrase, and is as often its opposite.
        return ("opposes", "refused") if is_against(cue) else ("supports", "in other words")
    if (is_against(cue) + _turns(clause, phrase)) % 2:
        return "opposes", "negated or refused"
    if draft.conditional and not word_pattern("condition").search(phrase):
        return "conditional", "under a condition"
    return "supports", "plain"


def _takes_no_side(
    draft: Draft, cue: str, content: str, phrase: str
) -> tuple[Modality, str] | None:
    if is_open_question(draft):
        return "ambiguous", "called unclear"
    if word_pattern("declined").search(f"{cue} {content.split(' … ')[0]}"):
        return "declined", "declined to say"
    if cue_force(cue)[1].startswith(NOT_REFUSED):
        return "ambiguous", "not refused"
    if word_pattern("noncommittal").search(f"{cue} {content}"):
        return "ambiguous", "left open"
    asked = _ASKS.search(content)
    if asked and _stands_after(content, asked.end(), phrase):
        return "ambiguous", "in a question"
    return None


def modality_as_before(cue: str, content: str, modality: Modality) -> tuple[Modality, str]:
    """Return how a content that points back bears on what its antecedent said, and why.

    ``modality`` is the one of the antecedent.
    """
    if word_pattern("declined").search(f"{cue} {content}"):
        return "declined", "declined to say"
    if modality == "declined":
        return "ambiguous", "declined there"
    if word_pattern("noncommittal").search(f"{cue} {content}"):
        return "ambiguous", "left open"
    if modality == "ambiguous":
        return modality, "as there"
    if _NOT_SO.search(f"{cue} {content}"):
        return _turn((modality, "not so"), True)
    if cue_force(cue)[1].startswith(NOT_REFUSED):
        return "ambiguous", "not refused"
    bad = word_pattern("negative").search(content) and not is_negated(content)
    against = bool(_OPPOSITE.search(content) or bad)
    turned = is_against(cue) != against
    return _turn((modality, "as there"), True) if turned else (modality, "same side")


def _turns(clause: str, phrase: str) -> int:
    """Count what turns the clause against the phrase: negations, and refusals before it.

    What the phrase has itself ("No foreign troops") turns it back.
    """
    meant = set(stems(phrase))
    contrast = _CONTRAST.search(clause)
    if contrast and not meant & set(stems(contrast[0])):
        clause = clause[: contrast.start()]  # "boats, not on Monday but today"
    last = max((m.end() for m in _WORD.finditer(clause) if meant & set(stems(m[0]))), default=0)
    return (
        is_negative(clause)
        + _is_negative_phrase(phrase, clause)
        + count_turns(clause[:last])
        + count_turns(phrase)
    )


def _is_negative_phrase(phrase: str, clause: str) -> bool:
    """Leave out what the phrase is to go "without", unless the clause speaks of it too."""
    rest = _WITHOUT.search(phrase)
    if rest and not set(stems(rest[0])) & set(stems(clause)):
        return is_negative(phrase[: rest.start()])
    return is_negative(phrase)


def _turn(verdict: tuple[Modality, str], turned: bool) -> tuple[Modality, str]:
    modality, why = verdict
    if not turned or modality == "ambiguous":
        return verdict
    return ("supports" if modality == "opposes" else "opposes"), f"{why}, turned round"


def _requirement(content: str, phrase: str) -> str | None:
    """Return how the content makes the phrase a condition of something else, if it does."""
    for found in _REQUIRES.finditer(content):
        if not _REQUIRES.search(phrase) and _stands_after(content, found.end(), phrase):
            return f"{found[0].lower()} it"
    only = _NOTHING_BUT.search(content)
    if only and is_negated(content) and _stands_after(content, only.end(), phrase):
        return f"{only[0].lower()} it"
    for found in _NOT_BEFORE.finditer(content):
        rest = f"{content[: found.start()]} {content[found.end() :]}"
        word = found[0].lower()
        if (
            word not in phrase.lower()
            and is_negated(rest)
            and _stands_after(content, found.end(), phrase)
        ):
            return f"not {word} it"
    return None


def _is_condition(content: str, phrase: str) -> bool:
    """Say whether more words of the phrase stand in the "if" of the content than outside it."""
    parts = _if_parts(content)
    if parts is None:
        return False
    before, condition, after = (_shared(part, phrase) for part in parts)
    return condition > before + after


def _without_if(clause: str, phrase: str) -> str:
    """Leave out the "if" that the phrase stands outside of: what is denied there is not denied it.

    "Boats if there is no truce" and "if there is no truce, boats" are both for boats.
    """
    parts = None if _IF.search(phrase) else _if_parts(clause)
    if parts is None:
        return clause
    before, condition, after = (_shared(part, phrase) for part in parts)
    return f"{parts[0]}{parts[2]}" if before + after > condition else clause


def _if_parts(text: str) -> tuple[str, str, str] | None:
    """Return what stands before, in and after the first "if" clause."""
    found = _IF.search(text)
    if found is None:
        return None
    opens = not stems(text[: found.start()])
    end = _IF_END.search(text, found.end()) if opens else None
    stop = end.start() if end else len(text)
    return text[: found.start()], text[found.end() : stop], text[stop:]


def _shared(text: str, phrase: str) -> int:
    return len(set(stems(phrase)) & set(stems(text)))


def _stands_after(content: str, offset: int, phrase: str) -> bool:
    """Say whether more words of the phrase stand after the offset than before it."""
    meant = set(stems(phrase))
    before, after = set(stems(content[:offset])), set(stems(content[offset:]))
    return len(meant & after) > len(meant & before)


def _clause(content: str, phrase: str) -> str:
    """Return the clause that shares most words with the phrase, the first of several."""
    meant = set(stems(phrase))
    clauses = [clause for clause in _CLAUSE_END.split(content) if clause]
    return max(clauses, key=lambda clause: len(meant & set(stems(clause))), default=content)


def _verdict(clause: str, phrase: str) -> tuple[Modality, str] | None:
    """Return what is said of the phrase where it is the subject: "a truce is a trap"."""
    meant = set(stems(phrase))
    for copula in _COPULA.finditer(clause):
        subject, predicate = clause[: copula.start()], clause[copula.end() :]
        if not meant & set(stems(subject)) or meant & set(stems(predicate)):
            continue
        if subject.lower().endswith("there "):
            continue  # "once there is a treaty" calls nothing a treaty
        against = word_pattern("negative").search(predicate)
        favours = word_pattern("positive").search(predicate)
        found = min((m for m in (against, favours) if m), key=re.Match.start, default=None)
        if found:
            rest = clause.replace(found[0], "")
            good = (found is favours) != (is_negated(rest) != is_negated(phrase))
            return ("supports" if good else "opposes"), f"called {found[0].lower()}"
        if _CALLED.match(predicate):
            return "ambiguous", "called something, for or against"
    return None
