"""Threats and promises in sentences of our own: what, on what condition, until when, what came."""

# ruff: noqa: E501 - a sentence and the statement in it, on a line each

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from pourparler.case.commitments import CommitmentMention
from pourparler.case.records import Report, Spans, Statement, statement_id
from pourparler.reader.commitments import find_commitments
from pourparler.reader.outline import Outline, outline_reports

MONDAY = date(2024, 5, 6)


def say(report: Report, words: str, **fields) -> Statement:
    """Return the statement in "source | cue | content | content"; its words stand in the text."""
    source, cue, *content = (part.strip() for part in words.split("|"))
    spans = Spans(
        source=(_find(report, source),) if source else (),
        cue=(_find(report, cue),),
        content=tuple(_find(report, part) for part in content),
    )
    values = {
        "source": source,
        "cue": cue,
        "content": " … ".join(content),
        "context": "",
        "speaker": None,
        "attribution": "indirect",
        "force": "description",
        "said_on": str(report.reported_on),
        "said_first": report.reported_on,
        "said_last": report.reported_on,
        "said_rule": "test",
        "confidence": 0.9,
        "actors": ("north",),
    } | fields
    return Statement(
        id=statement_id(report.id, spans, values["actors"]),
        report=report.id,
        spans=spans,
        reported_on=report.reported_on,
        **values,
    )


def _find(report: Report, words: str) -> tuple[int, int]:
    start = report.text.index(words, report.body_start)
    return start, start + len(words)


@dataclass
class Told:
    """What was found, in words."""

    outlines: list[Outline]
    groups: tuple[tuple[CommitmentMention, ...], ...]

    def words(self, mention: CommitmentMention) -> tuple[str, str]:
        (outline,) = [o for o in self.outlines if o.report.id == mention.report]
        return outline.words(mention.what), outline.words(mention.condition)


@pytest.fixture
def told(case, report_of):
    """Find the commitments of reports, given as (body, day, *statements)."""

    def find(*reports, utterances=None) -> Told:
        made, statements = [], []
        for body, day, *said in reports:
            report = report_of(body, day)
            made.append(report)
            for words in said:
                fields = words[1] if isinstance(words, tuple) else {}
                text = words[0] if isinstance(words, tuple) else words
                statements.append(say(report, text, **fields))
        outlines = outline_reports(made, case, statements)
        return Told(outlines, find_commitments(outlines, utterances or {}))

    return find


THREAT = {"force": "threat"}
PROMISE = {"force": "promise"}


@pytest.mark.parametrize(
    ("body", "statement", "kind", "what", "condition"),
    [
        (
            "Northland threatened the Front with a blockade unless it handed over the ferry.",
            ("Northland | threatened | the Front with a blockade unless it handed over the ferry", THREAT),
            "threat", "the Front with a blockade", "unless it handed over the ferry",
        ),
        (
            "Torvald said that Northland would lift the embargo once the ferry ran again.",
            "Torvald | said | that Northland would lift the embargo once the ferry ran again",
            "promise", "that Northland would lift the embargo", "once the ferry ran again",
        ),
        (
            "If the Front fired again, she would close the border, Torvald said.",
            "Torvald | said | If the Front fired again, she would close the border",
            "threat", "she would close the border", "If the Front fired again",
        ),
        (
            "If the shelling went on, there would be more sanctions on the Front, Lind warned.",
            ("Lind | warned | If the shelling went on, there would be more sanctions on the Front", THREAT),
            "threat", "there would be more sanctions on the Front", "If the shelling went on",
        ),
        (
            "Northland would stop the shelling provided that the Front left the bridge, Lind said.",
            "Lind | said | Northland would stop the shelling provided that the Front left the bridge",
            "promise", "Northland would stop the shelling", "provided that the Front left the bridge",
        ),
        (
            "Lind said that Northland would send no grain at all if the mill burned.",
            "Lind | said | that Northland would send no grain at all if the mill burned",
            "threat", "that Northland would send no grain at all", "if the mill burned",
        ),
        (
            "It was time to sign, Torvald told reporters, or Northland would walk away.",
            "Torvald | told | or Northland would walk away",
            "threat", "or Northland would walk away", "It was time to sign",
        ),
        (
            "Northland agreed to a truce, provided that the Front did the same.",
            ("Northland | agreed | to a truce, provided that the Front did the same", {"force": "acceptance"}),
            "promise", "to a truce", "provided that the Front did the same",
        ),
        (
            "Torvald was ready to send patrol boats once the mines were gone, she said.",
            ("she | said | Torvald was ready to send patrol boats once the mines were gone", {"force": "wish"}),
            "promise", "Torvald was ready to send patrol boats", "once the mines were gone",
        ),
        (
            "Northland pledged forty tonnes of grain.",
            ("Northland | pledged | forty tonnes of grain", PROMISE),
            "promise", "forty tonnes of grain", "",
        ),
    ],
)  # fmt: skip
def test_what_is_threatened_or_promised_and_on_what_condition(
    told, body, statement, kind, what, condition
):
    found = told((body, str(MONDAY), statement))
    ((mention,),) = found.groups
    assert (mention.kind, mention.telling) == (kind, "made")
    assert found.words(mention) == (what, condition)


