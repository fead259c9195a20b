"""In which order things were said on one day, where the text gives it."""

from dataclasses import replace

import pytest

from pourparler.reader.pipeline import Reader
from pourparler.report.entries import said_order


@pytest.fixture(scope="module")
def reader(case):
    return Reader(case)


@pytest.mark.parametrize(
    ("body", "orders"),
    [
        (
            "On Monday Lind demanded a truce. But after his meeting with the Front on Monday he "
            "dropped that demand.",
            [0, 1],
        ),
        (
            "Lind rejected the map on Monday. Hours later, he said the map was fine. Later he "
            "told reporters that it was a good map.",
            [0, 1, 2],
        ),
        (
            "On Monday Lind said the map was fine. Before the meeting he had said that the map was "
            "a trap.",
            [0, -1],
        ),
        (
            "Lind said on Monday morning that the map was fine. On Monday evening he said that "
            "the map was a trap.",
            [-2, 2],
        ),
        ("Lind said on Monday that the map was fine. He added that it was late.", [0, 0]),
        ("Lind said on Monday the truce would end after the meeting.", [0]),
        (
            "Lind said on Monday the map was fine. After the vote, Karl von der Aue said that it "
            "was a trap.",
            [0, 0],
        ),
        (
            "Lind said on April 3 that the map was fine. After the vote on Monday, Lind said on "
            "Tuesday that it was a trap.",
            [0, 0],
        ),
    ],
)
def test_the_place_within_the_day(reader, report_of, body, orders):
    statements = reader.read(report_of(body))
    assert [statement.said_order for statement in statements] == orders


def test_what_was_said_after_comes_after(reader, report_of):
    body = (
        "On Monday Lind demanded a truce. But after his meeting with the Front on Monday he "
        "dropped that demand."
    )
    first, second = reader.read(report_of(body))
    assert said_order(first) < said_order(second)
    undone = replace(
        second,
        said_first=first.said_first,
        said_last=first.said_last,
        rules=(("said_order", "-3: earlier"),),
    )
    assert said_order(undone) < said_order(first)


@pytest.mark.parametrize("rule", ["", "x", "99999999999999: after", ": after"])
def test_a_place_that_is_no_number_is_none(reader, report_of, rule):
    (statement,) = reader.read(report_of("Lind said on Monday that the map was fine."))
    assert replace(statement, rules=(("said_order", rule),)).said_order == 0
