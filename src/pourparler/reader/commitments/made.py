"""Which statements make a threat or a promise, on what condition and until when."""

from __future__ import annotations

import re
from typing import Final

from pourparler.case.commitments import CommitmentKind, CommitmentMention
from pourparler.case.records import Span, Statement
from pourparler.reader.commitments.acts import (
    Act,
    announced_act,
    is_own,
    kind_of_act,
    readiness,
)
from pourparler.reader.commitments.conditions import find_condition, without
from pourparler.reader.commitments.deadlines import find_deadline
from pourparler.reader.force import cue_force
from pourparler.reader.lexicon import word_pattern
from pourparler.reader.outline import Outline
from pourparler.reader.when.expressions import find_expressions
from pourparler.reader.when.units import bounds

_AS_WELL: Final = re.compile(r"\b(?:as well|too|also|likewise)\b", re.IGNORECASE)
_THAT: Final = re.compile(r"[\s\"“'‘]*that\b", re.IGNORECASE)
_OF_OTHERS: Final = ("assure", "guarantee")
_ANNOUNCES: Final = re.compile(r"\b(?:announce[sd]?|declare[sd]?|prepare[sd]?)\b", re.IGNORECASE)
_WORD_GIVEN: Final = re.compile(
    r"\bg(?:ive|ives|ave|iven)\s+(?:its|his|her|their)\s+word\b|\b(?P<sworn>swears?|swore|sworn|vow(?:s|ed)?)\b",
    re.IGNORECASE,
)
_WOULD: Final = re.compile(r"\b(?:would|will)\s+(?!not\b|never\b|no\b)", re.IGNORECASE)
_DECLARES: Final = re.compile(
    r"\b(?:announce[sd]?|declare[sd]?|proclaim(?:s|ed)?)\b", re.IGNORECASE
)
_HALT: Final = re.compile(
    r"[\s“\"]*(?:an?|the|its|their)\s+(?:[\w-]+\s+){0,2}(?:cease-?fire|truce|armistice|halt\s+to|"
    r"cessation\s+of|moratorium|suspension\s+of|pause\s+in|standstill)\b",
    re.IGNORECASE,
)
_NOUN_FIRST: Final = 40


def find_made(outline: Outline) -> list[CommitmentMention]:
    """Return the commitments that the statements of a report make, in order."""
    made: list[CommitmentMention] = []
    previous: tuple[Statement, CommitmentMention] | None = None
    for statement in outline.statements:
        mention = _mention(outline, statement, previous)
        if mention:
            made.append(mention)
            previous = statement, mention
    return made


def _mention(
    outline: Outline, statement: Statement, previous: tuple[Statement, CommitmentMention] | None
) -> CommitmentMention | None:
    if not statement.actors or not statement.spans.content:
        return None
    condition = find_condition(outline, statement)
    what = without(outline.text, statement.spans.content, condition)
    if not what or _is_date(outline.text, what):
        return None
    deadline = find_deadline(outline, statement, what, condition)
    act = _act(outline, statement, what, bound=bool(condition or deadline))
    if act is None:
        return None
    if not condition and previous and _continues(outline, statement, previous, act.kind):
        condition = previous[1].condition
    start, end = statement.spans.extent()
    return CommitmentMention(
        report=statement.report,
        statement=statement.id,
        start=start,
        end=end,
        telling="made",
        kind=act.kind,
        actors=statement.actors,
        what=what,
        condition=condition,
        deadline=str(deadline) if deadline else None,
        deadline_last=bounds(deadline)[1] if deadline else None,
        told_on=statement.said_on,
        told_first=statement.said_first,
        told_last=statement.said_last,
        rule=act.rule,
    )


def _is_date(text: str, what: tuple[Span, ...]) -> bool:
    """Say whether nothing but a date is told of what is to be done."""
    start, end = what[0]
    found = find_expressions(text, start, end)
    return len(what) == 1 and bool(found) and (found[0].start, found[0].end) == (start, end)


