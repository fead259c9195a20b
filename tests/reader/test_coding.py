"""Contents reach issues and options by their words, with a modality and a probability."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pourparler.case.folder import parse_case
from pourparler.reader.coding import Coder
from pourparler.reader.language import is_english
from pourparler.reader.reading import Draft
from pourparler.reader.similarity import PhraseIndex, stems


def code(reading_of, case, body, *drafts):
    """Code drafts given as (cue, content, force); return what is coded, without the rest."""
    return [
        [(c.issue, c.from_option, c.to_option, c.modality) for c in codings]
        for codings in code_of(reading_of(body), case, *drafts)
    ]


def code_of(reading, case, *drafts):
    text = reading.report.text
    for cue, content, force in drafts:
        a, b = text.index(cue), text.index(content)
        draft = Draft((), ((a, a + len(cue)),), ((b, b + len(content)),), 0.9, force=force)
        draft.rules["force"] = cue.split()[-1]
        reading.drafts.append(draft)
    Coder(case).code(reading)
    return [draft.codings for draft in reading.drafts]


def test_a_content_reaches_the_option_it_is_worded_like(reading_of, case):
    (codings,) = code(
        reading_of, case, "He wants an immediate truce.", ("wants", "an immediate truce", "wish")
    )
    assert codings == [("truce", "first", "first", "supports")]


def test_a_refusal_opposes_and_a_phrase_with_its_own_negation_supports(reading_of, case):
    (refused,) = code(
        reading_of,
        case,
        "He rejects foreign patrol boats.",
        ("rejects", "foreign patrol boats", "refusal"),
    )
    (none,) = code(
        reading_of, case, "He wants no foreign boats on the river.",
        ("wants", "no foreign boats on the river", "wish"),
    )  # fmt: skip
    assert refused == [("patrols", "foreign", "foreign", "opposes")]
    assert none == [("patrols", "none", "none", "supports")]


def test_a_content_that_points_back_takes_the_reading_before_it(reading_of, case):
    first, second = code(
        reading_of, case, "Norburg wants an immediate truce. Lind balked at that prospect.",
        ("wants", "an immediate truce", "wish"), ("balked", "that prospect", "refusal"),
    )  # fmt: skip
    assert first == [("truce", "first", "first", "supports")]
    assert second == [("truce", "first", "first", "opposes")]


def test_what_is_about_no_issue_is_left_without_a_coding(reading_of, case):
    (codings,) = code(
        reading_of, case, "He said lunch was late.", ("said", "lunch was late", "wish")
    )
    assert codings == []


def test_what_somebody_fears_is_no_position(reading_of, case):
    (codings,) = code(
        reading_of, case, "Norburg fears foreign patrol boats.",
        ("fears", "foreign patrol boats", "description"),
    )  # fmt: skip
    assert codings == []


def test_the_name_of_an_actor_alone_is_about_no_issue(case):
    index = PhraseIndex(case.issues, names=["Friends", "Northlander"])
    ranked = index.rank("Nobody asked the Friends")
    assert ranked[0].score == 0
    assert PhraseIndex(case.issues).rank("Nobody asked the Friends")[0].score > 0
    assert index.rank("Patrol boats of the Friends")[0].phrase.option == "foreign"


WORDED = st.lists(
    st.sampled_from("a no truce full signed treaty patrol boats foreign river of Friends".split()),
    max_size=12,
).map(" ".join)


@given(WORDED)
def test_the_best_scores_are_those_of_the_ranking(case, text):
    index = PhraseIndex(case.issues, names=["Friends", "Northlander"])
    best = index.best(text)
    for issue in case.issues:
        ranked = [m.score for m in index.rank(text) if m.phrase.issue == issue.id]
        assert best.issues[issue.id] == pytest.approx(max(ranked), abs=1e-12)
    assert all(0 <= share <= 1 + 1e-9 for share in best.options.values())


@given(st.text(max_size=60))
def test_similarity_is_a_share_and_never_fails(text):
    from pourparler.case.issues import Issue, Option

    issue = Issue(
        id="a",
        question="Who patrols the river?",
        scale="unordered",
        options=[Option(id="x", words="Boats of one side"), Option(id="y", words="No boats")],
    )
    for match in PhraseIndex([issue]).rank(text):
        assert -1e-12 <= match.score <= 1 + 1e-12


def test_a_phrase_is_most_like_itself(case):
    index = PhraseIndex(case.issues)
    best = index.rank("Mixed patrols of both sides")[0]
    assert (best.phrase.option, round(best.score, 6)) == ("mixed", 1.0)


def test_stems_join_forms_of_a_word():
    assert stems("patrols") == stems("patrolled") == stems("Patrol's")


def test_spellings_on_both_sides_of_the_ocean_are_one():
    words = "defence centre programme labour recognise organisation"
    american = "defense center program labor recognize organization"
    assert stems(words) == stems(american)


def test_other_languages_are_not_machine_read(report_of):
    french = "Le président a déclaré que la trêve serait respectée par toutes les parties. " * 5
    english = "The president said that the truce would be kept by all of the parties. " * 5
    assert is_english(report_of(english))
    assert not is_english(report_of(french))
    assert is_english(report_of("Non."))


@pytest.mark.parametrize(
    ("content", "option"),
    [("a truce with a signed treaty", "after"), ("foreign patrol boats", "foreign")],
)
def test_words_that_only_one_option_has_mean_it(reading_of, case, content, option):
    reading = reading_of(f"He wants {content}.")
    (codings,) = code_of(reading, case, ("wants", content, "wish"))
    assert codings[0].from_option == codings[0].to_option == option
    assert codings[0].probability > 0.6


@pytest.mark.parametrize("content", ["the truce", "patrols", "no patrols"])
def test_words_that_all_options_share_leave_open_which_is_meant(reading_of, case, content):
    reading = reading_of(f"He spoke of {content}.")
    (codings,) = code_of(reading, case, ("spoke of", content, "description"))
    assert codings[0].probability < 0.5


def test_one_word_of_a_long_phrase_is_weak_evidence(case):
    index = PhraseIndex(case.issues)
    (lone,) = {m.score for m in index.rank("a signed letter") if m.phrase.text.endswith("treaty")}
    assert lone < 0.6 * index.rank("a signed treaty")[0].score


def test_a_negation_that_an_option_carries_is_no_opposition(reading_of, case):
    (codings,) = code(
        reading_of, case, "She said no foreign patrol boats would come.",
        ("said", "no foreign patrol boats would come", "description"),
    )  # fmt: skip
    assert [(o, m) for _, o, _, m in codings] in ([("none", "supports")], [("foreign", "opposes")])


def test_a_word_of_the_same_family_reaches_an_issue(case):
    index = PhraseIndex(case.issues)
    assert index.rank("a ceasefire")[0].phrase.issue == "truce"
    assert index.rank("a ceasefire")[0].score < index.rank("a truce")[0].score


def test_what_points_back_in_a_longer_content_takes_the_reading_before_it(reading_of, case):
    _, second = code(
        reading_of, case,
        "Norburg wants an immediate truce. Lind denied that such a concession had been made.",
        ("wants", "an immediate truce", "wish"),
        ("denied", "that such a concession had been made", "refusal"),
    )  # fmt: skip
    assert second == [("truce", "first", "first", "opposes")]


def test_what_only_stands_beside_an_issue_is_coded_on_it_with_more_doubt(reading_of, case):
    reading = reading_of("Norburg wants an immediate truce. Solt said that lunch was late.")
    first, second = code_of(
        reading, case,
        ("wants", "an immediate truce", "wish"), ("said", "lunch was late", "description"),
    )  # fmt: skip
    assert first[0].probability > 0.7
    assert all(coding.probability < first[0].probability - 0.2 for coding in second)


def test_the_paragraph_tells_what_a_content_leaves_open(reading_of, case):
    body = "The Friends may send foreign patrol boats to the river. Lind said: they may come."
    (codings,) = code(reading_of, case, body, ("said", "they may come", "description"))
    assert [issue for issue, *_ in codings][:1] == ["patrols"]


def test_each_side_of_an_if_may_be_about_another_issue(reading_of, case):
    content = "foreign patrol boats if there is no immediate truce"
    (codings,) = code(reading_of, case, f"He wants {content}.", ("wants", content, "wish"))
    assert {(issue, option) for issue, option, *_ in codings} == {
        ("patrols", "foreign"),
        ("truce", "first"),
    }


def test_who_would_not_speak_declines_what_was_spoken_of_before(reading_of, case):
    _, second = code(
        reading_of, case, "Norburg wants an immediate truce. Lind declined to say what he felt.",
        ("wants", "an immediate truce", "wish"), ("declined to say", "what he felt", "refusal"),
    )  # fmt: skip
    assert second == [("truce", "first", "first", "declined")]


def test_who_wants_nothing_at_all_is_for_the_option_of_none(reading_of):
    case = parse_case("""\
title: Flood talks
actors: [{id: upper, name: Upperland, kind: state}]
issues:
  - id: money
    question: Who compensates the farms?
    scale: ordered
    options:
      - {id: nobody, at: 0, words: Nobody pays}
      - {id: fund, at: 1, words: A fund pays}
    examples: [compensation]
""")
    reading = replace(reading_of("He said no compensation was due."), case=case)
    (codings,) = code_of(reading, case, ("said", "no compensation was due", "description"))
    assert [(c.from_option, c.modality) for c in codings] == [("nobody", "supports")]
