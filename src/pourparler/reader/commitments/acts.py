"""Whether words announce an act of the speaker's own, and whether it harms or helps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pourparler.case.commitments import CommitmentKind
from pourparler.case.records import Span, Statement
from pourparler.reader.lexicon import inflected, word_pattern, words
from pourparler.reader.outline import Outline

_LEAD: Final = re.compile(
    r"(?:[\"“'‘(]|(?:that|or|and|but|then|otherwise|in that case|the)\b|\s|,)*", re.IGNORECASE
)
_MODAL: Final = re.compile(
    r"\b(?:(?:will|would|shall)|(?:is|are|was|were)\s+going\s+to)\s+"
    r"(?P<negated>not\s+|never\s+|no\s+longer\s+)?"
    r"(?:(?:also|then|soon|again|at\s+once|immediately|\w+ly)\s+)*|"
    r"(?<=\w)['’]ll\s+",
    re.IGNORECASE,
)
_READY: Final = re.compile(
    r"\b(?P<not>not\s+)?(?:ready|prepared|willing)\s+(?:to\s+|for\s+(?:a\s+|an\s+|the\s+)?)",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[,;:]|\b(?:and|but|that)\b", re.IGNORECASE)
_OWN: Final = frozenset("he she we i it they".split())
_OWN_THING: Final = re.compile(r"(?:his|her|its|their|our|my)\s+[\w-]+(?:\s+[\w-]+)?")
_BEFORE_HEAD: Final = re.compile(r"\s(?:on|of|for|against|from|with|to|in|by|that|who)\s")
_NOTHING: Final = re.compile(r"\w+\s+(?:no|nothing|none)\b", re.IGNORECASE)
_COMES: Final = re.compile(r"(?:be(?!\s+(?:no|lifted|eased))|hit|follow|come)\b", re.IGNORECASE)
_OWNED: Final = re.compile(r"['’]s?\b")
_NEAR: Final = 60
_FAR: Final = 90


@dataclass(frozen=True, slots=True)
class Act:
    """An act that was announced: what kind of commitment it makes, and by which rule."""

    kind: CommitmentKind
    rule: str


def announced_act(outline: Outline, statement: Statement, what: tuple[Span, ...]) -> Act | None:
    """Return the act that the speaker says will follow, or None.

    It has to be the speaker's own ("he would", "Northland will") or come about by itself
    ("there would be sanctions"); what others will do is a forecast, and what somebody
    will not do a refusal.
    """
    for start, end in what:
        modal = _MODAL.search(outline.text, start, end)
        if modal is None or modal["negated"]:
            continue
        kind = _kind(outline.text[modal.end() : min(end, modal.end() + _FAR)])
        own = is_own(outline, statement, (start, modal.start()))
        if kind and own:
            return Act(kind, "own act announced")
        impersonal = _impersonal(outline.text, start, modal, end)
        if impersonal:
            return Act(impersonal, "act without a doer announced")
    return None


def readiness(outline: Outline, statement: Statement, what: tuple[Span, ...]) -> Act | None:
    """Return the act that the speaker says he is ready for, if it helps somebody."""
    for start, end in what:
        ready = _READY.search(outline.text, start, end)
        if ready is None or ready["not"]:
            continue
        words_after = outline.text[ready.end() : min(end, ready.end() + _FAR)]
        helps = _kind(words_after) == "promise" or word_pattern("help_noun").match(words_after)
        verb = outline.text[start : ready.start()].rstrip()
        subject = re.sub(r"\b(?:is|are|was|were|be|now|also|still)\b\s*$", "", verb)
        if helps and is_own(outline, statement, (start, start + len(subject))):
            return Act("promise", "ready, on a condition")
    return None


def is_own(outline: Outline, statement: Statement, subject: Span) -> bool:
    """Say whether the words before a verb name the speaker, or the speaker's actor."""
    start = _skip_lead(outline.text, *subject)
    words_before = outline.text[start : subject[1]].strip(" ,\"”’'").lower()
    if _OWN_THING.fullmatch(words_before):
        return True
    if not words_before:
        return outline.text[subject[0] : subject[1]].strip() == "" and bool(statement.source)
    if words_before in _OWN:
        return True
    for mention in outline.reading.mentions_in(start, subject[1]):
        if mention.start != start:
            break
        own = set(mention.actors) & set(statement.actors)
        rest = outline.text[mention.end : subject[1]]
        return bool(own) and not _OWNED.match(rest) and not re.search(r"[,;:]", rest.strip(" ,"))
    return False


