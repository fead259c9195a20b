"""Whose position a content reports, and by which act."""

import pytest

from pourparler.reader.coding import Coder
from pourparler.reader.manner import read_manner
from pourparler.reader.reading import Draft
from pourparler.reader.reported import find_reported


def draft_of(reading, cue, content, actors=()):
    text = reading.report.text
    a, b = text.index(cue), text.index(content)
    draft = Draft((), ((a, a + len(cue)),), ((b, b + len(content)),), 0.9, actors=actors)
    reading.drafts.append(draft)
    return draft


@pytest.mark.parametrize(
    ("content", "actors", "phrase"),
    [
        ("that the Front would accept a truce", ("front",), "accept"),
        ("Norburg might yet agree to a truce", ("north",), "agree"),
        ("Torvald has long rejected a truce", ("north",), "reject"),
        ("that Northland is ready to sign", ("north",), "be ready"),
        ("“both sides want a truce”", ("north", "front"), "want"),
        ("neither Norburg nor the Front would accept it", ("north", "front"), "accept"),
        ("Norburg's government would accept it", ("north",), "accept"),
        ("Northlander officials want boats", ("north",), "want"),
        ("Norburg's rivals want boats", None, None),
        ("Norburg has dropped that demand", ("north",), "drop"),
        ("Norburg remains opposed to a truce", ("north",), "remain opposed"),
        ("Norburg is expected to reject a truce", ("north",), "reject"),
        ("whether Norburg would accept a truce", None, None),
        ("that Northland should accept a truce", None, None),
        ("that Northland was offered a truce", None, None),
        ("that the boats of the Front want paint", None, None),
        ("the Front of having rejected a truce", ("front",), "reject"),
        ("the Front of rejecting a truce", ("front",), "reject"),
        ("a truce that the Front wants", None, None),
        ("that Northland sees boats", None, None),
    ],
)
def test_a_name_and_a_stance_tell_whose_position_it_is(reading_of, content, actors, phrase):
    reading = reading_of(f"A source said {content}.")
    reported = find_reported(reading, draft_of(reading, "said", content))
    assert (reported and reported.actors) == actors
    assert (reported and reported.phrase) == phrase


@pytest.mark.parametrize(
    ("cue", "content", "modality"),
    [
        ("said", "the Front would accept an immediate truce", "supports"),
        ("said", "the Front would not accept an immediate truce", "opposes"),
        ("said", "the Front rejects an immediate truce", "opposes"),
        ("denied", "the Front wants an immediate truce", "opposes"),
    ],
)
def test_the_reading_is_about_the_one_reported(reading_of, case, cue, content, modality):
    reading = reading_of(f"Norburg {cue} {content}.")
    draft = draft_of(reading, cue, content, actors=("north",))
    read_manner(reading)
    Coder(case).code(reading)
    (coding,) = draft.codings
    assert (coding.about, coding.from_option, coding.modality) == ("front", "first", modality)


def test_of_oneself_it_gives_the_force_and_is_about_nobody_else(reading_of, case):
    content = "the Front would accept an immediate truce"
    reading = reading_of(f"Its spokesman said {content}.")
    draft = draft_of(reading, "said", content, actors=("front",))
    read_manner(reading)
    Coder(case).code(reading)
    assert draft.force == "acceptance"
    assert [coding.about for coding in draft.codings] == [None]


@pytest.mark.parametrize(
    ("cue", "content", "modality"),
    [
        ("said", "the Front remains opposed to an immediate truce", "opposes"),
        ("said", "the Front would never accept an immediate truce", "opposes"),
        ("denied", "that the Front wants an immediate truce", "opposes"),
    ],
)
def test_of_oneself_a_refusal_counts_once(reading_of, case, cue, content, modality):
    reading = reading_of(f"Its spokesman {cue} {content}.")
    draft = draft_of(reading, cue, content, actors=("front",))
    read_manner(reading)
    Coder(case).code(reading)
    assert [(c.from_option, c.modality) for c in draft.codings] == [("first", modality)]


