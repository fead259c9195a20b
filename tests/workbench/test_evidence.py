"""What an actor was heard to say becomes arrays: whose it is, when, how sure, and once."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.case.records import ATTRIBUTIONS, FORCES
from pourparler.models.positions import manner
from pourparler.workbench.evidence import gather_series, said_days
from workbench.talks import TALKS, make_coding, make_report, make_statement

POST = make_report("2024-05-02")
WIRE = make_report("2024-05-03", "Wire")


def gather(*statements, reports=(POST, WIRE), utterances=None):
    gathered = gather_series(TALKS, statements, reports, utterances or {})
    return {(s.actor, s.issue.id): s for s in gathered.series}, gathered.left_out


def test_a_joint_statement_counts_for_each_actor_and_not_for_a_coalition_of_them():
    series, _ = gather(make_statement(POST, ("north", "front"), make_coding("truce", "first")))
    assert set(series) == {("north", "truce"), ("front", "truce")}


def test_what_is_told_of_another_counts_for_that_one_and_less():
    told = make_coding("truce", "after", about="front")
    series, _ = gather(make_statement(POST, "north", told))
    assert set(series) == {("front", "truce")}
    heard, _ = gather(make_statement(POST, "front", make_coding("truce", "after")))
    alike = series["front", "truce"].evidence, heard["front", "truce"].evidence
    assert alike[0].misread[0] > alike[1].misread[0]
    assert series["front", "truce"].testimonies[0].is_told


def test_an_actor_of_a_joint_statement_is_not_told_of_by_others():
    about = make_coding("truce", "after", about="north")
    series, _ = gather(make_statement(POST, ("front", "north"), about))
    assert not series["north", "truce"].testimonies[0].is_told


def test_a_persons_coding_goes_before_the_machines_on_that_issue_only():
    series, _ = gather(
        make_statement(
            POST,
            "north",
            make_coding("truce", "first"),
            make_coding("truce", "after", coder="anna"),
            make_coding("bridge", "trust"),
        )
    )
    truce, bridge = series["north", "truce"].evidence, series["north", "bridge"].evidence
    assert truce.low.tolist() == [100.0]
    assert truce.misread.tolist() == [manner.MISREAD_REVIEWED]
    assert truce.reviewed.tolist() == [True]
    assert bridge.options.tolist() == [[False, False, True]]
    assert bridge.misread == pytest.approx([1 - 0.9 * 0.9])


def test_a_machine_reading_likelier_wrong_than_right_is_no_evidence_until_reviewed():
    weak = make_coding("truce", "first", probability=0.4)
    assert gather(make_statement(POST, "north", weak))[0] == {}
    assert gather(make_statement(POST, "north", weak, reviewed=True))[0]
    unclear = make_coding("truce", "first", probability=0.4, modality="ambiguous")
    assert gather(make_statement(POST, "north", unclear))[0]


def test_review_takes_the_readers_doubt_away_and_leaves_the_speakers():
    plain, _ = gather(make_statement(POST, "north", make_coding("truce", "first"), force="threat"))
    seen, _ = gather(
        make_statement(POST, "north", make_coding("truce", "first"), force="threat", reviewed=True)
    )
    before, after = plain["north", "truce"].evidence, seen["north", "truce"].evidence
    assert after.misread[0] < before.misread[0]
    assert after.not_meant[0] == before.not_meant[0]
    assert after.not_meant == pytest.approx([manner.NOT_MEANT_BY_FORCE["threat"]])


def test_former_ids_count_and_those_that_are_gone_are_named():
    series, left_out = gather(
        make_statement(POST, "norland", make_coding("ceasefire", "meanwhile")),
        make_statement(POST, "north", make_coding("truce", "never"), place=1),
        make_statement(POST, "north", make_coding("tolls", None), place=2),
    )
    assert series["north", "truce"].evidence.low.tolist() == [50.0]
    assert [problem for _, problem in left_out] == [
        "option 'truce.never' is gone",
        "issue 'tolls' is gone",
    ]


def test_a_reading_between_two_options_is_an_interval():
    wide = make_coding("truce", "after", to_option="alongside")
    series, _ = gather(make_statement(POST, "north", wide))
    evidence = series["north", "truce"].evidence
    assert (evidence.low[0], evidence.high[0]) == (50.0, 100.0)


@pytest.mark.parametrize("modality", ["ambiguous", "declined"])
def test_being_unclear_needs_no_option_says_nothing_and_is_kept(modality):
    series, _ = gather(
        make_statement(POST, "north", make_coding("truce", None, modality=modality)),
        make_statement(POST, "north", make_coding("bridge", None, modality=modality), place=1),
    )
    for one in series.values():
        assert not one.evidence.informative.any()
        assert one.testimonies[0].coding.modality == modality


@pytest.mark.parametrize("modality", ["supports", "opposes", "conditional"])
def test_a_coding_that_names_no_option_is_no_evidence(modality):
    statement = make_statement(POST, "north", make_coding("truce", None, modality=modality))
    assert gather(statement) == ({}, ())


def test_one_utterance_and_one_near_copy_are_one_occasion():
    copy = make_report("2024-05-03", "Wire", words="again", duplicate_of=POST.id)
    here = make_statement(POST, "north", make_coding("truce", "first"))
    there = make_statement(copy, "north", make_coding("truce", "first"), content=here.content)
    third = make_statement(WIRE, "north", make_coding("truce", "first"), content="other words")
    series, _ = gather(here, there, third, reports=(POST, WIRE, copy))
    assert len(set(series["north", "truce"].evidence.utterance)) == 2
    joined, _ = gather(
        here, there, third, reports=(POST, WIRE, copy), utterances={here.id: "u", third.id: "u"}
    )
    assert len(set(joined["north", "truce"].evidence.utterance)) == 1


def test_the_same_words_twice_in_one_report_stay_two_occasions():
    first = make_statement(POST, "north", make_coding("truce", "first"), content="a truce")
    again = make_statement(POST, "north", make_coding("truce", "first"), content="a truce", place=3)
    series, _ = gather(first, again)
    assert len(set(series["north", "truce"].evidence.utterance)) == 2


def test_nothing_was_said_after_it_was_reported():
    late = make_statement(POST, "north", said_first=date(2024, 5, 1), said_last=date(2024, 5, 31))
    assert said_days(late) == (date(2024, 5, 1), date(2024, 5, 2))
    open_ = make_statement(POST, "north", said_first=None)
    first, last = said_days(open_)
    assert last == date(2024, 5, 2)
    assert (last - first).days == 30


def test_every_attribution_and_force_has_its_numbers_and_a_hedge_loosens_each():
    for attribution in ATTRIBUTIONS:
        for force in FORCES:
            plain = manner.spread_points(attribution, force, hedged=False)
            assert 0 < plain < manner.spread_points(attribution, force, hedged=True)
            meant = manner.not_meant_chance(attribution, force, hedged=False)
            assert 0 <= meant < manner.not_meant_chance(attribution, force, hedged=True) < 0.5


def test_a_chance_outside_its_range_is_named():
    with pytest.raises(ValueError, match=r"probability is 1\.2"):
        manner.misread_chance(1.2, 0.5, is_reviewed=False, is_told=False)


def test_only_what_says_the_same_is_a_repetition():
    said = [
        make_statement(POST, "north", make_coding("truce", option), place=place, content=option)
        for place, option in enumerate(("first", "first", "after", "first"))
    ]
    against = make_coding("truce", "first", modality="opposes")
    series, _ = gather(*said, make_statement(POST, "north", against, place=9))
    assert series["north", "truce"].evidence.stance.tolist() == [0, 0, 1, 0, 2]
