"""How people decline to answer, and how they leave an answer open.

Rules over closed patterns, about no particular conflict: a verb of speaking that is negated or
refused ("would not be drawn on"), a way round a question ("steered clear of"), a weighing
without an end ("is still looking at").
"""

from __future__ import annotations

import re
from typing import Final

_POSSESSIVE: Final = r"(?:his|her|its|their|our|my)"
_NOT: Final = (
    r"(?:\b(?:not|never|cannot|declin\w+|refus\w+|unwilling|reluctant|unable|avoid\w*|"
    r"(?:no|little)\s+(?:wish|desire|intention|appetite)|in no (?:position|mood|hurry)|too early|"
    r"too soon|nobody|no one|none|neither)\b|\w+n['’]t\b)"
)
_ASKED_WORD: Final = r"(?:whether|who|whose|what|which|how|when|where|why|if)"
_SPEAK: Final = (
    r"(?:comment|discuss|mention|explain|elaborat|speculat|predict|disclos|divulg|reveal|respond|"
    r"answer|react)\w*",
    r"specif(?:y|ied)|reply|be quoted|be pressed|spell out|go into",
    r"confirm(?:ed|ing)?(?!\s+that)",
    r"(?:be )?(?:drawn|pinned down)",
    r"touch(?:ed|ing)? (?:up)?on|address(?:ed|ing)?|dwell(?:ed)? on",
    r"take (?:a )?(?:position|stand|sides?)",
    r"commit (?:it|him|her|them)sel(?:f|ves)",
    rf"(?:put|name|give|set|offer)\s+(?:an?|any|the|{_POSSESSIVE})\s+(?:\w+\s+)?(?:figure|number|date|"
    r"name|reason|answer|details?|time|price|view|opinion|timetable)",
    r"(?:speak|talk)(?:ing)? (?:about|of|on|to)",
    rf"state\w* {_POSSESSIVE} (?:views?|positions?)",
    rf"say(?:ing)?\s+(?:anything|more|much|{_ASKED_WORD})",
    rf"tell(?:ing)?\s+(?:\w+\s+){{0,2}}?(?:anything|more|much|{_ASKED_WORD})",
)
_DECLINES: Final = re.compile(
    rf"{_NOT}\s+(?:[\w’']+\s+){{0,3}}?(?:to\s+)?(?:{'|'.join(_SPEAK)})\b", re.IGNORECASE
)
_UNSAID: Final = re.compile(
    r"\b(?:would|will|could|can|did|does|do|has|have|had)\s*(?:not|n['’]t)\s+(?:yet\s+)?"
    r"(?:say|said|tell|told)\s*$",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(rf"[\"“‘']?{_ASKED_WORD}\b", re.IGNORECASE)
_WAYS_ROUND: Final = (
    r"steer(?:s|ed|ing)? clear of|side-?step\w*|dodg\w+|duck(?:s|ed|ing)?|evad\w+|deflect\w*",
    r"parr(?:y|ies|ied)|skirt(?:s|ed|ing)?|gloss(?:es|ed)? over|pass(?:es|ed)? over",
    r"avoid(?:s|ed|ing)?\s+(?:the (?:question|subject|matter|issue|topic)|(?:any )?mention\w*)",
    rf"ke(?:eps?|pt) (?:{_POSSESSIVE} )?(?:own )?(?:mum|silent|quiet|silence|counsel|lips|cards)",
    r"(?:stay|remain)(?:s|ed)? (?:silent|mum|quiet|tight-lipped|vague|non-?committal)",
    r"(?:was|were|is|are) (?:silent|mum|tight-lipped|vague) (?:on|about)",
    rf"h[eo]lds? {_POSSESSIVE} tongues?|sheds? no light|not been heard|not a word",
    r"ma[dk]es? no (?:comment|mention|prediction)\w*|no (?:comment|reply|response|answer)",
    r"nothing to (?:say|add)|changed the subject|let the question pass",
    r"neither confirm\w* nor den\w+|neither yes nor no",
    rf"reserv\w+ (?:{_POSSESSIVE}|the) (?:position|judge?ment|answer)",
    r"left (?:it|that|the question) (?:open|unanswered)",
    r"ask (?:me|us|him|her) (?:later|again|another|tomorrow|about)",
)
_AVOIDS: Final = re.compile(rf"\b(?:{'|'.join(_WAYS_ROUND)})\b", re.IGNORECASE)
_UNDECIDED: Final = (
    r"(?:still|yet) (?:to (?:decide|make up|choose|be (?:decided|convinced))|weighing|studying|"
    r"looking|thinking|undecided|considering)",
    r"undecided|ha(?:s|ve|d)(?: not|n['’]t) (?:yet )?(?:decided|made up|chosen|ma[dk]e its mind)",
    r"(?:is|are|was|were) (?:weighing|mulling|studying|pondering|examining|considering)",
    rf"keep(?:s|ing)? (?:{_POSSESSIVE}|all) options open",
    r"not (?:closed|shut|slammed) the door|time (?:would|will) tell|wait and see",
    r"remain(?:s|ed) to be seen|(?:all|every) (?:options?|possibilit\w+) (?:\w+ )?open",
    r"must (?:first )?(?:ask|consult)|may or may not",
    r"(?:maybe|perhaps)[,.]? (?:and )?(?:maybe|perhaps) not",
    r"(?:for|up to) [^,;.]{2,60}? to (?:decide|settle|choose)",
    r"(?:would|will) (?:respect|abide by|live with|support) (?:what(?:ever)?|any|either)\b",
    r"(?:would|will) (?:answer|respond|reply|decide) (?:by|after|once|when|freely|between|among)",
    rf"make {_POSSESSIVE} (?:views?|position|decision) known",
    r"(?:ready|willing|prepared|open|mandate) to (?:discuss|talk about|negotiate on) "
    r"(?:everything|anything|all)",
)
_PUTS_OFF: Final = re.compile(
    r"\b(?:put off|postpone[sd]?|defer(?:s|red)?|delay(?:s|ed)|held off on|shelve[sd]?)\b",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    rf"\bneither\s+\w+\s+nor\s+\w+(?:\s|$)(?!to\b)|\b(?:{'|'.join(_UNDECIDED)})\b", re.IGNORECASE
)
_ADJECTIVES: Final = re.compile(r"\bneither\s+(\w+)\s+nor\s+(\w+)", re.IGNORECASE)


def declines(cue: str, content: str) -> bool:
    """Say whether somebody does not want to speak about something, or leaves a question unanswered.

    Examples
    --------
    >>> declines("would not be drawn on", "the dam"), declines("did not say", "who would pay")
    (True, True)
    >>> declines("did not say", "no to the dam"), declines("would not accept", "the dam")
    (False, False)
    """
    said = f"{cue} {content.split(' … ')[0]}"
    if _DECLINES.search(said) or _AVOIDS.search(said):
        return True
    return bool(_UNSAID.search(cue) and _ASKED.match(content))


def leaves_open(cue: str, content: str) -> bool:
    """Say whether somebody has not decided, or speaks for and against in one breath.

    Examples
    --------
    >>> leaves_open("neither backs nor rejects", "a truce"), leaves_open("is weighing", "a truce")
    (True, True)
    >>> leaves_open("said", "that it was for the two countries to decide")
    True
    >>> leaves_open("postponed", "the trial"), leaves_open("accepts", "neither soldiers nor police")
    (True, False)
    """
    if _OPEN.search(cue) or _PUTS_OFF.search(cue):
        return True
    found = _OPEN.search(content)
    if found is None:
        return False
    if _ADJECTIVES.match(found[0]):
        return bool(re.search(r"\b(?:is|are|was|were|be)\s*$", content[: found.start()]))
    return True
