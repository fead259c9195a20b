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
        ("wish", "wants", "a truce today, not on the last day", "a truce", "supports"),
        ("wish", "wants", "all boats or none", "all boats", "supports"),
        ("demand", "demands", "that farms go to all", "farms go without payment", "supports"),
        ("description", "called", "a truce an obstacle to peace", "a truce", "opposes"),
        ("refusal", "voted against", "a truce", "a truce", "opposes"),
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
        (
            "threat",
            "threatened",
            "sanctions if it did not accept a truce",
            "sanctions",
            "conditional",
        ),
        ("description", "said", "boats would come if there was no truce", "boats", "conditional"),
        ("description", "said", "no boats would come if there was a truce", "boats", "opposes"),
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
        ("description", "wrote", "it wants a truce “and not a mere tale”", "a truce", "supports"),
        ("description", "wrote", "it wants boats, and not a truce", "a truce", "opposes"),
        ("description", "said", "a truce … would be “a mistake”", "a truce", "opposes"),
        ("description", "said", "a truce is a priority", "a truce", "supports"),
        ("description", "said", "a truce is no longer a taboo", "a truce", "supports"),
        ("description", "said", "a truce is not acceptable", "a truce", "opposes"),
        ("description", "said", "a truce was “a tale for children”", "a truce", "ambiguous"),
        ("description", "said", "the river is a zone of truce", "zone of truce", "supports"),
        ("description", "said", "they asked her what a truce is", "a truce", "ambiguous"),
        ("description", "discussed", "whether to accept a truce", "a truce", "ambiguous"),
        ("refusal", "denied", "a truce was possible", "a truce", "opposes"),
        ("threat", "threatened", "boats if it didn’t accept a truce", "boats", "conditional"),
        ("threat", "warned", "if Norburg refused, there would be boats", "boats", "conditional"),
        (
            "description",
            "said",
            "if there is no truce … there must be boats",
            "boats",
            "conditional",
        ),
        (
            "description",
            "said",
            "boats would come once there was a treaty",
            "boats treaty",
            "supports",
        ),
        (
            "description",
            "said",
            "a truce was the best way, but talk impossible",
            "a truce",
            "supports",
        ),
        (
            "description",
            "said",
            "a truce is the start, and that it is not over",
            "a truce",
            "supports",
        ),
        ("description", "said", "boats would come … and would not shoot", "boats come", "supports"),
        ("wish", "wants", "assurances that nobody attacks it", "assurances", "supports"),
        ("description", "did not mention", "a truce", "a truce", "declined"),
        ("refusal", "had no comment on", "a truce", "a truce", "declined"),
        ("description", "spoke of", "a truce", "a truce", "ambiguous"),
        ("description", "said", "it would look at a truce", "a truce", "ambiguous"),
        ("description", "said", "nobody talks under fire", "a truce", "supports"),
        ("refusal", "rejected", "talk of laying down arms", "a truce", "opposes"),
        ("acceptance", "accepted", "a truce “without any preconditions”", "a truce", "supports"),
        ("description", "declined to say", "whether boats come", "boats", "declined"),
        ("refusal", "refused to confirm", "a truce", "a truce", "declined"),
        ("description", "said", "the truce is on and will not be cut short", "a truce", "supports"),
        (
            "description",
            "said",
            "it would sign nothing that did not end the siege",
            "the siege",
            "supports",
        ),
        ("description", "said", "a truce was not a peace", "a truce", "ambiguous"),
        ("description", "described", "the truce as “a tea-room”", "a truce", "opposes"),
        ("description", "called", "the truce “a good idea”", "a truce", "supports"),
        ("refusal", "dismissed", "the truce as “a tea-room”", "a truce", "opposes"),
        ("description", "asked", "who would watch the truce", "a truce", "ambiguous"),
        ("description", "said only", "the truce was on its way", "a truce", "ambiguous"),
        ("threat", "threatened", "a blockade", "a blockade", "conditional"),
        ("threat", "warned", "it would treat boats as targets", "boats", "opposes"),
        ("promise", "promised", "its guns would not fire", "the guns fall silent", "supports"),
        ("promise", "vowed", "to fight on", "a truce", "opposes"),
        ("refusal", "rejected", "a ban on foreign boats", "foreign boats", "supports"),
        ("refusal", "rejected", "a ban on foreign boats", "No foreign boats", "opposes"),
        ("description", "said", "not a soldier would go home", "boats come", "opposes"),
        ("wish", "wants", "fighting until a treaty", "No truce until a treaty", "supports"),
        ("refusal", "refuses", "to stop until a treaty", "No truce until a treaty", "supports"),
        ("refusal", "ruled out", "boats before a treaty", "boats", "conditional"),
        ("refusal", "ruled out", "boats before 3 May", "boats", "opposes"),
        ("offer", "offered", "boats, but not before a treaty", "boats", "conditional"),
        ("acceptance", "accepted", "a truce until he came", "a truce", "supports"),
        ("acceptance", "accepted", "the task if asked", "boats", "conditional"),
        ("description", "said", "it would not stand in the way of boats", "boats", "supports"),
        ("description", "said", "“nobody talks with a gun on the table”", "the gun", "supports"),
        ("description", "said", "nobody talks with rebels", "talks with rebels", "opposes"),
        ("description", "said", "boats are not a wish but a condition", "boats", "supports"),
        ("description", "said", "boats and nobody else will come", "boats", "supports"),
        ("offer", "offered", "that its guns hold fire", "the guns fall silent", "supports"),
        ("deed", "has never given up", "its boats", "boats", "supports"),
        (
            "description",
            "said",
            "boats are conceivable if there is a truce",
            "boats",
            "conditional",
        ),
        ("description", "would consider", "boats if there is a truce", "boats", "conditional"),
        ("description", "would consider", "boats", "boats", "ambiguous"),
        ("description", "said", "no treaty that brings boats", "boats", "opposes"),
        ("refusal", "refused", "to sign while boats are there", "boats", "opposes"),
        ("refusal", "refused", "to sign unless boats come", "boats", "supports"),
        ("wish", "would sooner", "fight than see boats", "boats", "opposes"),
        ("wish", "preferred", "a treaty to boats", "boats", "opposes"),
        ("wish", "preferred", "boats to a treaty", "boats", "supports"),
        ("refusal", "ruled out", "anything short of boats", "boats", "supports"),
        ("refusal", "refuses", "to hand over the dam", "the dam stays with it", "supports"),
        ("refusal", "said", "it would not give up the dam", "it keeps the dam", "supports"),
        ("refusal", "said", "the dam will not be given up", "it keeps the dam", "supports"),
        ("promise", "said", "it will keep the dam", "it gives up the dam", "opposes"),
        ("wish", "hopes for", "boats and has not given up on them", "boats", "supports"),
        ("description", "said", "a truce without boats would not last", "boats", "supports"),
        ("description", "said", "there was no alternative to boats", "boats", "supports"),
        (
            "description",
            "said",
            "boats were not a wish but a condition",
            "boats pass without checks",
            "supports",
        ),
    ],
)
def test_modality(force, cue, content, phrase, modality):
    draft = draft_of(force)
    draft.conditional = "if " in content or " until " in content
    assert read_modality(draft, cue, content, phrase)[0] == modality


