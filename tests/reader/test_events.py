"""Meetings and calls in sentences of our own: who, where, when, and what was said there."""

# ruff: noqa: E501 - a sentence and the statement in it, on a line each

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pourparler.case.events import EventMention
from pourparler.reader.events import find_events
from pourparler.reader.outline import Outline, outline_reports
from reader.test_commitments import say

DAY = "2024-05-15"  # a Wednesday


@dataclass
class Told:
    outlines: list[Outline]
    groups: tuple[tuple[EventMention, ...], ...]

    def place(self, mention: EventMention) -> str:
        (outline,) = [o for o in self.outlines if o.report.id == mention.report]
        return outline.words(mention.place)

    def said(self) -> list[tuple[str, str]]:
        contents = {s.id: s.content for o in self.outlines for s in o.statements}
        return [
            (when, contents[name])
            for group in self.groups
            for mention in group
            for name, when in mention.statements
        ]


@pytest.fixture
def told(case, report_of):
    """Find the events of reports, given as (body, day, *statements)."""

    def find(*reports) -> Told:
        made, statements = [], []
        for body, day, *said in reports:
            report = report_of(body, day)
            made.append(report)
            for words in said:
                text, fields = words if isinstance(words, tuple) else (words, {})
                statements.append(say(report, text, **fields))
        outlines = outline_reports(made, case, statements)
        return Told(outlines, find_events(outlines))

    return find


@pytest.mark.parametrize(
    ("body", "kind", "status", "held_on", "place", "actors"),
    [
        ("Torvald met the River Front's negotiators in Oberfeld on Monday.",
         "meeting", "held", "2024-05-13", "Oberfeld", ("north", "front")),
        ("Northland and the River Front are to meet in Oberfeld on Friday.",
         "meeting", "planned", "2024-05-17", "Oberfeld", ("north", "front")),
        ("On Tuesday, Bo Lind spoke with the River Front by phone.",
         "call", "held", "2024-05-14", "", ("north", "front")),
        ("Karl von der Aue travelled to Norburg on Sunday.",
         "visit", "held", "2024-05-12", "Norburg", ("south",)),
        ("The second round of talks between Northland and the River Front ended on Monday.",
         "talks", "held", "2024-05-13", "", ("north", "front")),
        ("The leaders of Northland and Southmark ended two days of talks at Oberfeld on Monday.",
         "talks", "held", "2024-05-13", "Oberfeld", ("north", "south")),
        ("Northlander and Southmarker ministers met on Tuesday.",
         "meeting", "held", "2024-05-14", "", ("north", "south")),
        ("After a summit in Oberfeld on 2 May with Southmark, nothing changed.",
         "summit", "held", "2024-05-02", "Oberfeld", ("south",)),
        ("Monday's Oberfeld meeting with Southmark brought no news.",
         "meeting", "held", "2024-05-13", "Oberfeld", ("south",)),
        ("Torvald and Karl von der Aue spoke on Tuesday.",
         "talks", "held", "2024-05-14", "", ("north", "south")),
        ("Torvald spoke by telephone with Karl von der Aue on Monday.",
         "call", "held", "2024-05-13", "", ("north", "south")),
        ("Lind held a call with the River Front's negotiators on Sunday.",
         "call", "held", "2024-05-12", "", ("north", "front")),
        ("Torvald called Karl von der Aue on Saturday.",
         "call", "held", "2024-05-11", "", ("north", "south")),
        ("Torvald said she had spoken to Karl von der Aue on Monday.",
         "talks", "held", "2024-05-13", "", ("north", "south")),
        ("Torvald met Karl von der Aue in Jeddah on 5 May.",
         "meeting", "held", "2024-05-05", "Jeddah", ("north", "south")),
        ("Lind, who met the River Front in Doha on Monday, was late.",
         "meeting", "held", "2024-05-13", "Doha", ("north", "front")),
        ("Negotiators from Northland and the River Front held three days of talks in Istanbul last week.",
         "talks", "held", "2024-05-06/2024-05-12", "Istanbul", ("north", "front")),
        ("OBERFELD - The third round of talks on Monday brought two papers.",
         "talks", "held", "2024-05-13", "OBERFELD", ()),
        ("The second round opened in Doha on Monday with envoys of Northland and the River Front.",
         "talks", "held", "2024-05-13", "Doha", ("north", "front")),
        ("A delegation led by Bo Lind held consultations with Southmark in Vienna on Tuesday.",
         "talks", "held", "2024-05-14", "Vienna", ("north", "south")),
        ("Lind will travel to Oberfeld on Friday for talks with the River Front.",
         "visit", "planned", "2024-05-17", "Oberfeld", ("north", "front")),
        ("Torvald arrived in Southmark on Monday for two days of talks.",
         "visit", "held", "2024-05-13", "Southmark", ("north",)),
        ("Torvald hosted Karl von der Aue at the Lake Palace on Monday.",
         "meeting", "held", "2024-05-13", "Lake Palace", ("north", "south")),
        ("Karl von der Aue received a Northlander delegation in Oberfeld on Tuesday.",
         "meeting", "held", "2024-05-14", "Oberfeld", ("south", "north")),
        ("Mediators hosted delegations from Northland and the River Front in Geneva on 6 May.",
         "meeting", "held", "2024-05-06", "Geneva", ("north", "front")),
        ("The third session in Dar al-Nur, on Monday, lasted forty minutes.",
         "talks", "held", "2024-05-13", "Dar al-Nur", ()),
        ("The second round near Oberfeld, which opened on Monday, closed on Tuesday.",
         "talks", "held", "2024-05-13/2024-05-14", "Oberfeld", ()),
        ("Northlander and River Front negotiators sat down in Geneva on Monday.",
         "talks", "held", "2024-05-13", "Geneva", ("north", "front")),
        ("Northland called off Monday's talks with the River Front in Oberfeld.",
         "talks", "called_off", "2024-05-13", "Oberfeld", ("north", "front")),
        ("The meeting in Oberfeld between Northland and Southmark, planned for Friday, was cancelled.",
         "meeting", "called_off", "2024-05-17", "Oberfeld", ("north", "south")),
        ("The next meeting with Southmark will be in Oberfeld on 20 May.",
         "meeting", "planned", "2024-05-20", "Oberfeld", ("south",)),
    ],
)  # fmt: skip
def test_what_is_told_of_an_event(told, body, kind, status, held_on, place, actors):
    found = told((body, DAY))
    ((mention,),) = found.groups
    assert (mention.kind, mention.status, mention.held_on) == (kind, status, held_on)
    assert found.place(mention) == place
    assert mention.actors == actors


