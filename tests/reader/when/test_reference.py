"""Expressions with known answers: what was printed on which day, and what it meant.

Weekdays of the past are the latest on or before the report's date, those of the future the
next after it; the report days run from Monday 3 to Sunday 9 March 2025.
"""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.reader.when.resolve import resolve

PAST = [
    ("Monday", "2025-03-03", "2025-03-03"),
    ("Wednesday", "2025-03-03", "2025-02-26"),
    ("Friday", "2025-03-03", "2025-02-28"),
    ("Sunday", "2025-03-03", "2025-03-02"),
    ("Tuesday", "2025-03-04", "2025-03-04"),
    ("Thursday", "2025-03-04", "2025-02-27"),
    ("Saturday", "2025-03-04", "2025-03-01"),
    ("Monday", "2025-03-05", "2025-03-03"),
    ("Wednesday", "2025-03-05", "2025-03-05"),
    ("Friday", "2025-03-05", "2025-02-28"),
    ("Sunday", "2025-03-05", "2025-03-02"),
    ("Tuesday", "2025-03-06", "2025-03-04"),
    ("Thursday", "2025-03-06", "2025-03-06"),
    ("Saturday", "2025-03-06", "2025-03-01"),
    ("Monday", "2025-03-07", "2025-03-03"),
    ("Wednesday", "2025-03-07", "2025-03-05"),
    ("Friday", "2025-03-07", "2025-03-07"),
    ("Sunday", "2025-03-07", "2025-03-02"),
    ("Tuesday", "2025-03-08", "2025-03-04"),
    ("Thursday", "2025-03-08", "2025-03-06"),
    ("Saturday", "2025-03-08", "2025-03-08"),
    ("Monday", "2025-03-09", "2025-03-03"),
    ("Wednesday", "2025-03-09", "2025-03-05"),
    ("Friday", "2025-03-09", "2025-03-07"),
    ("Sunday", "2025-03-09", "2025-03-09"),
]
FUTURE = [
    ("Wednesday", "2025-03-03", "2025-03-05"),
    ("Friday", "2025-03-03", "2025-03-07"),
    ("Sunday", "2025-03-03", "2025-03-09"),
    ("Monday", "2025-03-04", "2025-03-10"),
    ("Thursday", "2025-03-04", "2025-03-06"),
    ("Saturday", "2025-03-04", "2025-03-08"),
    ("Tuesday", "2025-03-05", "2025-03-11"),
    ("Friday", "2025-03-05", "2025-03-07"),
    ("Sunday", "2025-03-05", "2025-03-09"),
    ("Monday", "2025-03-06", "2025-03-10"),
    ("Wednesday", "2025-03-06", "2025-03-12"),
    ("Saturday", "2025-03-06", "2025-03-08"),
    ("Tuesday", "2025-03-07", "2025-03-11"),
    ("Thursday", "2025-03-07", "2025-03-13"),
    ("Sunday", "2025-03-07", "2025-03-09"),
    ("Monday", "2025-03-08", "2025-03-10"),
    ("Wednesday", "2025-03-08", "2025-03-12"),
    ("Friday", "2025-03-08", "2025-03-14"),
    ("Tuesday", "2025-03-09", "2025-03-11"),
    ("Thursday", "2025-03-09", "2025-03-13"),
    ("Saturday", "2025-03-09", "2025-03-15"),
]
OTHER = [
    ("Friday's", "After {} quarrel she left.", "2025-03-05", "past", "2025-02-28"),
    ("last month", "The envoys met {}.", "2025-03-05", "past", "2025-02"),
    ("late February", "In {} they refused.", "2025-03-05", "past", "2025-02-21/2025-02-28"),
    ("yesterday", "The Front refused {}.", "2025-03-05", "past", "2025-03-04"),
    ("tomorrow", "The envoys meet {}.", "2025-03-05", "future", "2025-03-06"),
    ("three weeks ago", "The boats left {}.", "2025-03-05", "past", "2025-02-12"),
    ("February 28", "On {} the talks broke down.", "2025-03-05", "past", "2025-02-28"),
    ("Feb. 12", "A letter of {} began it.", "2025-03-05", "past", "2025-02-12"),
    ("April 20", "Both want it settled by {}.", "2025-03-05", "future", "2025-04-20"),
    ("March 2022", "In {} a treaty lay ready.", "2025-03-05", "past", "2022-03"),
    ("next week", "They will talk {} in Norburg.", "2025-03-05", "future", "2025-03-10/2025-03-16"),
]


@pytest.mark.parametrize(("weekday", "reported_on", "expected"), PAST)
def test_a_weekday_of_the_past(weekday: str, reported_on: str, expected: str) -> None:
    day = date.fromisoformat(reported_on)
    given = resolve(f"on {weekday}", day, "past")
    read = resolve(f"She said on {weekday} that nobody would sign.", day)
    assert given
    assert read
    assert [str(given.value), str(read.value)] == [expected] * 2


@pytest.mark.parametrize(("weekday", "reported_on", "expected"), FUTURE)
def test_a_weekday_of_the_future(weekday: str, reported_on: str, expected: str) -> None:
    day = date.fromisoformat(reported_on)
    given = resolve(f"on {weekday}", day, "future")
    read = resolve(f"The envoys will meet on {weekday}.", day)
    assert given
    assert read
    assert [str(given.value), str(read.value)] == [expected] * 2


@pytest.mark.parametrize(("words", "sentence", "reported_on", "tense", "expected"), OTHER)
def test_other_expressions(
    words: str, sentence: str, reported_on: str, tense: str, expected: str
) -> None:
    day = date.fromisoformat(reported_on)
    given = resolve(words, day, tense)
    read = resolve(sentence.format(words), day)
    assert given
    assert read
    assert [str(given.value), str(read.value)] == [expected] * 2


@pytest.mark.parametrize(
    "sentence",
    [
        "The second round may begin in the 27 member states, an envoy said.",
        "They may march on, whatever the Sunday Times says.",
        "It was a Good Friday agreement, signed by 40 people in 2,000 copies.",
        "On the 15th floor nobody spoke; the 1990s were over.",
        "They took the ridge in three days.",
        "On 31.02.2024 nothing happens.",
        "He told USA Today that it was over.",
        "Two weeks from Monday, on 5/4/2024, in the 1990s or at Easter.",
    ],
)
def test_no_date_is_found_where_there_is_none(sentence: str) -> None:
    assert resolve(sentence, date(2025, 3, 5)) is None
