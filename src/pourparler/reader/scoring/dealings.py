"""Meetings and commitments of one text, as marked and as found: what is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pourparler.case.commitments import FATES
from pourparler.reader.events.joining import can_be_one
from pourparler.reader.scoring.compare import same_statement
from pourparler.reader.scoring.marked import MarkedText
from pourparler.reader.scoring.matching import Pairs, match
from pourparler.reader.scoring.tallies import Tally, accuracy, prf
from pourparler.reader.scoring.words import WordIndex

TERMS: Final = ("kind", "condition", "deadline", "fate")
"""What is compared of a commitment, as fields of a marked statement; condition is yes or no."""

MISSED: Final = "missed"
"""Stands in a table of fates for a commitment that was not found."""

Fates = dict[str, dict[str, int]]
"""By the marked fate, then by the fate that was found or ``missed``: how many."""

_FEWEST: Final = 2  # of sentence, day and kind, which two meetings share that are one


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEvent:
    """A meeting as one report tells of it, marked by a person or found by the reader.

    ``sentences`` are the numbers of the sentences that tell of it, ``first`` and ``last`` the
    days that ``held_on`` (EDTF, empty for none) allows, None at an open end or without a date.
    """

    sentences: frozenset[int]
    kind: str
    status: str
    held_on: str
    first: date | None
    last: date | None
    place: str
    actors: frozenset[str]


def compare_events(gold: Sequence[MarkedEvent], found: Sequence[MarkedEvent]) -> dict[str, Tally]:
    """Return the tallies of the meetings of one text, by the name of the group of measures.

    Fields are compared on the meetings that were found; no date, place or actor is a value.
    """
    pairs = match(gold, found, same_event)
    both = [(gold[g], found[f]) for g, f in pairs]
    return {
        "event": prf(len(pairs), len(found), len(gold)),
        "event.kind": accuracy(sum(g.kind == f.kind for g, f in both), len(both)),
        "event.status": accuracy(sum(g.status == f.status for g, f in both), len(both)),
        "event.date": accuracy(sum(g.held_on == f.held_on for g, f in both), len(both)),
        "event.actors": accuracy(sum(g.actors == f.actors for g, f in both), len(both)),
        "event.members": prf(
            sum(len(g.actors & f.actors) for g, f in both),
            sum(len(f.actors) for _, f in both),
            sum(len(g.actors) for g, _ in both),
        ),
        "event.place": accuracy(
            sum(plain_place(g.place) == plain_place(f.place) for g, f in both), len(both)
        ),
    }


def same_event(gold: MarkedEvent, found: MarkedEvent) -> float:
    """Return how alike two meetings are, 0 when they are not one.

    Of three things two have to hold: a sentence tells of both, their dates have a day in
    common, their kinds can be of one meeting. Then likeness is how many hold, and a quarter
    each for the same kind and the same date.
    """
    told = bool(gold.sentences & found.sentences)
    alike = told + _share_a_day(gold, found) + can_be_one(gold.kind, found.kind)
    if alike < _FEWEST:
        return 0.0
    return alike + (gold.kind == found.kind) / 4 + (gold.held_on == found.held_on) / 4


def _share_a_day(one: MarkedEvent, other: MarkedEvent) -> bool:
    if not (one.held_on and other.held_on):
        return False
    begins = max(one.first or date.min, other.first or date.min)
    return begins <= min(one.last or date.max, other.last or date.max)


def plain_place(place: str) -> str:
    """Return a place as it is compared: without capitals and the article before it.

    Examples
    --------
    >>> plain_place("the Pearl  Room")
    'pearl room'
    """
    words = place.casefold().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def compare_commitments(gold: MarkedText, found: MarkedText) -> dict[str, Tally]:
    """Return the tallies of the threats and promises of one text.

    Terms are compared on those that were found; ``commitment.outcome`` counts the fates other
    than ``open`` of all, so that what was missed has missed its fate.
    """
    pairs = match_commitments(gold, found)
    both = [(gold.statements[g].fields, found.statements[f].fields) for g, f in pairs]
    right = {name: sum(g[name] == f[name] for g, f in both) for name in TERMS}
    told = sum(g["fate"] == f["fate"] != "open" for g, f in both)
    outcomes = [
        sum(one.fields["fate"] != "open" for one in text.statements) for text in (found, gold)
    ]
    tallies = {"commitment": prf(len(pairs), len(found.statements), len(gold.statements))}
    tallies |= {f"commitment.{name}": accuracy(right[name], len(both)) for name in TERMS}
    return tallies | {"commitment.outcome": prf(told, *outcomes)}


def match_commitments(gold: MarkedText, found: MarkedText) -> Pairs:
    """Pair the commitments of one text: those that one statement makes."""
    index = WordIndex(gold.text)
    marked, read = ([index.parts(one.spans) for one in text.statements] for text in (gold, found))
    return match(marked, read, same_statement)


def tabulate_fates(texts: Sequence[tuple[MarkedText, MarkedText]]) -> Fates:
    """Count fates over pairs of a marked text and the same text as read.

    Rows and columns in which nothing was counted are left out.
    """
    counts: Fates = {fate: dict.fromkeys((*FATES, MISSED), 0) for fate in FATES}
    for gold, found in texts:
        paired = dict(match_commitments(gold, found))
        for number, one in enumerate(gold.statements):
            other = paired.get(number)
            fate = MISSED if other is None else found.statements[other].fields["fate"]
            counts[one.fields["fate"]][fate] += 1
    rows = {fate: {name: n for name, n in row.items() if n} for fate, row in counts.items()}
    return {fate: row for fate, row in rows.items() if row}
