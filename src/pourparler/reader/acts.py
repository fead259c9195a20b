"""What kind of act a statement is: by its cue, and where that only says, by what is said.

`force` knows which side a cue takes; here the rules of the gold's guidelines (see
docs/explanation/gold.md) decide what kind of act it counts as: a denial and a welcome only
describe, who is ready for something offers it, and what a body has decided is done.
"""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Force
from pourparler.reader.force import NOT_REFUSED, cue_force
from pourparler.reader.lexicon import inflected, is_negated, words
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.said_acts import find_said_act

_ASKS: Final = re.compile(r"\b(?:ask|advise)(?:s|ed|d|ing)?\b", re.IGNORECASE)
_NEITHER: Final = re.compile(r"\bneither confirm\w*\s+nor\s+den\w+", re.IGNORECASE)
_DECLARES: Final = re.compile(r"\b(?:declar|announc|proclaim)\w*\b", re.IGNORECASE)
_QUIET: Final = re.compile(
    r"[\s\"“]*(?:an?|its|his|her|their)\s+(?:[\w’'-]+\s+){0,3}?(?:cease-?fire|truce|halt|pause|"
    r"moratorium|amnesty|withdrawal)\b",
    re.IGNORECASE,
)
"""Who declares one of these binds himself to it."""
_QUESTION: Final = re.compile(
    r"[\s\"“‘]*(?:why|whether|what|how|who|whom|when|where|which|if)\b", re.IGNORECASE
)
_READY: Final = ("be ready", "be willing", "be prepared", "be open")
_JUDGES: Final = (
    "deny", "dispute", "welcome", "have doubts about", "have reservations about",
)  # fmt: skip
_SAYING: Final = ("say", "speak of", "explain", "confirm", "consider", "admit", "not say")
_DECIDES: Final = ("approve", "sign up", "vote against", "order")
_VIEWS: Final = frozenset(
    "think believe see consider expect fear doubt know understand regard view predict estimate "
    "describe".split()
)
"""What is thought of others asks nothing of them."""
_SAYS: Final = (
    r"(?:say|said|speak|talk|comment\w*|answer\w*|explain\w*|discuss\w*|disclos\w+|reveal\w*|"
    r"elaborat\w+|confirm\w*|mention\w*|name|speculat\w+|drawn|pinned|go into|put a|heard)"
)
_UNSAID: Final = re.compile(
    rf"\b(?:would|will|could|can|has|have|had|is|are|was|were)(?:\s+not|n['’]t|\s+neither)\s+"
    rf"(?:[\w’'-]+\s+){{0,4}}?{_SAYS}\b|\b(?:would|will|could)\s+say\s+(?:neither|nothing|only)\b|"
    rf"\b(?:neither|nobody|nor|not)\b[^.;]*\b(?:care|wish|want)\w*\s+to\s+{_SAYS}\b|"
    r"\bno\s+(?:predictions?|comments?|answers?|reply|light)\b|\bin no position to\b|"
    r"\bnot in a position to\b",
    re.IGNORECASE,
)
"""Not to answer is a refusal too (docs/explanation/gold.md)."""
_EVADES: Final = re.compile(
    r"\b(?:duck|dodg|sidestep|evad|parr[iy]|deflect|skirt|steer|shy|sh(?:ies|ied))\w*\b(?:\s+"
    r"(?:clear|away))?|\b(?:keep|keeps|kept|stay\w*|remain\w*|be|is|was|were)\s+(?:mum|silent|"
    r"tight-lipped|non-?committal)\b",
    re.IGNORECASE,
)
_SPURNS: Final = re.compile(
    r"\bcold water\b|\bshort shrift\b|\blaugh\w* off\b|\bnone of\b|\bno part (?:of|in)\b|"
    r"\bnothing to do with\b|\b(?:cannot|can not|could not|would not) (?:stomach|abide|stand)\b|"
    r"\bturn\w* \w+ back on\b|\b(?:shut|slam\w*|clos\w+) the door\b|\bin no mood\b|"
    r"\ballergic to\b|\bwon['’]t hear of\b",
    re.IGNORECASE,
)
_READY_TO: Final = re.compile(
    r"\s*(?:would|could|can)\s+(?!not\b|never\b|say\b|like\b|rather\b|prefer\b|be\b|have\b|only\b|"
    r"sooner\b|see\b|mean\b|take\b|lead\b)(?:\w+ly\s+)?[a-z]+",
    re.IGNORECASE,
)
_PUTS: Final = re.compile(
    r"\b(?:recommend|submit|circulat|draft)(?:s|ted|ed|es|e)?\b(?!\s+that\b)", re.IGNORECASE
)
_WORD_GIVEN: Final = re.compile(
    r"\b(?:give|gives|gave|given)\s+(?:his|her|its|their)\s+word\b", re.I
)
_TAKEN_BACK: Final = re.compile(r"\b(?:took|taken|takes|take)\s+back\b", re.IGNORECASE)
_NOBODY: Final = re.compile(r"(?:neither|none|nobody|no one|no\s+\w+)\b", re.IGNORECASE)
_NOT_TO: Final = re.compile(r"[\s\"“]*(?:not to\b|silence\b|to say nothing\b)", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[\s]*(?:that\b|to\b|whether\b|[\"“‘])", re.IGNORECASE)
_ANY_NOT: Final = re.compile(r"\b(?:no|not|never|nobody|nothing|none)\b|n['’]t\b", re.IGNORECASE)
_SWEARS: Final = re.compile(r"\b(?:swear|swears|swore|sworn|vow(?:s|ed)?)\b", re.IGNORECASE)
_VOTED: Final = re.compile(r"\bvoted\b", re.IGNORECASE)
_PLANS: Final = re.compile(r"\b(?:plan|intend)(?:s|ned|ed)?\b(?:\s+to\b|$)", re.IGNORECASE)


def find_act(reading: Reading, draft: Draft, cue: str, content: str) -> tuple[Force, str]:
    """Return the force of a statement and the phrase or rule that gave it."""
    force, phrase = cue_force(cue)
    if special := _by_cue(cue, content, force, phrase):
        return special
    if force == "wish" and (_NOBODY.match(reading.text_of(draft.source)) or _NOT_TO.match(content)):
        return "refusal", f"negated {phrase}"
    if phrase in ("", *_SAYING) and (own := _by_turn(cue)):
        return own
    if force != "description" or phrase.startswith(NOT_REFUSED):
        return force, phrase
    if phrase not in _VIEWS and (act := find_said_act(reading, draft)):
        return act
    if not phrase and _is_done(cue, content):
        return "deed", "done, not said"
    return force, phrase or "no known cue"


def _by_turn(cue: str) -> tuple[Force, str] | None:
    """Return the act that a cue is by its turn of phrase, where it has no verb that names one."""
    if _UNSAID.search(cue) or _EVADES.search(cue):
        return "refusal", "does not answer"
    if _SPURNS.search(cue):
        return "refusal", "wants none of it"
    if _TAKEN_BACK.search(cue):
        return "deed", "took back"
    if _WORD_GIVEN.search(cue):
        return "promise", "gave a word"
    if _PUTS.search(cue):
        return "offer", "puts forward"
    if _READY_TO.match(cue):
        return "offer", "would"
    return None


def _by_cue(cue: str, content: str, force: Force, phrase: str) -> tuple[Force, str] | None:
    """Return the act where the cue names it in another way than by the side it takes."""
    if phrase in _READY:
        return "offer", phrase
    if phrase in _JUDGES:
        return "description", phrase
    if phrase in _DECIDES:
        return "deed", f"decided: {phrase}"
    if _SWEARS.search(cue):
        return ("red_line" if _ANY_NOT.search(content) else "promise"), "swear"
    if _NEITHER.search(cue):
        return "refusal", "does not answer"
    if force != "description" or phrase.startswith(NOT_REFUSED):
        return None
    return _by_verb(cue, content)


def _by_verb(cue: str, content: str) -> tuple[Force, str] | None:
    """Return the act of a cue that no list knows: a declared truce, a vote, a plan, a request."""
    if _DECLARES.search(cue) and _QUIET.match(content) and not is_negated(cue):
        return "promise", "declared"
    if _VOTED.search(cue):
        return "deed", "vote"
    if _PLANS.search(cue):
        return "wish", "plan"
    if _ASKS.search(cue) and not _QUESTION.match(content) and not is_negated(cue):
        return "demand", "ask"
    return None


def _is_done(cue: str, content: str) -> bool:
    """Look for what a body or an army does to a thing: "released nine captured policemen"."""
    return bool(_deeds().match(cue)) and not _CLAUSE.match(content)


def _deeds() -> re.Pattern[str]:
    verbs = "|".join(inflected(word) for word in words("deed"))
    return re.compile(
        rf"(?:(?:has|have|had)\s+)?(?:\w+ly\s+|already\s+|now\s+)?(?:{verbs})(?!\w)", re.IGNORECASE
    )
