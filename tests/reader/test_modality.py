"""Whether a content is for or against what it resembles, from words alone."""

import pytest

from pourparler.reader.modality import modality_as_before, read_modality
from pourparler.reader.reading import Draft
from pourparler.reader.unclear import RULE


def draft_of(force, rule=""):
    return Draft((), (), (), 0.9, force=force, rules={"force": rule})


@pytest.mark.parametrize(
    ("force", "cue", "content", "phrase", "modality"),
    [
        ("wish", "wants", "a truce", "a truce", "supports"),
        ("description", "said", "a truce is unnecessary", "a truce", "opposes"),
        ("refusal", "rejects", "no truce", "a truce", "supports"),
        ("threat", "threatened", "war if it didn’t accept a truce", "a truce", "supports"),
        ("threat", "threatened", "war if boats come", "boats", "opposes"),
        (
            "threat",
            "warned",
            "it would sink the boats if fired on",
            "sink the boats",
            "conditional",
        ),
        ("threat", "warned", "it would leave unless a truce came", "a truce", "supports"),
        ("acceptance", "agreed to", "a truce if boats leave", "a truce", "conditional"),
        ("acceptance", "agreed to", "a truce provided that boats leave", "boats", "supports"),
        ("description", "said", "there is no peace without a truce", "a truce", "supports"),
        ("description", "said", "without a truce there is no peace", "a truce", "supports"),
        ("description", "said", "it could do without a truce", "a truce", "opposes"),
        ("description", "said", "no talks before the boats are gone", "boats gone", "supports"),
        ("description", "said", "boats stay until a truce", "boats stay until a truce", "supports"),
        ("description", "said", "it backs a truce but no boats", "a truce", "supports"),
        ("description", "said", "it backs a truce but no boats", "boats", "opposes"),
        ("description", "said", "it wants boats rather than a truce", "a truce", "opposes"),
        ("description", "said", "it wants nothing less than a truce", "a truce", "supports"),
        ("description", "said", "it goes, with or without a truce", "a truce", "supports"),
        ("description", "said", "it wants a truce … but no boats", "a truce", "supports"),
        ("description", "said", "a truce … would be “a mistake”", "a truce", "opposes"),
        ("description", "said", "a truce is a priority", "a truce", "supports"),
        ("description", "said", "a truce is no longer a taboo", "a truce", "supports"),
        ("description", "said", "a truce is not acceptable", "a truce", "opposes"),
        ("description", "said", "a truce was “a tale for children”", "a truce", "ambiguous"),
        ("description", "said", "the river is a zone of truce", "zone of truce", "supports"),
        ("description", "said", "they asked her what a truce is", "a truce", "ambiguous"),
        ("description", "discussed", "whether to accept a truce", "a truce", "ambiguous"),
        ("refusal", "denied", "a truce was possible", "a truce", "opposes"),
        ("description", "declined to say", "whether boats come", "boats", "declined"),
        ("refusal", "refused to confirm", "a truce", "a truce", "declined"),
    ],
)
def test_modality(force, cue, content, phrase, modality):
    draft = draft_of(force)
    draft.conditional = " if " in content or " until " in content
    assert read_modality(draft, cue, content, phrase)[0] == modality


@pytest.mark.parametrize(
    ("rule", "cue", "content", "modality"),
    [
        ("rule out", "ruled out", "a truce", "opposes"),
        ("never accept", "will never accept", "a truce", "opposes"),
        ("would not accept", "said", "it would not accept a truce", "opposes"),
        ("rule out", "ruled out", "a deal without a truce", "supports"),
    ],
)
def test_a_red_line_is_against_and_its_negation_counts_once(rule, cue, content, modality):
    assert read_modality(draft_of("red_line", rule), cue, content, "a truce")[0] == modality


def test_what_is_called_unclear_is_ambiguous():
    draft = Draft((), (), (), 0.9, rules={"statement": RULE})
    assert read_modality(draft, "is unclear", "the truce", "a truce")[0] == "ambiguous"


@pytest.mark.parametrize(
    ("force", "rule", "said", "before", "modality"),
    [
        ("acceptance", "back", "backed the idea", "supports", "supports"),
        ("refusal", "reject", "rejected that demand", "supports", "opposes"),
        ("refusal", "reject", "rejected that demand", "conditional", "opposes"),
        ("refusal", "reject", "rejected that demand", "opposes", "supports"),
        ("deed", "drop", "dropped that demand", "supports", "opposes"),
        ("refusal", "refuse", "refused to confirm it", "supports", "declined"),
        ("refusal", "reject", "rejected that", "ambiguous", "ambiguous"),
    ],
)
def test_what_points_back_takes_sides_on_what_was_said(force, rule, said, before, modality):
    assert modality_as_before(draft_of(force, rule), said, before)[0] == modality
