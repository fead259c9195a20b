"""Force, audience, negation, hedge, condition, and how a statement is reported."""

import pytest

from pourparler.reader.attribution import grade_attribution
from pourparler.reader.force import find_force, is_against
from pourparler.reader.manner import read_manner
from pourparler.reader.reading import Draft


def read(reading_of, body, source, cue, content):
    reading = reading_of(body)
    text = reading.report.text

    def span(words):
        start = text.index(words)
        return ((start, start + len(words)),)

    draft = Draft(span(source) if source else (), span(cue), span(content), 0.9)
    reading.drafts.append(draft)
    read_manner(reading)
    grade_attribution(reading)
    return draft


@pytest.mark.parametrize(
    ("cue", "force"),
    [
        ("demanded", "demand"),
        ("has repeatedly called for", "demand"),
        ("would not accept", "red_line"),
        ("is ready", "wish"),
        ("offered", "offer"),
        ("agreed to", "acceptance"),
        ("balked at", "refusal"),
        ("threatened", "threat"),
        ("pledged", "promise"),
        ("dropped", "deed"),
        ("said", "description"),
        ("mumbled", "description"),
    ],
)
def test_the_cue_gives_the_force(cue, force):
    assert find_force(cue)[0] == force


def test_the_force_of_a_plain_said_is_what_the_speaker_says_of_himself(reading_of):
    body = "Lind said that he would not accept foreign boats."
    draft = read(reading_of, body, "Lind", "said", "that he would not accept foreign boats")
    assert (draft.force, draft.negated) == ("red_line", True)


def test_what_all_of_us_prefer_is_a_wish(reading_of):
    body = "Lind told them that “all of us would obviously prefer talks”."
    draft = read(reading_of, body, "Lind", "told", "that “all of us would obviously prefer talks”")
    assert draft.force == "wish"


def test_a_demand_that_is_no_longer_made_is_given_up(reading_of):
    body = "By noon Lind no longer asked for talks."
    draft = read(reading_of, body, "Lind", "no longer asked for", "talks")
    assert draft.force == "deed"
    assert is_against("no longer asked for")
    assert not is_against("did not ask for")


def test_a_negated_acceptance_is_a_refusal(reading_of):
    draft = read(reading_of, "Lind did not agree to talks.", "Lind", "did not agree to", "talks")
    assert draft.force == "refusal"


def test_hedges_and_conditions_are_told_apart_from_lookalikes(reading_of):
    hedged = read(reading_of, "He said it might work.", "He", "said", "it might work")
    noun = read(reading_of, "He praised its military might.", "He", "praised", "its military might")
    condition = read(reading_of, "He agreed if boats leave.", "He", "agreed", "if boats leave")
    weapons = read(reading_of, "He got boats provided with oars.", "He", "got", "boats")
    assert (hedged.hedged, noun.hedged) == (True, False)
    assert (condition.conditional, weapons.conditional) == (True, False)


def test_the_audience_is_who_was_told(reading_of):
    draft = read(reading_of, "He told reporters in Aue that it rained.", "He", "told", "it rained")
    assert draft.audience == "reporters in Aue"


@pytest.mark.parametrize(
    ("body", "source", "cue", "content", "attribution"),
    [
        ("“We stay,” Lind said.", "Lind", "said", "“We stay,”", "direct"),
        ('Lind said "we stay".', "Lind", "said", '"we stay"', "direct"),
        ("Lind called it “a trap” for all.", "Lind", "called", "it “a trap” for all", "mixed"),
        ("Lind said they stay.", "Lind", "said", "they stay", "indirect"),
        ('Lind said “we "stay" here”.', "Lind", "said", '“we "stay" here”', "direct"),
        ("Lind said we stay “.", "Lind", "said", "we stay", "indirect"),
        ("Lind said ‘we stay’, too.", "Lind", "said", "‘we stay’", "direct"),
        ("Lind said it’s the boats’ fault.", "Lind", "said", "it’s the boats’ fault", "indirect"),
        ("Lind said 'we stay'.", "Lind", "said", "'we stay'", "direct"),
        ("Lind saw rock 'n' roll.", "Lind", "saw", "rock 'n' roll", "indirect"),
        ("A banker said they stay.", "A banker", "said", "they stay", "anonymous"),
        ("A spokesman said they stay.", "A spokesman", "said", "they stay", "indirect"),
        ("Three countries said so then.", "Three countries", "said", "so then", "indirect"),
        ("Two officials said “we stay”.", "Two officials", "said", "“we stay”", "anonymous"),
        ("A man who asked not to be named said it.", "who", "said", "it", "anonymous"),
        ("Norburg is thought to favour it.", "Norburg", "is thought to favour", "it", "anonymous"),
        ("Lind dropped the demand.", "Lind", "dropped", "the demand", "deed"),
    ],
)
def test_attribution_is_the_first_grade_that_fits(
    reading_of, body, source, cue, content, attribution
):
    assert read(reading_of, body, source, cue, content).attribution == attribution
