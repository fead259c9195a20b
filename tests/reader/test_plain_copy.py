"""For, against, open or conditional in the plain words of agencies: rules found missing there."""

from __future__ import annotations

import pytest

from pourparler.reader.force import find_force
from pourparler.reader.lexicon import has_condition
from pourparler.reader.modality import read_modality
from pourparler.reader.reading import Draft

TREATY = "The valley writes neutrality into its law and hosts no foreign boats"
ZONE = "A shared zone is set up and no line is drawn"
COURT = "An international court draws the line"
FIELDS = "The farmers get back the fields they held"


@pytest.mark.parametrize(
    ("cue", "content", "phrase", "modality"),
    [
        ("demands", "that its neighbour write neutrality into its law", TREATY, "supports"),
        ("rejects", "a law of neutrality", TREATY, "opposes"),
        ("wants", "foreign boats", TREATY, "opposes"),
        ("proposed", "a shared zone in the gulf", ZONE, "supports"),
        ("has refused since 2021", "to take the dispute to a court", COURT, "opposes"),
        ("proposed", "that a court rule on the disputed line", COURT, "supports"),
        ("told", "“We want our fields back, not a bank account,”", FIELDS, "supports"),
        ("revoked", "its decision to go to court", COURT, "opposes"),
        ("put off", "a decision on the court", COURT, "ambiguous"),
        ("said", "it was for the two countries to decide about a court", COURT, "ambiguous"),
        ("said", "he would respect whatever the court decides", COURT, "ambiguous"),
        ("said", "it would answer after consulting its members on the court", COURT, "ambiguous"),
        ("said", "she was studying the plan but still preferred a court", COURT, "supports"),
        ("said", "that the court should decide, and would not say when", COURT, "supports"),
        ("said", "she would ask for a court if the talks failed", COURT, "supports"),
    ],
)
def test_how_a_content_bears_on_an_option(cue: str, content: str, phrase: str, modality: str):
    draft = Draft((), (), (), 0.9)
    draft.force = find_force(cue)[0]
    assert read_modality(draft, cue, content, phrase)[0] == modality


@pytest.mark.parametrize(
    ("words", "conditional"),
    [
        ("once the guns are silent", True),
        ("the release of all prisoners at once", False),
        ("he would once again send boats", False),
        ("at once if they are asked for", True),
    ],
)
def test_what_is_a_condition(words: str, conditional: bool):
    assert has_condition(words) == conditional


def test_the_main_clause_says_what_a_statement_is_about(reading_of, case):
    from pourparler.reader.coding import Coder

    body = "Torvald could accept joint patrol boats once a full truce was signed."
    reading = reading_of(body)
    start = reading.report.text.index("could accept")
    content = reading.report.text.index("joint")
    reading.drafts = [
        Draft((), ((start, start + 12),), ((content, len(reading.report.text) - 1),), 0.9)
    ]
    reading.drafts[0].conditional = True
    Coder(case).code(reading)
    first, *others = reading.drafts[0].codings
    assert (first.issue, first.to_option, first.modality) == ("patrols", "mixed", "conditional")
    assert all(other.probability <= first.probability for other in others)


def test_what_a_text_rules_is_no_statement(report_of, case):
    from pourparler.reader.pipeline import Reader

    body = (
        "Northland would not let the boats pass, Torvald said on Tuesday, because the constitution "
        "forbids it."
    )
    found = Reader(case).read(report_of(body))
    assert [one.source for one in found] == ["Torvald"]


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "words"),
    [
        ("Lind did not rule them out.", "did not rule", "them", "did not rule them out"),
        ("Lind turned the plan down.", "turned", "the plan", "turned the plan down"),
        ("Lind sent the boats out.", "sent", "the boats", "sent"),
    ],
)
def test_a_particle_behind_the_content_belongs_to_the_cue(
    reading_of, sentence, cue, content, words
):
    from pourparler.reader.particles import cue_words

    reading = reading_of(sentence)
    text = reading.report.text
    spans = [((text.index(part), text.index(part) + len(part)),) for part in (cue, content)]
    assert cue_words(reading, Draft((), *spans, 0.9)) == words.replace(f" {content}", "")
