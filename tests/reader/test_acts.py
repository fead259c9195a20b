"""What kind of act a statement is, on sentences of our own."""

import pytest

from pourparler.reader.manner import read_manner
from pourparler.reader.reading import Draft
from pourparler.reader.speakers import resolve_speakers

SAID = [
    (
        "threat",
        "Lind said Northland would put tariffs on ferries if there was no deal.",
        "Lind",
        "said",
        "Northland would put tariffs on ferries if there was no deal",
    ),
    (
        "description",
        "Lind said that would be the best answer if the boats left.",
        "Lind",
        "said",
        "that would be the best answer if the boats left",
    ),
    (
        "description",
        "Lind said no deal made far away would work.",
        "Lind",
        "said",
        "no deal made far away would work",
    ),
    (
        "description",
        "Lind said he likes the idea of a truce.",
        "Lind",
        "said",
        "he likes the idea of a truce",
    ),
    (
        "description",
        "Lind said Northland would cope with that.",
        "Lind",
        "said",
        "Northland would cope with that",
    ),
    (
        "demand",
        "Lind said Southmark must pull its boats back before any talks.",
        "Lind",
        "said",
        "Southmark must pull its boats back before any talks",
    ),
    (
        "red_line",
        "Torvald said Northland would never hand over the river islands.",
        "Torvald",
        "said",
        "Northland would never hand over the river islands",
    ),
    (
        "offer",
        "Lind said Northland would return the ferries if the Front freed the pilots.",
        "Lind",
        "said",
        "Northland would return the ferries if the Front freed the pilots",
    ),
    (
        "refusal",
        "“We will not discuss the mines,” Lind said.",
        "Lind",
        "said",
        "“We will not discuss the mines,”",
    ),
    (
        "threat",
        "Torvald said her army would shell the harbour if another ferry was stopped.",
        "Torvald",
        "said",
        "her army would shell the harbour if another ferry was stopped",
    ),
    (
        "promise",
        "“We will rebuild the bridge by spring,” Torvald told villagers.",
        "Torvald",
        "told",
        "“We will rebuild the bridge by spring,”",
    ),
    (
        "acceptance",
        "Lind said Northland could live with mixed patrols.",
        "Lind",
        "said",
        "Northland could live with mixed patrols",
    ),
    (
        "wish",
        "Lind said he hoped for a deal by June.",
        "Lind",
        "said",
        "he hoped for a deal by June",
    ),
    (
        "description",
        "Torvald said the talks had been useful.",
        "Torvald",
        "said",
        "the talks had been useful",
    ),
    (
        "description",
        "Lind denied that Northland had moved guns to the river.",
        "Lind",
        "denied",
        "that Northland had moved guns to the river",
    ),
    (
        "description",
        "Torvald welcomed the release of the pilots.",
        "Torvald",
        "welcomed",
        "the release of the pilots",
    ),
    (
        "deed",
        "The Northland parliament ratified the accord on Friday.",
        "The Northland parliament",
        "ratified",
        "the accord",
    ),
    (
        "demand",
        "Lind asked the Friends to send observers.",
        "Lind",
        "asked",
        "the Friends to send observers",
    ),
    (
        "description",
        "Lind asked why the ferries were late.",
        "Lind",
        "asked",
        "why the ferries were late",
    ),
    (
        "red_line",
        "“The islands are not negotiable,” Torvald said.",
        "Torvald",
        "said",
        "“The islands are not negotiable,”",
    ),
    (
        "red_line",
        "Torvald said there would be no foreign boats on the river.",
        "Torvald",
        "said",
        "there would be no foreign boats on the river",
    ),
    (
        "offer",
        "Southmark is ready to talk about patrols.",
        "Southmark",
        "is ready to talk about",
        "patrols",
    ),
    (
        "offer",
        "Lind said he was willing to meet the Front.",
        "Lind",
        "said",
        "he was willing to meet the Front",
    ),
    ("demand", "“Let the pilots go,” Torvald said.", "Torvald", "said", "“Let the pilots go,”"),
    (
        "threat",
        "Lind warned that Northland would walk out of the talks.",
        "Lind",
        "warned",
        "that Northland would walk out of the talks",
    ),
    (
        "threat",
        "“If they cross the river we will fire,” Lind said.",
        "Lind",
        "said",
        "“If they cross the river we will fire,”",
    ),
    (
        "refusal",
        "Lind declined to comment on the map.",
        "Lind",
        "declined",
        "to comment on the map",
    ),
    ("refusal", "Southmark rejected the timetable.", "Southmark", "rejected", "the timetable"),
    (
        "refusal",
        "Lind said Northland had no intention of moving its boats.",
        "Lind",
        "said",
        "Northland had no intention of moving its boats",
    ),
    (
        "refusal",
        "Lind said he was not prepared to discuss the mines.",
        "Lind",
        "said",
        "he was not prepared to discuss the mines",
    ),
    (
        "offer",
        "Lind said Northland was open to mixed patrols.",
        "Lind",
        "said",
        "Northland was open to mixed patrols",
    ),
    (
        "acceptance",
        "Lind said Northland had no objection to observers.",
        "Lind",
        "said",
        "Northland had no objection to observers",
    ),
    (
        "refusal",
        "Lind neither confirmed nor denied the report.",
        "Lind",
        "neither confirmed nor denied",
        "the report",
    ),
    (
        "promise",
        "Southmark declared a truce of ten days.",
        "Southmark",
        "declared",
        "a truce of ten days",
    ),
    (
        "description",
        "Southmark declared the truce a failure.",
        "Southmark",
        "declared",
        "the truce a failure",
    ),
    (
        "demand",
        "Lind advised Southmark to sign the accord.",
        "Lind",
        "advised",
        "Southmark to sign the accord",
    ),
    (
        "description",
        "Lind called the timetable a fantasy.",
        "Lind",
        "called",
        "the timetable a fantasy",
    ),
    (
        "description",
        "Torvald said Southmark had lost the war.",
        "Torvald",
        "said",
        "Southmark had lost the war",
    ),
    (
        "demand",
        "Torvald said that Southmark should open its archives.",
        "Torvald",
        "said",
        "that Southmark should open its archives",
    ),
    (
        "demand",
        "“There can be no peace without the islands,” Lind said.",
        "Lind",
        "said",
        "“There can be no peace without the islands,”",
    ),
    (
        "red_line",
        "Lind said Northland would not sign anything without the islands.",
        "Lind",
        "said",
        "Northland would not sign anything without the islands",
    ),
    (
        "wish",
        "Southmark plans to build a second harbour.",
        "Southmark",
        "plans",
        "to build a second harbour",
    ),
    (
        "offer",
        "Lind said Northland could send its engineers once the mines were gone.",
        "Lind",
        "said",
        "Northland could send its engineers once the mines were gone",
    ),
    ("acceptance", "Southmark agreed to mixed patrols.", "Southmark", "agreed", "to mixed patrols"),
    (
        "promise",
        "Karl von der Aue vowed to bring the prisoners home.",
        "Karl von der Aue",
        "vowed",
        "to bring the prisoners home",
    ),
    (
        "red_line",
        "Karl von der Aue swore that he would never resign over the islands.",
        "Karl von der Aue",
        "swore",
        "that he would never resign over the islands",
    ),
    (
        "description",
        "Lind expects the talks to last a month.",
        "Lind",
        "expects",
        "the talks to last a month",
    ),
    (
        "description",
        "Lind said the Front would lose the election.",
        "Lind",
        "said",
        "the Front would lose the election",
    ),
    (
        "deed",
        "Southmark gave up its claim to the ferries.",
        "Southmark",
        "gave up",
        "its claim to the ferries",
    ),
    (
        "threat",
        "Torvald threatened to close the river.",
        "Torvald",
        "threatened to",
        "close the river",
    ),
    (
        "demand",
        "The Front insisted that the army leave the valley.",
        "The Front",
        "insisted",
        "that the army leave the valley",
    ),
    (
        "description",
        "The Front accused Northland of breaking the truce.",
        "The Front",
        "accused",
        "Northland of breaking the truce",
    ),
    (
        "wish",
        "The Front said it wants a seat at the table.",
        "The Front",
        "said",
        "it wants a seat at the table",
    ),
    (
        "description",
        "Lind said he would travel to Norburg on Monday.",
        "Lind",
        "said",
        "he would travel to Norburg on Monday",
    ),
    (
        "demand",
        "“Southmark has to choose,” Lind said.",
        "Lind",
        "said",
        "“Southmark has to choose,”",
    ),
    (
        "deed",
        "The Southmark cabinet approved the plan.",
        "The Southmark cabinet",
        "approved",
        "the plan",
    ),
    ("deed", "The Front voted against the plan.", "The Front", "voted against", "the plan"),
    (
        "offer",
        "Lind suggested that the border stay open for a month.",
        "Lind",
        "suggested",
        "that the border stay open for a month",
    ),
    (
        "demand",
        "The Front said the truce must come first.",
        "The Front",
        "said",
        "the truce must come first",
    ),
]