def _skip_lead(text: str, start: int, end: int) -> int:
    lead = _LEAD.match(text, start, end)
    return lead.end() if lead else start


def kind_of_act(words_after: str) -> CommitmentKind | None:
    """Return what an act makes of its announcement, from its verb in the base form and after.

    Examples
    --------
    >>> kind_of_act("impose severe tariffs"), kind_of_act("send soldiers")
    ('threat', 'promise')
    >>> kind_of_act("stop the shelling"), kind_of_act("stop the talks"), kind_of_act("hope")
    ('promise', 'threat', None)
    """
    return _kind(words_after)


def _kind(words_after: str) -> CommitmentKind | None:
    text = words_after.lstrip(" \"“'‘")
    near = text[:_NEAR]
    harms, helps = _verbs("harm_verb").match(text), _verbs("help_verb").match(text)
    if harms and helps:
        return "promise" if word_pattern("hostile").search(near) else "threat"
    if harms:
        return "threat"
    if helps:
        return "threat" if _NOTHING.match(text) else "promise"
    return "threat" if _PLACES.match(text) and word_pattern("harm_noun").search(near) else None


_PLACES: Final = re.compile(r"(?:put|place|slap|levy|announce|adopt|respond|react|answer)\b", re.I)


def _impersonal(text: str, start: int, modal: re.Match[str], end: int) -> CommitmentKind | None:
    """Return what "there would be sanctions" and "sanctions would be tightened" announce."""
    begin = max((m.end() for m in _CLAUSE.finditer(text, start, modal.start())), default=start)
    subject = text[_skip_lead(text, begin, modal.start()) : modal.start()].strip(" ,")
    after = text[modal.end() : min(end, modal.end() + _NEAR)]
    if subject.lower() in ("there", ""):
        return "threat" if _is_there(subject, after) else None
    head = _BEFORE_HEAD.split(f"{subject} ")[0]
    passive = re.match(r"be\s+(?:\w+ly\s+)?(?P<done>\w+)", after)
    helps = passive and _participles("help_verb").fullmatch(passive["done"])
    if helps and word_pattern("help_noun").search(head):
        return "promise"
    if passive and _participles("harm_verb").fullmatch(passive["done"]):
        both = helps or passive["done"] in ("stopped", "halted", "closed", "cut")
        return "promise" if both and word_pattern("hostile").search(head) else "threat"
    harms = word_pattern("harm_noun").search(head)
    return "threat" if harms and _COMES.match(after) else None


def _is_there(subject: str, after: str) -> bool:
    wanted = word_pattern("harm_noun").search(after)
    return bool(subject and wanted and re.match(r"be\b(?!\s+no\b)", after))


@cache
def _verbs(name: str) -> re.Pattern[str]:
    """Return a pattern for the base form or the passive of the verbs of a list."""
    base = "|".join(re.escape(word) for word in words(name))
    forms = "|".join(inflected(word) for word in words(name))
    return re.compile(rf"(?:(?:{base})|be\s+(?:\w+ing\s+)?(?:{forms}))(?!\w)", re.IGNORECASE)


@cache
def _participles(name: str) -> re.Pattern[str]:
    return re.compile("|".join(inflected(word) for word in words(name)), re.IGNORECASE)
