"""How a content bears on a phrase it resembles: for, against, under a condition, or not at all.

Rules over closed word lists. What counts is the clause that holds the resemblance, and on
which side of an "unless" or a "without" it stands.
"""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Modality
from pourparler.reader.clauses import clause_on, is_condition, shared, stands_after, without_if
from pourparler.reader.conditions import is_refused_for_now, is_under_condition, requirement
from pourparler.reader.feelings import takes_against
from pourparler.reader.force import NOT_REFUSED, count_turns, cue_force, without_turns
from pourparler.reader.idioms import (
    asks,
    bans,
    evades,
    fights_on,
    holds_open,
    is_label,
    is_opposite,
    preference,
    rules_out_talks,
    treated_as_enemy,
    wants_all_to,
)
from pourparler.reader.lexicon import is_negated, is_negative, word_pattern
from pourparler.reader.reading import Draft
from pourparler.reader.silence import declines, leaves_open
from pourparler.reader.similarity import stems
from pourparler.reader.unclear import is_open_question
from pourparler.reader.verdicts import verdict_on

_ASKS: Final = re.compile(
    r"\bwhether\b|\b(?:ask(?:s|ed|ing)?(?!\s+(?:[\w’']+\s+)?for\b)|"
    r"wonder(?:s|ed|ing)?)\s+(?:[\w’']+\s+){0,3}"
    r"(?:what|who|how|when|why|which|if)\b",
    re.IGNORECASE,
)
_CONTRAST: Final = re.compile(
    r",?\s*[\"“]?\bnot\s+(?:an?|the|on|in|at|by|before|after)\s[^,;.]*[,.]?[\"”’]*$|"
    r"\band not\b[^,;.]*$",
    re.IGNORECASE,
)
_NOT_SO: Final = re.compile(
    r"\bnot\s+(?:think|believe|agree|say|see)\b|\b(?:no|not any)\s+more\b", re.IGNORECASE
)
_FOR: Final = frozenset({"acceptance", "offer"})
_OWN: Final = frozenset({"acceptance", "offer", "promise"})
_WHEN: Final = re.compile(r"\b(?:when|the moment|as soon as)\b", re.IGNORECASE)
_NOT_BUT: Final = re.compile(
    r"\b(?:not|no)\s+(?:only\s+)?(?:(?:an?|the|its|in|on|at|by|for|to|just|merely)\s+)?"
    r"[^,;.]{2,40}?,?\s+but\s+(?:also\s+)?(?=(?:an?|the|its|in|on|at|by|for|to)\b)",
    re.IGNORECASE,
)
_NO_BUT_YES: Final = re.compile(r"\bnot\s+(?:an?|the)\s[^,;.]*[,;.]\s+(?=\w)", re.IGNORECASE)
_BUT: Final = re.compile(r"\bbut\b", re.IGNORECASE)
_OPPOSITE: Final = re.compile(r"\bthe (?:opposite|contrary)\b", re.IGNORECASE)
_NOT_LEFT: Final = re.compile(
    r"(?:\b(?:not|never)|n['’]t)\s+(?:yet\s+)?(?:g[ia]v(?:e|en)\s+up|drop(?:ped)?|abandon(?:ed)?|"
    r"back(?:ed)?\s+(?:down|away))\b",
    re.IGNORECASE,
)
"""Twice denied: who has not given up on a thing still wants it."""
_WITHOUT: Final = re.compile(r"\bwithout\b.*$", re.IGNORECASE)
_AND_DECLINES: Final = re.compile(
    r",?\s+(?:and|but)\s+(?=(?:would|will|did|does|could)\s+not\b|(?:declined|refused)\b)",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\s+(?:and|but)\s+|;\s*|,\s+(?=no\b)", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")


def read_modality(draft: Draft, cue: str, content: str, phrase: str) -> tuple[Modality, str]:
    """Return how the content bears on the phrase it resembles, and why.

    A refusal or a negation turns support into opposition, unless the phrase carries the
    negation itself ("no foreign troops"). What a threat or an offer makes its condition
    ("unless ...", "provided that ...") is supported.

    Examples
    --------
    >>> draft = Draft((), (), (), 0.9)
    >>> read_modality(draft, "said", "there will be no deal without a truce", "a truce")
    ('supports', 'without it')
    """
    read = (
        _takes_no_side(draft, cue, content, phrase)
        or _liked_less(cue, content, phrase)
        or requirement(cue, content, phrase)
        or _in_so_many_words(draft, cue, content, phrase)
    )
    return read or _by_negation(draft, cue, content, phrase)


