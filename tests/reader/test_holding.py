"""Who is to have a thing, on sentences of our own: kept, given up, handed over, to whom."""

import pytest

from pourparler.case.folder import parse_case
from pourparler.reader.coding import Coder
from pourparler.reader.holding import find_held, side_by_holding
from pourparler.reader.holding_rules import find_holding
from pourparler.reader.manner import read_manner
from pourparler.reader.mentions import find_mentions
from pourparler.reader.reading import Draft, Reading
from pourparler.reader.sentences import split_sentences
from pourparler.reader.speakers import resolve_speakers

CASE = """\
title: Dam talks
actors:
  - {id: north, name: Northland, kind: state, adjectives: [Northlander]}
  - {id: south, name: Southmark, kind: state, adjectives: [Southmarker]}
people:
  - {name: Bo Lind, actor: north, role: foreign minister, pronoun: he}
  - {name: Karl Aue, actor: south, role: prime minister, pronoun: he}
issues:
  - id: dam
    question: Who controls the dam?
    scale: unordered
    options:
      - {id: north, words: Northland controls the dam}
      - {id: south, words: Southmark controls the dam}
      - {id: company, words: A joint company runs the dam}
  - id: islands
    question: Whose are the islands?
    scale: unordered
    options:
      - {id: stay, words: The islands stay Northlander}
      - {id: go, words: The islands are handed over to Southmark}
"""


def names(text):
    known = {"North": "north", "South": "south"}
    return [actor for word, actor in known.items() if word in text]


def bearings(force, speaker, cue, content, *options):
    draft = Draft((), (), (), 0.9, actors=(speaker,), force=force)
    held = find_held(draft, cue, content, names)
    assert held is not None
    return [held.holding.bears_on(find_holding(o, names), denied=held.denied) for o in options]


NORTH, SOUTH = "North controls the dam", "South controls the dam"
COMPANY, OVER = "A joint company runs the dam", "The dam is handed over to South"


@pytest.mark.parametrize(
    ("force", "speaker", "cue", "content", "expected"),
    [
        ("red_line", "north", "said", "we will never hand over the dam", [1, 0, 0, -1]),
        ("refusal", "north", "refused", "to surrender the dam", [1, 0, 0, -1]),
        ("refusal", "north", "said", "it would not give up control of the dam", [1, 0, 0, -1]),
        ("refusal", "north", "said", "it would not hand the dam over", [1, 0, 0, -1]),
        ("refusal", "north", "said", "the dam will not be handed over", [1, 0, 0, -1]),
        ("promise", "north", "said", "it will part with the dam", [-1, 0, 0, 1]),
        ("demand", "south", "demanded", "that North hand over the dam", [-1, 1, 0, 1]),
        ("offer", "north", "offered", "to hand over the dam to South", [-1, 1, 0, 1]),
        ("demand", "south", "said", "“Hand over the dam”", [-1, 1, 0, 1]),
        ("demand", "north", "said", "it must keep the dam", [1, -1, 0, -1]),
        ("wish", "north", "wants", "to own the dam", [1, -1, 0, -1]),
        ("offer", "north", "proposed", "that a joint company run it", [0, 0, 1, 0]),
        ("refusal", "north", "refused", "to give South control of the dam", [1, -1, 0, -1]),
        ("refusal", "north", "rejected", "calls to hand over the dam", [1, 0, 0, -1]),
        ("refusal", "north", "rejected", "the handover of the dam", [1, 0, 0, -1]),
    ],
)
def test_who_is_to_have_it_bears_on_every_option(force, speaker, cue, content, expected):
    found = bearings(force, speaker, cue, content, NORTH, SOUTH, COMPANY, OVER)
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "A truce while talks are held",
        "self-government with its own police",
        "the boats pass",
        "it gave a reason",
    ],
)
def test_nothing_is_held(text):
    assert find_holding(text, names) is None


@pytest.mark.parametrize("verb", ["Keep", "keep", "Retain control of", "retain control of"])
def test_a_capital_letter_changes_nothing(verb):
    draft = Draft((), (), (), 0.9, actors=("north",), force="wish")
    held = find_held(draft, "wants to", f"{verb} the dam", names)
    assert held is not None
    assert held.holding.bears_on(find_holding(NORTH, names), denied=held.denied) == 1


def test_of_another_thing_it_tells_nothing():
    draft = Draft((), (), (), 0.9, actors=("north",), force="refusal")
    held = find_held(draft, "refused", "to hand over the prisoners", names)
    assert held.holding.bears_on(find_holding(NORTH, names), denied=held.denied) == 0


def test_who_takes_no_side_takes_none_here():
    draft = Draft((), (), (), 0.9)
    read = ("declined", "declined to say")
    assert side_by_holding(read, draft, ("declined to say", "who keeps it"), NORTH, 1) == read


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "expected"),
    [
        (
            "Lind said Northland would never hand over the dam.",
            "said",
            "Northland would never hand over the dam",
            ("dam", "north", "supports"),
        ),
        (
            "Aue demanded that Northland hand over the dam.",
            "demanded",
            "that Northland hand over the dam",
            ("dam", "south", "supports"),
        ),
        (
            "Lind said the islands would not be handed over.",
            "said",
            "the islands would not be handed over",
            ("islands", "stay", "supports"),
        ),
        (
            "Lind said Northland would hand over the islands if the boats left.",
            "said",
            "Northland would hand over the islands if the boats left",
            ("islands", "go", "conditional"),
        ),
    ],
)
def test_the_option_is_meant_by_which_the_same_has_it(report_of, sentence, cue, content, expected):
    case = parse_case(CASE)
    reading = Reading(report_of(sentence), case)
    split_sentences(reading)
    find_mentions(reading)
    text = reading.report.text
    spans = [
        ((text.index(words), text.index(words) + len(words)),)
        for words in (sentence.split()[0], cue, content)
    ]
    reading.drafts.append(Draft(*spans, 0.9, conditional="if " in content))
    resolve_speakers(reading)
    read_manner(reading)
    Coder(case).code(reading)
    coding = reading.drafts[0].codings[0]
    assert (coding.issue, coding.to_option, coding.modality) == expected