def read(reading_of, body, source, cue, content):
    reading = reading_of(body)
    text = reading.report.text

    def span(words):
        start = text.index(words, text.index(body))
        return ((start, start + len(words)),)

    reading.drafts.append(Draft(span(source), span(cue), span(content), 0.9))
    resolve_speakers(reading)
    read_manner(reading)
    return reading.drafts[0]


@pytest.mark.parametrize(("force", "body", "source", "cue", "content"), SAID)
def test_the_force_of_a_statement(reading_of, force, body, source, cue, content):
    assert read(reading_of, body, source, cue, content).force == force


@pytest.mark.parametrize(
    ("force", "body", "cue"),
    [
        ("deed", "The Front released two pilots.", "released"),
        ("deed", "The Front has reopened the bridge.", "has reopened"),
        ("description", "The Front released “a map of lies”.", "released"),
    ],
)
def test_a_cue_that_no_phrase_explains_may_be_a_deed(reading_of, force, body, cue):
    content = body.split(f"{cue} ")[1].rstrip(".")
    assert read(reading_of, body, "The Front", cue, content).force == force


def test_what_others_would_do_is_no_act_of_the_speaker(reading_of):
    body = "Lind said Southmark would pay for the bridge."
    assert read(reading_of, body, "Lind", "said", body[10:-1]).force == "description"


