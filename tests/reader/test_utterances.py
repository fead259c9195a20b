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


def told(name: str, content: str, context: str, **changes: object) -> Statement:
    statement = replace(said(name, content), speaker="Ana Torvald", context=context)
    return replace(statement, **changes)  # fields of a statement


BOATS = "foreign boats may patrol the river"


def test_what_has_repeatedly_been_said_is_one_on_whatever_days():
    june = date(2024, 6, 20)
    often = [
        replace(said("a"), cue="has repeatedly said"),
        replace(said("b", first=june, last=june), cue="has long insisted"),
    ]
    once = said("c", first=june, last=june)
    assert join_statements([*often, once]) == (("a", "b"),)


def test_what_goes_on_in_a_report_is_of_one_occasion():
    first = told("a", TRUCE, "On Wednesday she said so.")
    second = told("b", BOATS, "She added so.", said_rule="carried weekday")
    assert join_statements([second, first]) == (("a", "b"),)
    assert not join_statements([replace(second, said_rule="weekday"), first])
    assert not join_statements([replace(second, rules=(("said_order", "1: later"),)), first])
    assert not join_statements([replace(second, attribution="deed"), first])
    assert not join_statements([replace(second, report="another"), first])


def test_one_speech_in_two_papers_is_one_occasion():
    here = told("a", TRUCE, f"In a speech on Wednesday she said {TRUCE}.")
    there = told("b", BOATS, f"{BOATS}, she said in her address.", report="another")
    assert join_statements([here, there]) == (("a", "b"),)
    letter = replace(there, context=f"{BOATS}, she wrote in a letter.")
    assert not join_statements([here, letter])
    quoted = replace(there, context="that the speech was long", content="that the speech was long")
    assert not join_statements([here, quoted])
    other_day = replace(there, said_first=date(2024, 4, 30), said_last=date(2024, 4, 30))
    assert not join_statements([here, other_day])
    vague = replace(there, said_first=date(2024, 4, 30))
    assert not join_statements([here, vague])


def test_papers_that_tell_different_parts_of_a_speech_are_joined_whole():
    papers = [
        told("a", TRUCE, "In a speech she said so.", report="one"),
        told("b", TRUCE, "She said so.", report="two"),
        told("c", BOATS, "In a speech she said so.", report="three"),
        told("d", BOATS, "She said so.", report="four"),
    ]
    assert join_statements(papers) == (("a", "b", "c", "d"),)