def _liked_less(cue: str, content: str, phrase: str) -> tuple[Modality, str] | None:
    """Return against for what something else is preferred to, and for for its opposite."""
    held = preference(cue, content)
    if held is None or shared(held[1], phrase) <= shared(held[0], phrase):
        return None
    turns = is_negative(held[1]) + is_negative(phrase) + is_opposite(held[1], phrase)
    return ("supports" if turns % 2 else "opposes"), "liked less than something else"


def _in_so_many_words(
    draft: Draft, cue: str, content: str, phrase: str
) -> tuple[Modality, str] | None:
    clause = _clause(content, phrase)
    verdict = verdict_on(clause, phrase) or _by_idiom(cue, clause, phrase)
    if verdict and verdict[0] == "supports" and is_under_condition(draft, cue, content, phrase):
        return "conditional", "under a condition"
    return _turn(verdict, takes_against(cue)) if verdict else None


def _clause(content: str, phrase: str) -> str:
    return without_if(clause_on(_NOT_BUT.sub("", content), phrase), phrase)


def _by_negation(draft: Draft, cue: str, content: str, phrase: str) -> tuple[Modality, str]:
    """Return for or against by refusals and negations, or under a condition."""
    clause = _clause(content, phrase)
    if draft.force == "threat" and is_condition(content, phrase):
        negative = is_negative(content) != is_negative(phrase)
        return ("supports", "threat unless") if negative else ("opposes", "threat if")
    if not shared(content, phrase):
        return _in_other_words(draft, cue, content, phrase)
    if (takes_against(cue) + _turns(clause, phrase)) % 2:
        if is_refused_for_now(content, phrase):
            return "conditional", "not before something else"
        return "opposes", "negated or refused"
    if is_under_condition(draft, cue, content, phrase):
        return "conditional", "under a condition"
    return "supports", "plain"


def _in_other_words(draft: Draft, cue: str, content: str, phrase: str) -> tuple[Modality, str]:
    """Return how a content without a word of the phrase bears on it.

    Which option it means was told by what is around it; whether it is refused, by its own
    negation against that of the phrase.
    """
    if takes_against(cue):
        return "opposes", "refused"
    if preference(cue, content):
        return "opposes", "something else is liked more"
    turns = is_negative(_point(content)) + fights_on(content, phrase) + is_negated(phrase)
    if is_negated(phrase) < turns and turns % 2:
        return "opposes", "negated, in other words"
    if draft.force in _OWN and is_under_condition(draft, cue, content, phrase):
        return "conditional", "under a condition"
    return "supports", "in other words"


def _point(content: str) -> str:
    """Return what is left where something is said by what it is not: "not a word. A number"."""
    content = _BUT.split(content)[-1]
    rest = _CONTRAST.sub("", _NO_BUT_YES.sub("", content))
    return rest if stems(rest) else content


def _by_idiom(cue: str, clause: str, phrase: str) -> tuple[Modality, str] | None:
    if wants_all_to(clause):
        return "supports", "nothing that does not"
    if rules_out_talks(clause) and not rules_out_talks(phrase) and not is_negated(phrase):
        return "supports", "no talks otherwise"
    what = treated_as_enemy(clause)
    if what and shared(what, phrase):
        return "opposes", "treated as an enemy"
    if is_label(cue, clause) and not takes_against(cue):
        return "opposes", "called a name"
    return None


def is_declined(cue: str, content: str) -> bool:
    """Say whether somebody declines to take a side, in the cue or where the content begins.

    Examples
    --------
    >>> is_declined("refused", "to name a number"), is_declined("refused", "the number")
    (True, False)
    """
    opening = _AND_DECLINES.split(content.split(" … ")[0])[0]
    return bool(word_pattern("declined").search(f"{cue} {opening}")) or declines(cue, opening)