@pytest.mark.parametrize(
    "body",
    [
        "Lind proposed a meeting with the River Front in Oberfeld on Friday.",
        "If they meet in Oberfeld on Friday, Northland and Southmark could sign.",
        "Northland and Southmark would have met in Oberfeld on Monday had the boats left.",
        "Torvald would meet von der Aue in Oberfeld on Friday only if the boats left.",
        "Torvald might meet von der Aue in Oberfeld on Friday.",
        "Torvald and von der Aue have met three times since January.",
        "The River Front's spokeswoman met reporters in Oberfeld on Monday.",
        "Torvald spoke to parliament in Oberfeld on Monday.",
        "Northland received new boats from Southmark on Monday.",
        "The Front called Torvald a liar on Monday.",
        "Thousands of Northlanders gathered in Oberfeld on Monday.",
        "Southmarker troops arrived in Oberfeld on Monday.",
        "Northland and the River Front did not meet in Oberfeld on Monday.",
        "“We met the Front in Oberfeld on Monday,” a boatman said.",
        "Torvald met expectations on Monday.",
        "While peace talks are held, nothing moves.",
        "Torvald told a news conference on Monday that the boats were back.",
        "The Bishops’ Conference of Southmark announced on Saturday a fast.",
        "Calls for talks with the River Front grew louder on Monday.",
    ],
)
def test_what_is_no_event(told, body):
    assert told((body, DAY)).groups == ()


def test_what_is_wanted_is_no_event(told):
    body = "Lind hoped that Northland would meet the Front in Oberfeld on Friday."
    wish = (
        "Lind | hoped | that Northland would meet the Front in Oberfeld on Friday",
        {"force": "wish"},
    )
    assert told((body, DAY, wish)).groups == ()


def test_the_entries_of_a_timeline_tell_in_the_present_what_took_place(told):
    body = "May 6 – Northland and the Front meet in Oberfeld.\n\nMay 9 – Torvald hosts Lind.\n\nMay 10 - Rain."
    ((mention,),) = told((body, DAY)).groups
    assert (mention.status, mention.held_on) == ("held", "2024-05-06")


def test_they_who_met_spoke_again(told):
    body = "Torvald met Karl von der Aue in Jeddah on 5 May. They spoke again by phone on Monday."
    (_,), (call,) = told((body, DAY)).groups
    assert (call.kind, call.actors) == ("call", ("north", "south"))