@pytest.mark.parametrize(
    ("body", "statement"),
    [
        (  # what others will do is a forecast
            "Lind said that the Front would attack if the boats came.",
            "Lind | said | that the Front would attack if the boats came",
        ),
        (  # neither condition nor deadline
            "Lind said that Northland would help them.",
            "Lind | said | that Northland would help them",
        ),
        (  # what somebody will not do
            "Lind said that Northland would not send boats if the mill burned.",
            "Lind | said | that Northland would not send boats if the mill burned",
        ),
        (  # a warning of what one would not accept
            "Torvald warned that Northland would not accept a treaty made without it.",
            ("Torvald | warned | that Northland would not accept a treaty made without it", THREAT),
        ),
        (  # a threat by what is said alone, without an act of one's own
            "Lind said that Northland would cope with new sanctions.",
            ("Lind | said | that Northland would cope with new sanctions", THREAT),
        ),
        (  # what should be done
            "If there is no truce, she said, there must be more sanctions on the Front.",
            "she | said | If there is no truce | there must be more sanctions on the Front",
        ),
        (  # nobody of the case
            "A ferryman promised to row if it stayed calm.",
            ("A ferryman | promised | to row if it stayed calm", {"force": "promise", "actors": ()}),
        ),
        (  # a promise about somebody else
            "Lind assured them that the Front would leave.",
            ("Lind | assured | that the Front would leave", PROMISE),
        ),
    ],
)  # fmt: skip
def test_what_is_no_commitment(told, body, statement):
    assert told((body, str(MONDAY), statement)).groups == ()


def test_what_a_person_took_for_a_threat_is_one(told):
    body = "Lind said that Northland would see to it."
    fields = {"force": "threat", "reviewed": True}
    ((mention,),) = told(
        (body, str(MONDAY), ("Lind | said | that Northland would see to it", fields))
    ).groups
    assert mention.kind == "threat"


@pytest.mark.parametrize(
    ("body", "statement", "deadline"),
    [
        (
            "Northland threatened to close the border unless the boats were back by Friday.",
            ("Northland | threatened | to close the border unless the boats were back by Friday", THREAT),
            "2024-05-10",
        ),
        (
            "Northland has given the Front fifty days. If there was no deal by then, it would "
            "impose tariffs, Lind said.",
            "Lind | said | If there was no deal by then, it would impose tariffs",
            "2024-06-25",
        ),
        (
            "Lind said that the Front had ten or twelve days to agree to a truce. Otherwise there "
            "would be sanctions, he added.",
            "he | added | Otherwise there would be sanctions",
            "2024-05-16/2024-05-18",
        ),
        (
            "Northland promised to close no lock before 1 July.",
            ("Northland | promised | to close no lock before 1 July", PROMISE),
            "2024-06-30",
        ),
        (
            "Northland promised to open the lock on Thursday.",
            ("Northland | promised | to open the lock on Thursday", PROMISE),
            "2024-05-09",
        ),
        (  # since when, not until when
            "Northland promised to pay the ferrymen from Thursday.",
            ("Northland | promised | to pay the ferrymen from Thursday", PROMISE),
            None,
        ),
        (  # no day of any month
            "Northland promised to open the lock by the 0th.",
            ("Northland | promised | to open the lock by the 0th", PROMISE),
            None,
        ),
        (  # how long the truce is, not how long anybody has
            "Lind had called for a 30-day truce and threatened sanctions.",
            ("Lind | threatened | sanctions", THREAT),
            None,
        ),
    ],
)  # fmt: skip
def test_until_when(told, body, statement, deadline):
    ((mention,),) = told((body, str(MONDAY), statement)).groups
    assert mention.deadline == deadline


def test_otherwise_takes_up_the_condition_of_the_sentence_before(told):
    body = "The Front has until Friday to leave the bridge, Lind said. Otherwise Northland would attack, he added."
    found = told(
        (
            body,
            "2024-05-06",
            "Lind | said | The Front has until Friday to leave the bridge",
            "he | added | Otherwise Northland would attack",
        )
    )
    ((mention,),) = found.groups
    assert found.words(mention)[1] == "The Front has until Friday to leave the bridge"
    assert mention.deadline == "2024-05-10"


def test_as_well_takes_over_the_condition(told):
    body = (
        "If the Front refused, Northland would close the border, Lind warned. The Friends "
        "threatened an embargo as well."
    )
    found = told(
        (
            body,
            "2024-05-06",
            ("Lind | warned | If the Front refused, Northland would close the border", THREAT),
            ("The Friends | threatened | an embargo as well", THREAT | {"actors": ("friends",)}),
        )
    )
    assert [found.words(m)[1] for (m,) in found.groups] == ["If the Front refused"] * 2


FIRST = (
    "Northland threatened the Front with “a blockade” if it did not agree to a truce.",
    "2024-05-06",
    ("Northland | threatened | the Front with “a blockade” if it did not agree to a truce", THREAT),
)