def test_a_position_shared_with_others_is_one_s_own_and_theirs(reading_of, case):
    content = "Norburg and the Front would accept an immediate truce"
    reading = reading_of(f"Lind said {content}.")
    draft = draft_of(reading, "said", content, actors=("north",))
    read_manner(reading)
    Coder(case).code(reading)
    assert draft.force == "acceptance"
    assert [coding.about for coding in draft.codings] == [None, "front"]


def test_not_ruling_something_out_takes_no_side(reading_of, case):
    reading = reading_of("Lind has not ruled out an immediate truce.")
    draft = draft_of(reading, "has not ruled out", "an immediate truce", actors=("north",))
    read_manner(reading)
    Coder(case).code(reading)
    assert draft.force == "description"
    assert [coding.modality for coding in draft.codings] == ["ambiguous"]


def test_what_points_back_to_another_s_position_is_one_s_own(reading_of, case):
    reading = reading_of("A source said Norburg wants an immediate truce. Lind denied that.")
    draft_of(reading, "said", "Norburg wants an immediate truce")
    answer = draft_of(reading, "denied", "that.", actors=("north",))
    read_manner(reading)
    Coder(case).code(reading)
    assert [(c.about, c.modality) for c in answer.codings] == [(None, "opposes")]


def test_a_condition_may_follow_the_speaker(reading_of):
    reading = reading_of("Norburg would sign, she said, in return for boats.")
    text = reading.report.text
    a, b = text.index("said"), text.index("Norburg would sign")
    draft = Draft((), ((a, a + 4),), ((b, b + 18),), 0.9)
    reading.drafts.append(draft)
    read_manner(reading)
    assert draft.conditional


def test_what_is_provided_that_somebody_does_is_not_a_position_of_his(reading_of):
    reading = reading_of("Norburg agreed to a truce, provided that the Front accepts it.")
    draft = draft_of(reading, "agreed to", "that the Front accepts it", actors=("north",))
    assert find_reported(reading, draft) is None


def code_in(reading, case, *drafts):
    for cue, content, actors in drafts:
        draft_of(reading, cue, content, actors)
    read_manner(reading)
    Coder(case).code(reading)
    return [[(c.modality, c.about) for c in d.codings[:1]] for d in reading.drafts]


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("accuses", "the Front of refusing an immediate truce"),
        ("accuses the Front of", "refusing an immediate truce"),
        ("accuses", "the Front of having rejected an immediate truce"),
    ],
)
def test_an_accusation_tells_where_the_accused_stands(reading_of, case, cue, content):
    reading = reading_of(f"Norburg {cue} {content}.")
    assert code_in(reading, case, (cue, content, ("north",))) == [[("opposes", "front")]]


def test_blame_for_a_deed_is_no_position(reading_of, case):
    reading = reading_of("Norburg accused the Front of having shelled the river boats.")
    drafts = ("accused", "the Front of having shelled the river boats", ("north",))
    assert code_in(reading, case, drafts) == [[]]


def test_what_one_asks_of_another_is_ones_own_position(reading_of, case):
    reading = reading_of("Norburg said the Front should agree to an immediate truce now.")
    content = "the Front should agree to an immediate truce now"
    assert code_in(reading, case, ("said", content, ("north",))) == [[("supports", None)]]
    assert reading.drafts[0].actors == ("north",)


def test_a_hope_that_another_would_accept_is_ones_own(reading_of, case):
    reading = reading_of("Norburg hoped that the Front would accept an immediate truce.")
    content = "that the Front would accept an immediate truce"
    assert code_in(reading, case, ("hoped", content, ("north",))) == [[("supports", None)]]


def test_an_idea_rejected_in_the_next_sentence_is_what_was_said_before(reading_of, case):
    reading = reading_of("Norburg proposed an immediate truce. Solt rejected the idea.")
    found = code_in(
        reading, case,
        ("proposed", "an immediate truce", ("north",)), ("rejected", "the idea", ("front",)),
    )  # fmt: skip
    assert found == [[("supports", None)], [("opposes", None)]]


def test_an_acceptance_without_preconditions_is_one(reading_of, case):
    content = "a full truce before talks, “without any preconditions”"
    reading = reading_of(f"Norburg accepted {content}.")
    assert code_in(reading, case, ("accepted", content, ("north",))) == [[("supports", None)]]
