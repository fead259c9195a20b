"""One occasion, many reports: the statements that join and those that must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ledger.samples import make_report, make_statement
from pourparler.case.records import Statement
from pourparler.reader.utterances import join_statements

DAY = date(2024, 5, 1)
REPORT = make_report()
TRUCE = "an immediate truce must come before any talks"


def said(
    name: str,
    content: str = TRUCE,
    *,
    speaker: str | None = None,
    actors: tuple[str, ...] = ("north",),
    first: date = DAY,
    last: date = DAY,
) -> Statement:
    return replace(
        make_statement(REPORT),
        id=name,
        content=content,
        actors=actors,
        speaker=speaker,
        said_first=first,
        said_last=last,
        said_on=f"{first}/{last}",
    )


def test_two_reports_of_one_sentence_join():
    longer = "that an immediate truce must come first, before there are any talks at all"
    assert join_statements([said("b", longer), said("a")]) == (("a", "b"),)


def test_another_actor_another_day_another_thing_do_not():
    assert not join_statements([said("a"), said("b", actors=("south",))])
    assert not join_statements(
        [said("a"), said("b", first=date(2024, 5, 3), last=date(2024, 5, 4))]
    )
    assert not join_statements([said("a"), said("b", "foreign boats may patrol the river")])


def test_two_people_of_one_actor_do_not():
    assert not join_statements([said("a", speaker="Ana Torvald"), said("b", speaker="Bo Lind")])
    assert join_statements([said("a", speaker="Ana Torvald"), said("b")])


def test_a_vague_date_joins_the_day_it_may_mean():
    vague = said("b", first=date(2024, 4, 26), last=date(2024, 5, 2))
    assert join_statements([vague, said("a")]) == (("a", "b"),)


def test_days_do_not_chain_through_a_vague_report():
    monday, friday = said("a"), said("c", first=date(2024, 5, 5), last=date(2024, 5, 5))
    vague = said("b", first=date(2024, 4, 30), last=date(2024, 5, 6))
    assert join_statements([monday, vague, friday]) == (("a", "b"),)


def test_a_single_word_is_too_little_to_join_on():
    assert not join_statements([said("a", "truce"), said("b", "truce")])


def test_who_is_nobody_joins_nothing():
    assert not join_statements([said("a", actors=()), said("b", actors=())])


@given(st.permutations(range(6)))
def test_the_order_of_reports_is_no_matter(order):
    statements = [
        said("a"),
        said("b", first=date(2024, 4, 28), last=date(2024, 5, 4)),
        said("c", speaker="Ana Torvald"),
        said("d", speaker="Bo Lind"),
        said("e", "foreign boats may patrol the river"),
        said("f", "boats of foreign patrol may come to the river", last=date(2024, 5, 2)),
    ]
    joined = join_statements([statements[number] for number in order])
    assert joined == join_statements(statements)
    names = [name for utterance in joined for name in utterance]
    assert len(names) == len(set(names))