@pytest.mark.parametrize(
    ("cue", "content", "modality"),
    [
        ("ruled out", "a truce", "opposes"),
        ("will never accept", "a truce", "opposes"),
        ("said", "it would not accept a truce", "opposes"),
        ("ruled out", "a deal without a truce", "supports"),
        ("dropped", "its opposition to a truce", "supports"),
        ("urged", "Norburg to reject a truce", "opposes"),
        ("denied", "that it rejects a truce", "supports"),
        ("did not agree on", "a truce", "opposes"),
        ("has not ruled out", "a truce", "ambiguous"),
        ("said", "the truce can wait, and rejected boats", "supports"),
    ],
)
def test_every_refusal_and_every_negation_turns_it_once(cue, content, modality):
    assert read_modality(draft_of("description"), cue, content, "a truce")[0] == modality


@pytest.mark.parametrize(
    ("cue", "content", "modality"),
    [
        ("said", "it rejects any truce", "supports"),
        ("rejected", "any truce", "supports"),
        ("wants", "any truce", "opposes"),
    ],
)
def test_what_the_phrase_refuses_itself_turns_it_back(cue, content, modality):
    phrase = "Rejects any truce"
    assert read_modality(draft_of("description"), cue, content, phrase)[0] == modality


def test_what_is_called_unclear_is_ambiguous():
    draft = Draft((), (), (), 0.9, rules={"statement": RULE})
    assert read_modality(draft, "is unclear", "the truce", "a truce")[0] == "ambiguous"


@pytest.mark.parametrize(
    ("cue", "content", "before", "modality"),
    [
        ("backed", "the idea", "supports", "supports"),
        ("rejected", "that demand", "supports", "opposes"),
        ("rejected", "that demand", "conditional", "opposes"),
        ("rejected", "that demand", "opposes", "supports"),
        ("did not accept", "that", "supports", "opposes"),
        ("dropped", "that demand", "supports", "opposes"),
        ("refused to confirm", "it", "supports", "declined"),
        ("has not ruled out", "that", "supports", "ambiguous"),
        ("rejected", "that", "ambiguous", "ambiguous"),
        ("backed", "the idea", "conditional", "supports"),
        ("repeated", "the offer", "conditional", "conditional"),
        ("said", "that the offer stood", "opposes", "supports"),
    ],
)
def test_what_points_back_takes_sides_on_what_was_said(cue, content, before, modality):
    assert modality_as_before(cue, content, before)[0] == modality
