"""A fictional case and reports on it, for the steps of the reader."""

from collections.abc import Callable
from datetime import date

import pytest

from pourparler.case.case import Case
from pourparler.case.folder import parse_case
from pourparler.case.records import Report
from pourparler.reader.mentions import find_mentions
from pourparler.reader.reading import Reading
from pourparler.reader.sentences import split_sentences
from pourparler.reader.sources.text import read_text_report

CASE = """\
title: River talks
actors:
  - {id: north, name: Northland, kind: state, aliases: [Norburg, NL], adjectives: [Northlander]}
  - {id: south, name: Southmark, kind: state, adjectives: [Southmarker]}
  - {id: front, name: River Front, kind: movement, aliases: [the Front]}
  - {id: friends, name: Friends of the River, kind: coalition, aliases: [Norburg's coastal allies]}
people:
  - {name: Ana Torvald, actor: north, role: president, pronoun: she, from: 2020-01-01}
  - {name: Bo Lind, actor: north, role: foreign minister, pronoun: he}
  - {name: Karl von der Aue, actor: south, role: prime minister, pronoun: he}
  - {name: Mira Solt, actor: front, role: spokeswoman, to: 2023-12-31}
  - {name: Mira Solt, actor: friends, role: envoy, pronoun: she, from: 2024-01-01}
parties: [north, front]
issues:
  - id: truce
    question: When does the fighting stop?
    scale: ordered
    options:
      - {id: first, at: 0, words: A full truce before talks, examples: [an immediate truce]}
      - {id: during, at: 50, words: A limited truce while talks are held}
      - {id: after, at: 100, words: A truce only with a signed treaty, examples: [treaty first]}
  - id: patrols
    question: Who patrols the river?
    scale: unordered
    options:
      - {id: none, words: No foreign patrol boats, examples: [no foreign boats on the river]}
      - {id: mixed, words: Mixed patrols of both sides, examples: [joint patrol boats]}
      - {id: foreign, words: Patrol boats of the Friends, examples: [foreign patrol boats]}
"""

TODAY = date(2025, 6, 1)


@pytest.fixture(scope="session")
def case() -> Case:
    return parse_case(CASE)


@pytest.fixture
def report_of() -> Callable[..., Report]:
    def make(body: str, day: str = "2024-05-01") -> Report:
        raw = f" date {day} Title\n\n{body}".encode()
        return read_text_report(raw, name="report.txt", today=TODAY)

    return make


@pytest.fixture
def reading_of(case, report_of) -> Callable[..., Reading]:
    def make(body: str, day: str = "2024-05-01") -> Reading:
        reading = Reading(report_of(body, day), case)
        split_sentences(reading)
        find_mentions(reading)
        return reading

    return make