def _act(
    outline: Outline, statement: Statement, what: tuple[Span, ...], *, bound: bool
) -> Act | None:
    """Return the act, by the verb that announces it or, when bound, by what is announced.

    ``bound`` says that the act has a condition or a deadline: without either, "we will
    help" is no commitment that could be followed.
    """
    own, phrase = cue_force(statement.cue)
    # A force that is read from what is said is no commitment by itself: "would cope with it".
    own = statement.force if statement.reviewed else own
    if statement.force == own == "threat" and not phrase.startswith("warn"):
        return Act("threat", f"threatens: {phrase or 'by force'}")
    given = statement.force in ("promise", "threat") and _WORD_GIVEN.search(statement.cue)
    if given and not (given["sworn"] and _THAT.match(outline.text, what[0][0])):
        kind = kind_of_act(_infinitive(outline, what)) if given["sworn"] else None
        return Act(kind or "promise", "gave its word")
    if _declares_halt(outline, statement, what):
        return Act("promise", "a halt declared")
    if statement.force == own == "promise":
        others = phrase.startswith(_OF_OTHERS) and _THAT.match(outline.text, what[0][0])
        if not others:
            return Act("promise", f"promises: {phrase or 'by force'}")
    if not bound or statement.force in ("refusal", "red_line", "demand", "deed"):
        return None
    act = announced_act(outline, statement, what) or _announced_noun(outline, statement, what)
    if act is None and statement.force == own == "threat" and _is_warned(outline, statement, what):
        return Act("threat", "warned of an act, on a condition")
    return act or _bound_act(outline, statement, what, phrase)


def _infinitive(outline: Outline, what: tuple[Span, ...]) -> str:
    start, end = what[0]
    return outline.text[start:end].strip(' “"').removeprefix("to ")


def _is_warned(outline: Outline, statement: Statement, what: tuple[Span, ...]) -> bool:
    """Say whether an act of one's own is what is warned of: "it would respond if attacked"."""
    for start, end in what:
        modal = _WOULD.search(outline.text, start, end)
        if modal and is_own(outline, statement, (start, modal.start())):
            return True
    return False


def _declares_halt(outline: Outline, statement: Statement, what: tuple[Span, ...]) -> bool:
    """Say whether a halt is declared: "declared a unilateral truce"."""
    if statement.force not in ("description", "promise", "offer", "deed"):
        return False
    return bool(_DECLARES.search(statement.cue) and _HALT.match(outline.text, *what[0]))


def _bound_act(
    outline: Outline, statement: Statement, what: tuple[Span, ...], phrase: str
) -> Act | None:
    """Return what is agreed to, or what somebody is ready for, on a condition."""
    if phrase == "agree" and not _THAT.match(outline.text, what[0][0]):
        return Act("promise", "agreed, on a condition")
    if statement.force in ("wish", "description", "offer"):
        return readiness(outline, statement, what)
    return None


def _announced_noun(outline: Outline, statement: Statement, what: tuple[Span, ...]) -> Act | None:
    """Return the act of "announced further sanctions on whoever broke it"."""
    start, end = what[0]
    words = outline.text[start : min(end, start + _NOUN_FIRST)]
    if not _ANNOUNCES.search(statement.cue) or _THAT.match(words):
        return None
    kind: CommitmentKind = "threat"
    return Act(kind, "harm announced") if word_pattern("harm_noun").search(words) else None


def _continues(
    outline: Outline,
    statement: Statement,
    previous: tuple[Statement, CommitmentMention],
    kind: CommitmentKind,
) -> bool:
    """Say whether a statement joins in with the one before it: "threatened ... as well"."""
    earlier, mention = previous
    mine, theirs = outline.sentence_of(statement), outline.sentence_of(earlier)
    if mine is None or theirs is None or mine[0] - theirs[0] != 1 or mention.kind != kind:
        return False
    return bool(_AS_WELL.search(outline.text, mine[1].start, mine[1].end))