def tellings(found: Told) -> list[list[str]]:
    return [[mention.telling for mention in group] for group in found.groups]


def test_a_threat_that_is_told_again_is_one_threat(told):
    again = (
        "Last week Northland threatened a blockade if the Front did not agree to a truce.",
        "2024-05-14",
        ("Northland | threatened | a blockade if the Front did not agree to a truce", THREAT),
    )
    assert tellings(told(FIRST, again)) == [["made", "made"]]
    other = (
        "Northland threatened to leave the customs union if the Front joined it.",
        "2024-05-14",
        ("Northland | threatened | to leave the customs union if the Front joined it", THREAT),
    )
    assert tellings(told(FIRST, other)) == [["made"], ["made"]]


def test_a_new_deadline_moves_the_old_one(told):
    first = (
        "Lind said that Northland would impose tariffs unless there was a deal by 30 June.",
        "2024-05-06",
        "Lind | said | that Northland would impose tariffs unless there was a deal by 30 June",
    )
    second = (
        "Lind said that the Front had ten days to leave. Otherwise there would be tariffs, he said.",
        "2024-06-03",
        "he | said | Otherwise there would be tariffs",
    )
    found = told(first, second)
    assert [[m.deadline for m in group] for group in found.groups] == [["2024-06-30", "2024-06-13"]]
    late = (second[0], "2024-07-08", second[2])
    assert len(told(first, late).groups) == 2


DROPPED = {"force": "deed", "said_on": "2024-05-11"}


@pytest.mark.parametrize(
    ("later", "telling"),
    [
        (
            ("On Saturday Northland dropped its call for a truce.", "2024-05-12",
             ("Northland | dropped its call for | a truce", DROPPED)),
            "dropped",
        ),
        (
            ("On Saturday Northland dropped its threat of a blockade.", "2024-05-12",
             ("Northland | dropped | its threat of a blockade", DROPPED)),
            "dropped",
        ),
        (("Northland imposed a blockade on Saturday.", "2024-05-12"), "carried_out"),
        (("Northland has put off the blockade.", "2024-05-12"), "on_hold"),
        (("Northland made good on its threat on Saturday.", "2024-05-12"), "carried_out"),
        (("Northland would have imposed a blockade.", "2024-05-12"), None),
        (("Northland has not imposed a blockade.", "2024-05-12"), None),
        (("The Front imposed a blockade on Saturday.", "2024-05-12"), None),
        (("Northland imposed a curfew on Saturday.", "2024-05-12"), None),
        (("Northland lifted a blockade on Saturday.", "2024-05-12"), None),
        (("Northland imposed a blockade on 2 May.", "2024-05-12"), None),
        (
            ("On Saturday Northland dropped its demand for the ferry.", "2024-05-12",
             ("Northland | dropped its demand for | the ferry", DROPPED)),
            None,
        ),
    ],
)  # fmt: skip
def test_what_became_of_a_threat(told, later, telling):
    ((_, *fate),) = told(FIRST, later).groups
    assert [mention.telling for mention in fate] == ([telling] if telling else [])
    if telling == "carried_out":
        assert fate[0].told_on == "2024-05-11"


def test_that_demand_is_the_condition_of_the_threat_right_before(told):
    body = (
        "Northland threatened the Front with “a blockade” if it did not come. Afterward, it "
        "dropped that demand."
    )
    report = (
        body,
        "2024-05-12",
        ("Northland | threatened | the Front with “a blockade” if it did not come", THREAT),
        ("it | dropped | that demand", {"force": "deed"}),
    )
    assert tellings(told(report)) == [["made", "dropped"]]


def test_a_deadline_that_is_said_to_have_passed(told):
    threat = (
        "Lind said that Northland would impose tariffs unless there was a deal by Friday.",
        "2024-05-06",
        "Lind | said | that Northland would impose tariffs unless there was a deal by Friday",
    )
    passed = ("The Northlander deadline passed last Friday without new tariffs.", "2024-05-13")
    ((_, fate),) = told(threat, passed).groups
    assert (fate.telling, fate.told_on, fate.statement) == ("lapsed", "2024-05-10", None)


def test_a_promise_is_kept_by_a_deed_that_helps(told):
    promise = (
        "Northland pledged forty tonnes of grain.",
        "2024-05-06",
        ("Northland | pledged | forty tonnes of grain", PROMISE),
    )
    kept = ("On Thursday Northland delivered the first tonnes of grain.", "2024-05-12")
    assert tellings(told(promise, kept)) == [["made", "carried_out"]]
    burned = ("On Thursday Northland seized forty tonnes of grain.", "2024-05-12")
    assert tellings(told(promise, burned)) == [["made"]]


def test_every_span_lies_in_its_report(told):
    found = told(FIRST, ("Northland imposed a blockade on Saturday.", "2024-05-12"))
    for group in found.groups:
        for mention in group:
            (outline,) = [o for o in found.outlines if o.report.id == mention.report]
            for start, end in (*mention.what, *mention.condition, (mention.start, mention.end)):
                assert 0 <= start < end <= len(outline.text)
