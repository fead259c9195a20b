"""Sources that are described, not named, reach who was named or spoke before."""

from __future__ import annotations

from datetime import date

import pytest

from pourparler.case.folder import parse_case
from pourparler.reader.mentions import find_mentions
from pourparler.reader.reading import OWN_DOCUMENT, Draft, Reading
from pourparler.reader.sentences import split_sentences
from pourparler.reader.sources.text import read_text_report
from pourparler.reader.speakers import resolve_speakers

TODAY = date(2025, 1, 1)
CASE = parse_case("""\
title: Harbour talks
actors:
  - {id: east, name: Eastmark, kind: state, adjectives: [Eastmarker]}
  - {id: west, name: Westmark, kind: state, adjectives: [Westmarker]}
  - {id: union, name: Dockers' Union, kind: movement}
people:
  - {name: Ida Brock, actor: east, role: trade minister, pronoun: she, to: 2023-12-31}
  - {name: Pia Rune, actor: east, role: trade minister, pronoun: she, from: 2024-01-01}
  - {name: Otto Hall, actor: west, role: president, pronoun: he}
  - {name: Jan Mole, actor: union, role: chairman, pronoun: he}
parties: [east, west]
issues:
  - id: dues
    question: Who pays the harbour dues?
    scale: unordered
    options:
      - {id: east, words: Eastmark pays}
      - {id: west, words: Westmark pays}
""")


def resolved(body: str, sources: list[str], publisher: str = "Courier") -> Draft:
    """Return the draft of the last source, each cue being the word after its source."""
    raw = f" date 2024-05-01 Title\npublisher: {publisher}\n\n{body}".encode()
    reading = Reading(read_text_report(raw, name="report.txt", today=TODAY), CASE)
    split_sentences(reading)
    find_mentions(reading)
    position = reading.report.body_start
    for source in sources:
        start = reading.report.text.index(source, position)
        end = position = start + len(source)
        reading.drafts.append(Draft(((start, end),), ((end, end + 5),), ((end + 6, end + 8),), 0.9))
    resolve_speakers(reading)
    return reading.drafts[-1]


@pytest.mark.parametrize(
    ("body", "sources", "actors", "speaker"),
    [
        ("Pia Rune left. The minister said it was over.", "The minister", "east", "Pia Rune"),
        ("Pia Rune replaced Ida Brock. The new minister said no.", "The new minister", "east",
         "Pia Rune"),
        ("Pia Rune said no. Her predecessor said it was over.", "Pia Rune|Her predecessor", "east",
         "Ida Brock"),
        ("Jan Mole left. The dockers’ leader said no more.", "The dockers’ leader", "union",
         "Jan Mole"),
        ("Shells fell. Each side said it was not to blame.", "Each side", "east west", "Each side"),
        ("Westmark said yes to it. One of them said no.", "Westmark|One of them", "west",
         "One of them"),
        ("Otto Hall said no. A member of his cabinet said yes.", 
         "Otto Hall|A member of his cabinet", "west", "A member of his cabinet"),
        ("Otto Hall slept. An aide who travels with him said no.", "An aide who travels with him",
         "west", "An aide who travels with him"),
        ("Westmark would pay, a spokesman said to them.", "a spokesman", "west", "a spokesman"),
        ("Otto Hall said no to Eastmark. The foreign ministry said yes.",
         "Otto Hall|The foreign ministry", "west", "The foreign ministry"),
        ("The Dockers' Union said no. Its chairman said it again.",
         "The Dockers' Union|Its chairman", "union", "Jan Mole"),
        ("It rained. The minister said it was over.", "The minister", "", "The minister"),
    ],
)  # fmt: skip
def test_a_description(body: str, sources: str, actors: str, speaker: str) -> None:
    draft = resolved(body, sources.split("|"))
    assert (" ".join(draft.actors), draft.speaker) == (actors, speaker)


@pytest.mark.parametrize(
    ("body", "publisher", "actors"),
    [
        ("We reject this fee.", "Dockers' Union (fictional)", ("union",)),
        ("We reject this fee.", "Courier", ()),
        ("“We reject this fee.”", "Dockers' Union", ()),
    ],
)
def test_we_is_who_publishes(body: str, publisher: str, actors: tuple[str, ...]) -> None:
    draft = resolved(body, ["We"], publisher)
    assert draft.actors == actors
    assert (draft.rules["speaker"] == OWN_DOCUMENT) == bool(actors)


@pytest.mark.parametrize("source", ["“No,” quipped Otto Hall.", "“No,” said Otto Hall, who left."])
def test_a_name_right_after_the_cue_is_the_source(
    source: str,
) -> None:
    raw = f" date 2024-05-01 Title\n\n{source}".encode()
    reading = Reading(read_text_report(raw, name="report.txt", today=TODAY), CASE)
    split_sentences(reading)
    find_mentions(reading)
    text = reading.report.text
    content, cue = text.index("“"), text.index("” ") + 2
    name = text.index(" Otto")
    reading.drafts = [Draft((), ((cue, name),), ((content, cue - 1),), 0.9)]
    resolve_speakers(reading)
    assert reading.drafts[0].speaker == "Otto Hall"