def _takes_no_side(
    draft: Draft, cue: str, content: str, phrase: str
) -> tuple[Modality, str] | None:
    if is_open_question(draft):
        return "ambiguous", "called unclear"
    if is_declined(cue, content):
        return "declined", "declined to say"
    if cue_force(cue)[1].startswith(NOT_REFUSED):
        return "ambiguous", "not refused"
    last = _BUT.split(content)[-1]
    told = last if shared(last, phrase) else content  # "is studying it but prefers a court"
    if word_pattern("noncommittal").search(f"{cue} {told}"):
        if (draft.conditional or _WHEN.search(content)) and not is_condition(content, phrase):
            return "conditional", "would look at it under a condition"
        return "ambiguous", "left open"
    if leaves_open(cue, told):
        return "ambiguous", "left open"
    if evades(cue) or asks(cue, content):
        return "ambiguous", "no answer" if evades(cue) else "asked"
    asked = _ASKS.search(content)
    if asked and stands_after(content, asked.end(), phrase):
        return "ambiguous", "in a question"
    return None


def modality_as_before(cue: str, content: str, modality: Modality) -> tuple[Modality, str]:
    """Return how a content that points back bears on what its antecedent said, and why.

    ``modality`` is the one of the antecedent.
    """
    if is_declined(cue, content):
        return "declined", "declined to say"
    if modality == "declined":
        return "ambiguous", "declined there"
    if word_pattern("noncommittal").search(f"{cue} {content}"):
        return "ambiguous", "left open"
    if holds_open(content):
        return "supports", "the offer stands"
    if modality == "ambiguous":
        return modality, "as there"
    if _NOT_SO.search(f"{cue} {content}"):
        return _turn((modality, "not so"), True)
    if cue_force(cue)[1].startswith(NOT_REFUSED):
        return "ambiguous", "not refused"
    bad = word_pattern("negative").search(content) and not is_negated(content)
    against = bool(_OPPOSITE.search(content) or bad)
    turned = takes_against(cue) != against
    if turned:
        return _turn((modality, "as there"), True)
    if modality == "conditional" and cue_force(cue)[0] in _FOR:
        return "supports", "for what another set a condition to"
    return modality, "same side"


def _turns(clause: str, phrase: str) -> int:
    """Count what turns the clause against the phrase: negations, and refusals before it.

    What the phrase has itself ("No foreign troops") turns it back.
    """
    meant = set(stems(phrase))
    clause = _NOT_LEFT.sub(" ", clause)
    contrast = _CONTRAST.search(clause)
    if contrast and not meant & set(stems(contrast[0])):
        clause = clause[: contrast.start()]  # "boats, not on Monday but today"
    last = max((m.end() for m in _WORD.finditer(clause) if meant & set(stems(m[0]))), default=0)
    return (
        is_negative(clause)
        + _is_negative_phrase(phrase, clause)
        + count_turns(clause[:last])
        + count_turns(phrase)
        + fights_on(clause, phrase)
        + is_opposite(f"{without_turns(clause[:last])} {clause[last:]}", without_turns(phrase))
        + (bans(clause, meant) and not bans(phrase, meant))
    )


def _is_negative_phrase(phrase: str, clause: str) -> bool:
    """Say whether the part of the phrase that the clause speaks of is negative.

    Of "Neutrality is written down and no troops come" that is the part that shares more words with
    the clause; what the phrase is to go "without" counts only where the clause speaks of it too.
    """
    said = set(stems(clause))
    rest = _WITHOUT.search(phrase)
    if rest and not set(stems(rest[0])) & said:
        phrase = phrase[: rest.start()]
    parts = [part for part in _PARTS.split(phrase) if stems(part)]
    if len(parts) > 1:
        counts = [len(set(stems(part)) & said) for part in parts]
        if max(counts) > 0 and counts.count(max(counts)) == 1:
            phrase = parts[counts.index(max(counts))]
    return is_negative(phrase)


def _turn(verdict: tuple[Modality, str], turned: bool) -> tuple[Modality, str]:
    modality, why = verdict
    if not turned or modality == "ambiguous":
        return verdict
    return ("supports" if modality == "opposes" else "opposes"), f"{why}, turned round"