def test_a_meeting_that_was_called_off_is_told_with_its_plan(told):
    planned = ("Northland and the River Front are to meet in Oberfeld on Friday.", DAY)
    off = ("The meeting in Oberfeld with the River Front was called off.", "2024-05-16")
    (group,) = told(planned, off).groups
    assert [m.status for m in group] == ["planned", "called_off"]


def test_planned_and_held_are_one_event(told):
    planned = ("Northland and the River Front are to meet in Oberfeld on Friday.", DAY)
    held = ("The meeting in Oberfeld on Friday ended without a truce.", "2024-05-19")
    (group,) = told(planned, held).groups
    assert [m.status for m in group] == ["planned", "held"]


def test_two_names_of_one_place_on_one_day_with_the_same_people(told):
    first = ("Torvald met Karl von der Aue in Oberfeld on Monday.", DAY)
    second = ("Torvald and Karl von der Aue met at Castle Hill on Monday.", DAY)
    assert [len(group) for group in told(first, second).groups] == [2]


def test_two_meetings_on_one_day_stay_two(told):
    body = "Torvald met Karl von der Aue on Monday. Torvald met the River Front on Monday."
    assert [m.actors for (m,) in told((body, DAY)).groups] == [
        ("north", "south"),
        ("north", "front"),
    ]


def test_a_wide_date_joins_the_day_it_covers(told):
    narrow = ("Torvald met Karl von der Aue in Oberfeld on Monday.", DAY)
    wide = ("Last week Torvald met Karl von der Aue.", "2024-05-21")
    (group,) = told(narrow, wide).groups
    assert {m.held_on for m in group} == {"2024-05-13", "2024-05-13/2024-05-19"}


@pytest.mark.parametrize(
    ("body", "statement", "when"),
    [
        (
            "In Monday's Oberfeld meeting with Southmark, Torvald said that the boats would stay.",
            "Torvald | said | that the boats would stay",
            "at",
        ),
        (
            "After she had met Karl von der Aue on Monday, Torvald said that the boats would stay.",
            "Torvald | said | that the boats would stay",
            "after",
        ),
        (
            "Before her meeting with Karl von der Aue last week, Torvald said that the boats would stay.",
            "Torvald | said | that the boats would stay",
            "before",
        ),
        (
            "Sitting beside Karl von der Aue in Oberfeld, Torvald said on Monday that the boats would stay.",
            ("Torvald | said on Monday | that the boats would stay",
             {"said_first": None, "said_last": None}),
            "at",
        ),
        (
            "In Oberfeld, where Northlander and Southmarker ministers met on Tuesday, Lind saw no hope.",
            "Lind | saw | no hope",
            "at",
        ),
        (
            "In a phone call on Sunday, Torvald told Karl von der Aue that the boats would stay.",
            "Torvald | told | that the boats would stay",
            "at",
        ),
        (
            "Northland and the Front met in Oberfeld on Monday. Lind said after the meeting that the boats would stay.",
            "Lind | said | that the boats would stay",
            "after",
        ),
    ],
)  # fmt: skip
def test_what_was_said_there(told, body, statement, when):
    text, fields = statement if isinstance(statement, tuple) else (statement, {})
    if "said_first" in fields:
        from datetime import date

        fields = {"said_first": date(2024, 5, 13), "said_last": date(2024, 5, 13)}
    found = told((body, DAY, (text, fields)))
    assert [pair[0] for pair in found.said()] == [when]
    assert "north" in {actor for group in found.groups for m in group for actor in m.actors}


def test_what_speaks_of_an_event_was_not_said_there(told):
    body = "Lind said that Torvald met Karl von der Aue in Oberfeld on Monday."
    statement = "Lind | said | that Torvald met Karl von der Aue in Oberfeld on Monday"
    found = told((body, DAY, statement))
    assert found.said() == []
    assert len(found.groups) == 1


def test_people_familiar_with_the_talks_were_not_there(told):
    body = (
        "The talks between Northland and the Front in Oberfeld ended on Monday. According to two "
        "people familiar with the talks, the boats stay."
    )
    found = told(
        (
            body,
            DAY,
            ("two people familiar with the talks | According to | the boats stay", {"actors": ()}),
        )
    )
    assert found.said() == []


def test_every_span_lies_in_its_report(told):
    found = told(("Torvald met Karl von der Aue in Oberfeld on Monday.", DAY))
    ((mention,),) = found.groups
    (outline,) = found.outlines
    assert (
        outline.text[mention.start : mention.end]
        == "Torvald met Karl von der Aue in Oberfeld on Monday"
    )
