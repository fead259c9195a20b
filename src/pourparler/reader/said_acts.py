"""What kind of act it is to say something: "said it would never sign" is a red line.

What speakers say of themselves commits them: they offer, refuse, threaten. What they say of
others does not, but may ask something of them.
"""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.records import Force
from pourparler.reader.force import find_force
from pourparler.reader.lexicon import is_negated, nouns, word_pattern
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.reported import find_reported
from pourparler.reader.said_content import SaidContent, cut_content

_NEVER: Final = re.compile(r"\s*(?:[\w]+ly\s+)?never\b", re.IGNORECASE)
_NOT: Final = re.compile(
    r"\s*(?:[\w’']+\s+){0,1}(?:not\b|no longer\b)|\s*\w+\s+(?:no|nothing|nobody|none)\b",
    re.IGNORECASE,
)
_SHUTS: Final = re.compile(
    r"\b(?:non-negotiable|not negotiable|not up for (?:negotiation|discussion|debate|sale)|"
    r"under no circumstances?|out of the question|not for sale|no compromise|"
    r"over (?:my|our|his|her|their) dead|(?:is|was|remain\w*|be) (?:an? )?(?:our )?red lines?)\b",
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    r"(?:no\s+(?!one\b|doubt\b|matter\b|longer\b)(?:[\w’'-]+\s+){1,5}?|there\s+(?=\w+\s+be\s+no\b)|"
    r"(?:nothing|nobody|not (?:one|a single)\s+(?:[\w’'-]+\s+){1,4}?))"
    r"(?:would|will|shall|can|could)\b",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"\b(?:unless|until|till|without|as long as|so long as)\b", re.I)
_BEFORE: Final = re.compile(r"\b(?:before|not before|until|unless)\b", re.IGNORECASE)
_MUST: Final = re.compile(
    r"\b(?:must|should|ought to|(?:has|have|had) to|needs? to|is to be|are to be)\b", re.IGNORECASE
)
_LET: Final = re.compile(
    r"(?:let\s+(?!me\b|us\b)|stop\b|give\b|open\b|bring\b|send\b|release\b|free\b|leave\b|show\b|"
    r"sign\b|pay\b|withdraw\b|lift\b|end\b|enough\b)",
    re.IGNORECASE,
)
_NOTHING_LESS: Final = re.compile(
    r"nothing (?:short of|less than)\b|all or n(?:othing|one)\b", re.IGNORECASE
)
_QUOTE: Final = re.compile(r"[\s]*[\"“‘«]")
_SIGNS: Final = re.compile(
    r"\s*(?:\w+ly\s+)?(?:not\s+)?(?:sign|accept|agree|recogni[sz]e|negotiate|surrender|cede|"
    r"give up|join)\b",
    re.IGNORECASE,
)
_SIGNS_NOTHING: Final = re.compile(
    r"\s*(?:sign|accept|agree to|recogni[sz]e)\s+(?:no|nothing|nobody|none)\b", re.IGNORECASE
)
_STANDS: Final = re.compile(
    r"\b(?:offer|proposal|invitation)\s+(?:still\s+)?(?:stood|stands)\b", re.I
)
_WISH: Final = re.compile(r"\s*(?:still\s+)?(?:would rather|['’]d rather|hopes?|hoped)\b", re.I)
_MILD: Final = re.compile(
    r"\s*(?:also\s+|now\s+|still\s+|soon\s+|only\s+)*(?:be\b|go\b|come\b|look\b|meet\b|travel\b|"
    r"see\b|stud\w+|continue\b|have\b|remain\b|stay\b|visit\b|discuss\b|consider\b|know\b|say\b|"
    r"think\b|take part\b|attend\b|speak\b|talk\b|hold\b|fly\b|wait\b|return\b|resume\b|like\b|"
    r"regard\b|view\b|treat\b|cope\b|expect\b|depend\b|need\b|seem\b|prefer\b|"
    r"lose\b|win\b|suffer\b)",
    re.IGNORECASE,
)
_ABLE: Final = frozenset({"would", "could", "might", "can", "may", "'d", "’d"})
_FIRM: Final = frozenset({"will", "shall", "'ll", "’ll", "won", "would", "wouldn", "'d", "’d"})
_WITHOUT_IT: Final = re.compile(
    r"[\s\"“]*(?:that\s+)?(?:without|unless|until)\b.{3,200}?,\s+(?:there\s+)?"
    r"(?:(?:would|will|can|could)\s+be\s+no\b|(?:no|nothing|nobody)\b)",
    re.IGNORECASE | re.DOTALL,
)
_MODAL_ANY: Final = re.compile(r"\b(?:will|would|shall)\b", re.IGNORECASE)
_FAILS: Final = re.compile(
    r"\s+(?:(?:ever|really)\s+)?(?:work|last|succeed|help|hold|suffice|survive|"
    r"be (?:enough|possible|easy|fair|perfect))\b",
    re.IGNORECASE,
)
_HOLD_FIRE: Final = re.compile(
    r"\b(?:hold|cease|stop|halt)\w*\s+(?:(?:their|its|his|her|the)\s+)?fire\b", re.IGNORECASE
)
_STATE: Final = re.compile(r"\s*(?:be|have|know|need|see|look|like|last|work)\b", re.IGNORECASE)
_NOT_HERE: Final = re.compile(r"\s+(?:not|never|no longer)\s+", re.IGNORECASE)
_NOT_WORD: Final = re.compile(r"^\s*(?:not|no longer)\s+", re.IGNORECASE)


