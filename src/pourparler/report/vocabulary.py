"""What the codes of a statement and of a coding mean, and by which rules they are chosen."""

from __future__ import annotations

from typing import Final

MODALITIES: Final = {
    "supports": "Stands for the option that its words come nearest to",
    "opposes": "Argues against the option without naming another, or denies having conceded it",
    "conditional": "Supports the option under a condition",
    "ambiguous": "Leaves open which option is meant",
    "declined": "Would not answer",
}
ATTRIBUTIONS: Final = {
    "deed": "Done, not said",
    "anonymous": "Said by people who are not named, or by nobody in particular",
    "direct": "The whole content is quoted",
    "mixed": "A part of the content is quoted",
    "indirect": "Told in the reporter's words",
}
FORCES: Final = {
    "wish": "Wants, hopes, prefers, intends or plans",
    "demand": "Asks somebody for it: insists, urges, calls for",
    "red_line": "Shuts something out for good: never, not negotiable",
    "offer": "Puts something forward or says it is ready, under a condition or not",
    "acceptance": "Says yes to what another has put forward",
    "refusal": "Says no to it, or to answering",
    "threat": "Will do harm, if or unless",
    "promise": "Binds itself to do something welcome",
    "deed": "Every statement whose attribution is deed",
    "description": "Tells or judges how things are: claims, denials, views, praise and blame",
}
RULES: Final = (
    "A statement is a span of a report in which somebody says, thinks, wants, decides or does "
    "something that bears on the talks. The reporter's own judgement, definitions and what a text "
    "would do are none.",
    "Of attribution the first that fits counts, in the order listed.",
    "A statement is coded on the issue that its main clause bears on: a threat on what it is to "
    "bring about; what points back as what it points to. What takes no side has no coding.",
    "A coding names the option that the words come nearest to, or two for what lies between them.",
    "Who argues against an option without naming another opposes it; who names another supports "
    "the other.",
    "A statement that tells the position of another actor is coded about that actor.",
    "Said on is the day it was said, never after the report; where the text leaves it open, a "
    "range or about the day of the report.",
    "On an issue that a person coded, codings of that statement by the machine are not used.",
)
