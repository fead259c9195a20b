"""Scores of meetings and commitments, counted by hand, and what holds for any of them."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pourparler.case.commitments import FATES
from pourparler.case.events import EVENT_KINDS
from pourparler.case.records import Spans
from pourparler.reader.scoring.dealings import (
    MISSED,
    MarkedEvent,
    compare_commitments,
    compare_events,
    same_event,
    tabulate_fates,
)
from pourparler.reader.scoring.marked import MarkedStatement, MarkedText
from pourparler.reader.scoring.scores import add_up

LIKE = {
    frozenset(pair.split())
    for pair in ("meeting summit", "meeting talks", "summit talks", "talks call")
}


def event(sentence=0, kind="talks", day=9, status="held", place="", actors="north", last=None):
    first = date(2024, 5, day) if day else None
    end = date(2024, 5, last or day) if day else None
    held_on = "" if not day else str(first) if first == end else f"{first}/{end}"
    return MarkedEvent(
        sentences=frozenset({sentence}), kind=kind, status=status, held_on=held_on, first=first,
        last=end, place=place, actors=frozenset(actors.split()),
    )  # fmt: skip


def score(gold: list[MarkedEvent], found: list[MarkedEvent]) -> dict[str, float]:
    return {n: s.value for n, s in add_up([compare_events(gold, found)], draws=2).items()}


def test_of_three_meetings_two_are_found_and_one_is_made_up():
    gold = [event(0, "talks", 9, actors="north south"), event(1, "visit", 3), event(5, "call", 20)]
    found = [
        event(0, "summit", 8, "planned", place="Oslo", actors="north front"),  # sentence and kind
        event(7, "visit", 3),  # day and kind
        event(5, "meeting", 21),  # the sentence alone
    ]
    scores = score(gold, found)
    assert scores["event.precision"] == scores["event.recall"] == pytest.approx(2 / 3)
    assert scores["event.kind.accuracy"] == scores["event.status.accuracy"] == 0.5
    assert scores["event.date.accuracy"] == scores["event.place.accuracy"] == 0.5
    assert scores["event.actors.accuracy"] == 0.5
    # north of north and front, north of north: two of three found, two of three marked
    assert scores["event.members.f1"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("marked", "printed", "right"),
    [("the Pearl Room", "Pearl room", 1), ("Rome", "ROME", 1), ("a manor", "Rome", 0), ("", "", 1)],
)
def test_places_are_compared_without_article_and_capitals(marked, printed, right):
    scores = score([event(place=marked)], [event(place=printed)])
    assert scores["event.place.accuracy"] == right


def test_of_two_that_fit_the_more_alike_is_taken():
    gold = [event(0, "talks", 9)]
    scores = score(gold, [event(0, "meeting", 9, "planned"), event(0, "talks", 9)])
    assert scores["event.status.accuracy"] == 1
    assert scores["event.precision"] == 0.5


def test_days_that_overlap_are_in_common_and_not_the_same_date():
    scores = score([event(0, day=6, last=10)], [event(3, day=10)])
    assert (scores["event.f1"], scores["event.date.accuracy"]) == (1, 0)


def test_a_meeting_without_a_date_is_found_by_sentence_and_kind_only():
    assert score([event(0, day=0)], [event(0)])["event.f1"] == 1
    assert score([event(0, day=0)], [event(1)])["event.recall"] == 0


events = st.lists(
    st.builds(
        event,
        st.integers(0, 2),
        st.sampled_from(EVENT_KINDS),
        st.integers(0, 4),
        st.sampled_from(["held", "planned"]),
        actors=st.sampled_from(["", "north", "north south"]),
    ),
    max_size=4,
)


def plainly_one(one: MarkedEvent, other: MarkedEvent) -> bool:
    """Sentence, day and kind in ten plain lines."""
    told = any(number in other.sentences for number in one.sentences)
    day = False
    if one.first and one.last and other.first and other.last:
        day = not (one.last < other.first or other.last < one.first)
    kind = one.kind == other.kind or frozenset((one.kind, other.kind)) in LIKE
    return [told, day, kind].count(True) >= 2


@settings(deadline=None, max_examples=80)
@given(events, events)
def test_two_are_one_when_two_of_three_hold(gold, found):
    for one in gold:
        for other in found:
            assert (same_event(one, other) > 0) == plainly_one(one, other)
            assert same_event(one, other) == same_event(other, one)


@settings(deadline=None, max_examples=80)
@given(events, events)
def test_meetings_found_are_never_more_than_any_pairing_allows(gold, found):
    matched = compare_events(gold, found)["event"].counts[0]
    short, long = sorted((gold, found), key=len)
    best = max(
        sum(plainly_one(one, other) for one, other in zip(short, some, strict=True))
        for some in permutations(long, len(short))
    )
    assert best / 2 <= matched <= best, "the most alike first leaves at most half undone"
    back = compare_events(found, gold)["event"].counts
    assert list(back[1:]) == [len(gold), len(found)]


@settings(deadline=None, max_examples=60)
@given(events.filter(bool))
def test_finding_the_marked_meetings_is_perfect(gold):
    assert all(value == 1 for value in score(gold, gold).values())


TEXT = "Hale pledged boats . Ruiz threatened to leave . Sol swore to stay"
CUES = {"pledged": 5, "threatened": 26, "swore": 52}


def commitment(cue: str, kind="promise", condition="no", deadline="", fate="open"):
    start = TEXT.index(cue)
    return MarkedStatement(
        spans=Spans(cue=((start, start + len(cue)),)),
        fields={"kind": kind, "condition": condition, "deadline": deadline, "fate": fate},
    )


def text(*made: MarkedStatement) -> MarkedText:
    return MarkedText(name="one", text=TEXT, statements=made)


def test_terms_and_fates_of_commitments_by_hand():
    gold = text(
        commitment("pledged", deadline="2024-05-31", fate="carried_out"),
        commitment("threatened", "threat", fate="dropped"),
        commitment("swore", fate="lapsed"),
    )
    found = text(
        commitment("pledged", condition="yes", fate="carried_out"),
        commitment("threatened", "promise", fate="open"),
    )
    scores = add_up([compare_commitments(gold, found)], draws=2)
    assert scores["commitment.precision"].value == 1
    assert scores["commitment.recall"].value == pytest.approx(2 / 3)
    for name in ("kind", "condition", "deadline", "fate"):
        assert scores[f"commitment.{name}.accuracy"].value == 0.5
        assert scores[f"commitment.{name}.accuracy"].count == 2
    assert scores["commitment.outcome.recall"].value == pytest.approx(1 / 3)
    assert scores["commitment.outcome.precision"].value == 1
    assert tabulate_fates([(gold, found)]) == {
        "carried_out": {"carried_out": 1},
        "dropped": {"open": 1},
        "lapsed": {MISSED: 1},
    }


made = st.lists(st.sampled_from(sorted(CUES)), unique=True).flatmap(
    lambda cues: st.tuples(*(st.builds(commitment, st.just(c), fate=st.sampled_from(FATES)) for c in cues))  # noqa: E501
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(made, made)
def test_the_table_of_fates_adds_up_to_the_scores(gold, found):
    table = tabulate_fates([(text(*gold), text(*found))])
    tallies = compare_commitments(text(*gold), text(*found))
    counts = [(a, b, n) for a, row in table.items() for b, n in row.items()]
    assert sum(n for _, _, n in counts) == len(gold)
    assert sum(n for a, b, n in counts if a == b) == tallies["commitment.fate"].counts[0]
    assert (
        sum(n for a, b, n in counts if a == b != "open") == tallies["commitment.outcome"].counts[0]
    )
    missed = sum(n for _, b, n in counts if b == MISSED)
    assert missed == len(gold) - tallies["commitment"].counts[0]