def test_what_a_stranger_tells_of_an_actor_is_no_act_of_it(reading_of):
    body = "A lawyer said Southmark could accept the map."
    assert read(reading_of, body, "A lawyer", "said", body[14:-1]).force == "description"


TURNS = """\
refusal | Lind | would not be drawn on | the number of boats
refusal | Lind | has not commented on | the map
refusal | Lind | was not in a position to confirm | the date
refusal | Lind | would say nothing about | the boats
refusal | Lind | dodged | a question about the boats
refusal | Lind | stayed silent on | the fate of the pilots
refusal | Lind | skirted | the matter of the islands
refusal | Lind | threw cold water on | the idea of a truce
refusal | Lind | wants no part of | a joint patrol
refusal | Lind | could not stomach | a foreign flag on the river
refusal | Neither side | wanted | an observer on its bank
refusal | Lind | preferred | not to name a day
refusal | Lind | shut the door on | foreign boats
offer | Lind | could imagine | a joint patrol at night
offer | Lind | would consider | a joint patrol
offer | Lind | has submitted | a map with two lines
offer | Lind | recommended | a joint patrol
offer | Lind | said | that Northland would hold its fire if the boats left
promise | Lind | gave his word | that the pilots would go home
deed | Lind | took back | his threat to close the bridge
demand | Lind | pleaded with | both armies to stop
wish | Lind | would like to see | what they print
description | Lind | shot back | that the map was old
description | Lind | has confirmed | that the boats are gone
wish | Lind | wants | a truce""".splitlines()


@pytest.mark.parametrize("line", TURNS)
def test_turns_of_phrase_that_are_acts(reading_of, line):
    force, source, cue, content = line.split(" | ")
    body = f"{source} {cue} {content}."
    assert read(reading_of, body, source, cue, content).force == force
