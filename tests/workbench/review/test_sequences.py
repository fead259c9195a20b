"""Random sequences of 200 decisions: the log says what holds, undoing everything gives the start.

The long sequence is the same in every run of the tests, the short ones are drawn anew.
``REVIEW_SEQUENCES=50 pytest tests/workbench/review/test_sequences.py`` draws 50 long ones.
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pourparler.case.records import Statement
from workbench.review.sequences import Decisions, Step
from workbench.talks import CASE, make_coding, make_folder, make_report, make_statement

EXAMPLES = int(os.environ.get("REVIEW_SEQUENCES", "1"))
LENGTH = 200
SHORT = 15
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # making one smaller takes minutes
LARGER = (
    CASE.replace("issues:\n", "# What is negotiated\nissues:\n")
    .replace(
        "  - {id: band,",
        "  - {id: hill, name: Hill People, kind: movement}\n  - {id: band,",
    )
    .replace(
        "words: The Front holds it}\n",
        "words: The Front holds it}\n      - {id: pay, words: Who crosses pays}\n",
    )
)
KINDS = (
    *("accept", "reject", "recode", "correct", "add", "assign") * 2,
    *("undo", "redo") * 3,
    "add_note", "handling", "undo_any", "redo_any",
    "merge", "split", "rename", "reword", "issue_add", "issue_split", "issue_retire",
)  # fmt: skip
numbers = st.tuples(st.integers(0, 997), st.integers(0, 99), st.integers(0, 9), st.integers(0, 9))


def spread(drawn: list[tuple[int, int, int, int]]) -> list[Step]:
    """Return the steps that numbers stand for; even the simplest ones are of all kinds."""
    return [
        (KINDS[(kind + 17 * n + n // 7) % len(KINDS)], a + 3 * n, b + n, c + n // 3)
        for n, (kind, a, b, c) in enumerate(drawn)
    ]


def steps(length: int) -> st.SearchStrategy[list[Step]]:
    return st.lists(numbers, min_size=length, max_size=length).map(spread)


def told() -> list[tuple[object, list[Statement]]]:
    """Two reports: statements by each actor, joint ones, reviewed ones, and two by nobody."""
    first, second = make_report("2024-05-02"), make_report("2024-05-09", words="Later.")
    statements = [
        make_statement(first, "north", make_coding("truce", "first"), place=0),
        make_statement(first, "front", make_coding("truce", "after"), place=10),
        make_statement(first, "hill", make_coding("bridge", "pay", to_option="north"), place=20),
        make_statement(first, ("north", "front"), make_coding("bridge", "trust"), place=30),
        make_statement(first, (), place=40, source="an officer"),
    ]
    later = [
        make_statement(second, "north", make_coding("truce", "after", coder="anna"), reviewed=True),
        make_statement(second, "front", make_coding("truce", "first", about="north"), place=10),
        make_statement(second, (), make_coding("truce", "first"), place=20, source="An  officer"),
    ]
    return [(first, statements), (second, later)]


def take(taken: list[Step]) -> None:
    """Take the steps, replay the log, undo everything and replay it again."""
    with (
        TemporaryDirectory() as place,
        closing(Decisions(make_folder(Path(place), told(), LARGER).path)) as decisions,
    ):
        for step in taken:
            decisions.run(step)
        assert decisions.done + decisions.refused == len(taken)
        decisions.check_log()
        decisions.finish()
        decisions.check_log()


PATIENT = settings(
    deadline=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example],
)


@settings(PATIENT, max_examples=EXAMPLES)
@given(steps(LENGTH))
def test_200_decisions_are_what_the_log_says_and_undoing_them_gives_the_start(taken):
    take(taken)


@settings(PATIENT, max_examples=3)
@given(steps(SHORT))
def test_a_few_random_decisions_are_what_the_log_says_and_undone(taken):
    take(taken)