def find_said_act(reading: Reading, draft: Draft) -> tuple[Force, str] | None:
    """Return the act that the words of the content are, or None where they only describe."""
    if not draft.content:
        return None
    said = cut_content(reading, draft)
    for rule in (_shut_out, _asked, _harmed, _refused):
        if found := rule(said):
            return found
    return _of_himself(reading, draft, said) or _offered(said)


def _shut_out(said: SaidContent) -> tuple[Force, str] | None:
    if _SHUTS.search(said.whole):
        return "red_line", "shut out for good"
    if said.subject == "own" and find_force(" ".join(said.after.split()[:4]))[0] == "red_line":
        return "red_line", "of himself"
    verb = said.verb
    if said.subject == "own" and verb and _NEVER.match(verb["rest"]):
        return "red_line", "never"
    if said.subject == "own" and _NEVER.match(said.after) and _MODAL_ANY.search(said.after):
        return "red_line", "never"
    if _WITHOUT_IT.match(said.whole):
        return "demand", "none without it"
    none = _NONE.match(said.opening)
    if none is None or _FAILS.match(said.opening, none.end()):
        return None
    if _UNTIL.search(said.opening):
        return "demand", "none without it"
    return ("threat", "none if") if said.has_if else ("red_line", "none at all")


def _refused(said: SaidContent) -> tuple[Force, str] | None:
    verb = said.verb
    if said.subject == "other" or not verb or verb["modal"].lower() not in _FIRM:
        return None
    rest = verb["rest"]
    if not (verb["not"] or _NOT.match(rest)) or (said.subject == "open" and not verb["not"]):
        return None
    if _SIGNS_NOTHING.match(rest):
        return "red_line", "signed by nobody"
    if _BEFORE.search(rest) or _UNTIL.search(rest):
        if _SIGNS.match(rest):
            return "red_line", "not signed without it"
        return ("demand", "not until they do") if said.others else ("refusal", "not before")
    if said.has_if:
        return "threat", "not if"
    return None if _STATE.match(_NOT_WORD.sub("", rest)) else ("refusal", "would not")


def _harmed(said: SaidContent) -> tuple[Force, str] | None:
    verb, harm = said.verb, word_pattern("harm").search(_HOLD_FIRE.sub(" ", said.after))
    if said.subject == "other" or harm is None or is_negated(said.after[: harm.start()]):
        return None
    firm = verb is not None and verb["modal"].lower() in _FIRM and not verb["not"]
    present = said.has_if and not (verb and verb["not"])
    return ("threat", "would harm") if firm or present else None


def _asked(said: SaidContent) -> tuple[Force, str] | None:
    if _NOTHING_LESS.match(said.opening):
        return "demand", "nothing less"
    if _LET.match(said.opening) and _QUOTE.match(said.whole):
        return "demand", "an imperative"
    must = _MUST.search(said.opening.split(" if ")[0][:120])
    if must and said.subject != "own":
        return "demand", must[0].lower()
    if _BEFORE.search(said.after) and re.search(r"\bnot before\b", said.after, re.I):
        return "demand", "not before"
    return None


def _offered(said: SaidContent) -> tuple[Force, str] | None:
    if _STANDS.search(said.whole):
        return "offer", "it stands"
    verb = said.verb
    if said.subject == "own" and _WISH.match(said.after):
        return "wish", "rather"
    if said.subject == "other" or not verb or verb["not"] or is_negated(verb["rest"][:30]):
        return None
    modal, rest = verb["modal"].lower(), verb["rest"]
    if re.match(r"\s*(?:\w+ly\s+)?rather\b", rest):
        return "wish", "rather"
    if re.match(r"\s*have\b", rest):
        return None
    if word_pattern("lives_with").match(rest.lstrip()):
        return "acceptance", "live with"
    if modal in _ABLE and said.has_if:
        return "offer", f"{modal} if"
    if said.subject != "own" or _MILD.match(rest):
        return None
    if modal in ("would", "could", "'d", "’d"):
        return "offer", modal
    return ("promise", modal) if modal in _FIRM else None


def _of_himself(reading: Reading, draft: Draft, said: SaidContent) -> tuple[Force, str] | None:
    """Return the act of the verb that speakers use of themselves: "wants", "had offered"."""
    if said.subject == "own":
        opening = " ".join(said.after.split()[:4])
        force, phrase = find_force(opening)
        if force == "description":
            force, phrase = find_force(_NOT_HERE.sub(" ", opening))  # "was not prepared to"
        named = any(phrase == noun for _, noun in nouns())  # "likes the idea of"
        if force not in ("description", "deed") and not named:
            return _plain(force, phrase, opening)
    reported = find_reported(reading, draft)
    if reported and set(reported.actors) & set(draft.actors) and reported.force != "deed":
        return _plain(reported.force, reported.phrase, said.after)
    return None


def _plain(force: Force, phrase: str, opening: str) -> tuple[Force, str] | None:
    if is_negated(phrase):
        return force, phrase  # "had no objection", "had no intention of"
    if phrase.startswith(("be ready", "be willing", "be prepared", "be open")):
        force = "offer"
    if is_negated(opening) and force in ("wish", "offer", "acceptance", "promise"):
        force = "refusal"
    elif is_negated(opening) and force not in ("red_line",):
        return None
    return force, phrase
