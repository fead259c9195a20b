"""Statements that stand as nouns, with the force of the noun."""

import pytest

from pourparler.reader.force import find_force
from pourparler.reader.lexicon import nouns
from pourparler.reader.manner import read_manner
from pourparler.reader.nominal import add_nominal_statements
from pourparler.reader.reading import Draft
from pourparler.reader.speakers import resolve_speakers


@pytest.mark.parametrize(
    ("body", "source", "content", "force"),
    [
        ("The Front's refusal to sign a truce has cost it.", "Front", "sign a truce", "refusal"),
        ("Norburg’s demands for new boats were heard.", "Norburg", "new boats", "demand"),
        ("Lind's latest offer of a truce, made today, stands.", "Lind", "a truce", "offer"),
        ("Norburg's insistence that boats come.", "Norburg", "boats come", "demand"),
        ("Lind came. His opposition to the boats is known.", "His", "the boats", "refusal"),
        ("Friends of the River' call for a truce.", "Friends of the River", None, None),
    ],
)  # fmt: skip
def test_a_noun_after_a_name_makes_a_statement(reading_of, body, source, content, force):
    reading = reading_of(body)
    add_nominal_statements(reading)
    read_manner(reading)
    found = [
        (reading.text_of(d.source), reading.text_of(d.content), d.force) for d in reading.drafts
    ]
    assert found == ([(source, content, force)] if content else [])


def test_the_possessive_is_resolved_as_a_pronoun(reading_of):
    reading = reading_of("Lind came. His opposition to the boats is known.")
    add_nominal_statements(reading)
    resolve_speakers(reading)
    assert [draft.speaker for draft in reading.drafts] == ["Bo Lind"]


@pytest.mark.parametrize(
    "body", ["His refusal to.", "The refusal to sign.", "Rivals' call for it."]
)
def test_without_owner_or_content_there_is_none(reading_of, body):
    reading = reading_of(body)
    add_nominal_statements(reading)
    assert reading.drafts == []


def test_what_is_part_of_a_statement_already_is_left_alone(reading_of):
    reading = reading_of("Lind rejected the Front's demand for new boats.")
    start = reading.report.text.index("rejected")
    end = reading.report.text.index(".")
    tagged = Draft((), ((start, start + 8),), ((start + 9, end),), 0.9)
    reading.drafts.append(tagged)
    add_nominal_statements(reading)
    assert reading.drafts == [tagged]


def test_every_noun_gives_its_force():
    for force, phrase in nouns():
        assert find_force(phrase)[0] == force


@pytest.mark.parametrize(
    ("cue", "force"),
    [
        ("has no objection to", "acceptance"),
        ("does not oppose", "acceptance"),
        ("has not agreed to", "refusal"),
    ],
)
def test_a_negation_counts_once(reading_of, cue, force):
    reading = reading_of(f"Lind {cue} a truce.")
    text = reading.report.text
    a, b = text.index(cue), text.index("a truce")
    reading.drafts.append(Draft((), ((a, a + len(cue)),), ((b, b + 7),), 0.9))
    read_manner(reading)
    assert reading.drafts[0].force == force
